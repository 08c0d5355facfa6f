import type { Kernels } from './kernel-module.ts';

type Right = [transposed: number, n: number, k: number, at: number, stride: number];

/**
 * Products of many left sides, some rows at a time, with the same right one: a recurrence through time. The right one is packed once where
 * it fits into the scratch, so no other product may come between.
 */
export function timesSame(kernels: Kernels, ...[transposed, n, k, b, ldb]: Right): (rows: number, a: number, c: number, add: boolean) => void {
  if (kernels.packB(transposed, n, k, b, ldb)) return (rows, a, c, add) => kernels.gemmPacked(rows, n, k, a, k, c, n, Number(add));
  return (rows, a, c, add) => kernels.gemm(0, transposed, rows, n, k, a, k, b, ldb, c, n, Number(add));
}
