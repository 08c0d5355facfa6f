/// <reference lib="dom" />
import { bestVariant, compiled, type Variant } from './variants.ts';

type Address = number;

/** Our kernels as they stand in kernels/*.ts. Addresses are bytes into the memory of tfjs, everything else is elements. */
export interface Kernels {
  useScratch(at: Address): void;
  scratchBytes(): number;
  gemm(transposeA: number, transposeB: number, m: number, n: number, k: number, a: Address, lda: number, b: Address, ldb: number, c: Address, ldc: number, addToC: number): void;
  packB(transposeB: number, n: number, k: number, b: Address, ldb: number): number;
  gemmPacked(m: number, n: number, k: number, a: Address, lda: number, c: Address, ldc: number, addToC: number): void;
  im2col(x: Address, to: Address, ...window: Window): void;
  col2im(from: Address, dx: Address, ...window: Window): void;
  maxPoolGradient(x: Address, dy: Address, dx: Address, ...window: Window): void;
  depthwise(x: Address, filter: Address, y: Address, multiplier: number, ...window: Window): void;
  depthwiseInputGradient(dx: Address, filter: Address, dy: Address, multiplier: number, ...window: Window): void;
  depthwiseFilterGradient(x: Address, dFilter: Address, dy: Address, multiplier: number, ...window: Window): void;
  biasRelu(x: Address, rows: number, columns: number, bias: Address, relu: number): void;
  biasReluGradient(y: Address, dy: Address, rows: number, columns: number, relu: number, dz: Address, dBias: Address): void;
  columnSums(x: Address, rows: number, columns: number, to: Address): void;
  swapOuter(from: Address, to: Address, a: number, b: number, c: number): void;
  segmentSum(x: Address, segments: Address, rows: number, columns: number, to: Address, count: number): void;
  gatherRows(table: Address, rows: number, columns: number, indices: Address, count: number, to: Address): void;
  softmaxRows(x: Address, rows: number, columns: number, scale: number, causal: number): void;
  softmaxRowsGradient(p: Address, dy: Address, rows: number, columns: number, scale: number): void;
  crossEntropy(x: Address, labels: Address, rows: number, columns: number, losses: Address, gradient: Address): void;
  layerNorm(x: Address, gain: Address, bias: Address, rows: number, columns: number, epsilon: number, y: Address, normal: Address, inverse: Address): void;
  layerNormGradient(dy: Address, gain: Address, normal: Address, inverse: Address, rows: number, columns: number, dx: Address, dGain: Address, dBias: Address): void;
  batchNorm(x: Address, gain: Address, bias: Address, rows: number, columns: number, epsilon: number, y: Address, normal: Address, inverse: Address, mean: Address, variance: Address): void;
  batchNormGradient(dy: Address, gain: Address, normal: Address, inverse: Address, rows: number, columns: number, dx: Address, dGain: Address, dBias: Address): void;
  lstmStep(gates: Address, before: Address, cell: Address, hidden: Address, batch: number, units: number): void;
  lstmStepGradient(gates: Address, before: Address, cell: Address, dAbove: Address, dNext: Address, dCell: Address, batch: number, units: number): void;
  gruStep(gates: Address, states: Address, before: Address, hidden: Address, batch: number, units: number): void;
  gruStepGradient(gates: Address, states: Address, before: Address, dAbove: Address, dNext: Address, batch: number, units: number): void;
  tanhInPlace(x: Address, count: number): void;
  tanhGradient(h: Address, dAbove: Address, dNext: Address, slope: Address, count: number): void;
  adam(weight: Address, gradient: Address, mean: Address, square: Address, count: number, rate: number, beta1: number, beta2: number, epsilon: number): void;
}

/** Pictures, their height, width and channels, the output's height and width, the window's, the strides, the padding above and to the left. */
export type Window = [number, number, number, number, number, number, number, number, number, number, number, number];

/** The kernels on somebody's memory. They bring no data segment, so they cannot overwrite what lies there. */
export function instantiate(memory: WebAssembly.Memory, variant: Variant = bestVariant()): Kernels {
  const instance = new WebAssembly.Instance(compiled(variant), { env: { memory, log: Math.log } });
  return instance.exports as unknown as Kernels;
}
