// A tile of C: 4 rows × 8 columns, or 4 × 16 in the wide build, whose pairs of lanes the engine joins to 256 bits. Each number of C is
// the sum of its products in the order of k, so both give the same bits. a is depth × 4, b is depth × columns, both packed.
import { all, multiplyAdd } from './lanes';

export const TILE_ROWS: usize = 4;
export const TILE_COLUMNS: usize = isDefined(WIDE) ? 16 : 8;

// @ts-ignore: decorator
@inline function half(depth: usize, a: usize, b: usize, c: usize, rowStep: usize, add: bool): void {
  let c00 = all(0), c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  const end = b + depth * 32;
  for (; b < end; b += 32, a += 16) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    const a0 = v128.load32_splat(a), a1 = v128.load32_splat(a, 4);
    c00 = multiplyAdd(a0, b0, c00); c01 = multiplyAdd(a0, b1, c01);
    c10 = multiplyAdd(a1, b0, c10); c11 = multiplyAdd(a1, b1, c11);
    const a2 = v128.load32_splat(a, 8), a3 = v128.load32_splat(a, 12);
    c20 = multiplyAdd(a2, b0, c20); c21 = multiplyAdd(a2, b1, c21);
    c30 = multiplyAdd(a3, b0, c30); c31 = multiplyAdd(a3, b1, c31);
  }
  put(c, c00, c01, add); put(c + rowStep, c10, c11, add); put(c + 2 * rowStep, c20, c21, add); put(c + 3 * rowStep, c30, c31, add);
}

// @ts-ignore: decorator
@inline function whole(depth: usize, a: usize, b: usize, c: usize, rowStep: usize, add: bool): void {
  let c00 = all(0), c01 = c00, c02 = c00, c03 = c00, c10 = c00, c11 = c00, c12 = c00, c13 = c00;
  let c20 = c00, c21 = c00, c22 = c00, c23 = c00, c30 = c00, c31 = c00, c32 = c00, c33 = c00;
  const end = b + depth * 64;
  for (; b < end; b += 64, a += 16) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48);
    const a0 = v128.load32_splat(a);
    c00 = multiplyAdd(a0, b0, c00); c01 = multiplyAdd(a0, b1, c01); c02 = multiplyAdd(a0, b2, c02); c03 = multiplyAdd(a0, b3, c03);
    const a1 = v128.load32_splat(a, 4);
    c10 = multiplyAdd(a1, b0, c10); c11 = multiplyAdd(a1, b1, c11); c12 = multiplyAdd(a1, b2, c12); c13 = multiplyAdd(a1, b3, c13);
    const a2 = v128.load32_splat(a, 8);
    c20 = multiplyAdd(a2, b0, c20); c21 = multiplyAdd(a2, b1, c21); c22 = multiplyAdd(a2, b2, c22); c23 = multiplyAdd(a2, b3, c23);
    const a3 = v128.load32_splat(a, 12);
    c30 = multiplyAdd(a3, b0, c30); c31 = multiplyAdd(a3, b1, c31); c32 = multiplyAdd(a3, b2, c32); c33 = multiplyAdd(a3, b3, c33);
  }
  putRow(c, c00, c01, c02, c03, add);
  putRow(c + rowStep, c10, c11, c12, c13, add);
  putRow(c + 2 * rowStep, c20, c21, c22, c23, add);
  putRow(c + 3 * rowStep, c30, c31, c32, c33, add);
}

// @ts-ignore: decorator
@inline function put(at: usize, left: v128, right: v128, add: bool): void {
  v128.store(at, add ? f32x4.add(left, v128.load(at)) : left);
  v128.store(at, add ? f32x4.add(right, v128.load(at, 16)) : right, 16);
}

// Lanes are joined where they lie side by side by their fixed offsets, and where no store comes between their loads.
// @ts-ignore: decorator
@inline function putRow(at: usize, x0: v128, x1: v128, x2: v128, x3: v128, add: bool): void {
  if (add) {
    const y0 = v128.load(at), y1 = v128.load(at, 16), y2 = v128.load(at, 32), y3 = v128.load(at, 48);
    x0 = f32x4.add(x0, y0);
    x1 = f32x4.add(x1, y1);
    x2 = f32x4.add(x2, y2);
    x3 = f32x4.add(x3, y3);
  }
  v128.store(at, x0);
  v128.store(at, x1, 16);
  v128.store(at, x2, 32);
  v128.store(at, x3, 48);
}

// Two functions rather than one that asks: what is joined must have one end.
export function storeTile(depth: usize, a: usize, b: usize, c: usize, rowStep: usize): void {
  if (isDefined(WIDE)) whole(depth, a, b, c, rowStep, false);
  else half(depth, a, b, c, rowStep, false);
}

export function addTile(depth: usize, a: usize, b: usize, c: usize, rowStep: usize): void {
  if (isDefined(WIDE)) whole(depth, a, b, c, rowStep, true);
  else half(depth, a, b, c, rowStep, true);
}
