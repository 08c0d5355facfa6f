// C = op(A)·op(B) (+ C): row-major, any leading dimension. Panels of A (4 rows) and B (as many columns as a tile has) are packed so
// that the inner loop reads both in order and keeps a tile of C in registers.
import { addTile, storeTile, TILE_COLUMNS, TILE_ROWS } from './tile';

const DEPTH: usize = 256; // of K at a time: a panel of B (8 or 16 KB) stays in the first cache
const ROWS: usize = 128; // of A packed at a time: 128 KB, the second cache
const COLUMNS: usize = 1024; // of B packed at a time: 1 MB
const EDGE_BYTES: usize = TILE_ROWS * TILE_COLUMNS * 4;

export const GEMM_SCRATCH: usize = EDGE_BYTES + (COLUMNS + ROWS) * DEPTH * 4;

let edge: usize = 0;
let packedB: usize = 0;
let packedA: usize = 0;

export function useScratch(at: usize): void {
  edge = at;
  packedB = at + EDGE_BYTES;
  packedA = packedB + COLUMNS * DEPTH * 4;
}

export function scratchBytes(): usize { return GEMM_SCRATCH; }

// Four rows side by side: element k of each of them goes to `to + k × step`.
function transposeFourRows(a: usize, rowStep: usize, depth: usize, to: usize, step: usize): void {
  const second = a + rowStep, third = a + 2 * rowStep, fourth = a + 3 * rowStep;
  let k: usize = 0;
  for (; k + 4 <= depth; k += 4, to += 4 * step) {
    const at = k * 4;
    const x0 = v128.load(a + at), x1 = v128.load(second + at), x2 = v128.load(third + at), x3 = v128.load(fourth + at);
    const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5), high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
    const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5), high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
    v128.store(to, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5));
    v128.store(to + step, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7));
    v128.store(to + 2 * step, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5));
    v128.store(to + 3 * step, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7));
  }
  for (; k < depth; k++, to += step) {
    const at = k * 4;
    store<f32>(to, load<f32>(a + at));
    store<f32>(to, load<f32>(second + at), 4);
    store<f32>(to, load<f32>(third + at), 8);
    store<f32>(to, load<f32>(fourth + at), 12);
  }
}

function packPanelB(b: usize, rowStep: usize, columnStep: usize, depth: usize, columns: usize, to: usize): void {
  const step: usize = TILE_COLUMNS * 4;
  if (columns == TILE_COLUMNS && columnStep == 4) {
    for (let k: usize = 0; k < depth; k++, b += rowStep, to += step) {
      for (let j: usize = 0; j < step; j += 32) {
        const left = v128.load(b + j), right = v128.load(b + j, 16);
        v128.store(to + j, left);
        v128.store(to + j, right, 16);
      }
    }
    return;
  }
  if (columns == TILE_COLUMNS && rowStep == 4) {
    for (let j: usize = 0; j < TILE_COLUMNS; j += 4) transposeFourRows(b + j * columnStep, columnStep, depth, to + j * 4, step);
    return;
  }
  for (let k: usize = 0; k < depth; k++) {
    for (let j: usize = 0; j < TILE_COLUMNS; j++) {
      store<f32>(to + k * step + j * 4, j < columns ? load<f32>(b + k * rowStep + j * columnStep) : 0);
    }
  }
}

function packPanelA(a: usize, rowStep: usize, columnStep: usize, depth: usize, rows: usize, to: usize): void {
  if (rows == TILE_ROWS && rowStep == 4) {
    for (let k: usize = 0; k < depth; k++) v128.store(to + k * 16, v128.load(a + k * columnStep));
  } else if (rows == TILE_ROWS && columnStep == 4) {
    transposeFourRows(a, rowStep, depth, to, 16);
  } else {
    for (let k: usize = 0; k < depth; k++) {
      for (let i: usize = 0; i < TILE_ROWS; i++) store<f32>(to + (k * TILE_ROWS + i) * 4, i < rows ? load<f32>(a + i * rowStep + k * columnStep) : 0);
    }
  }
}

function tile(depth: usize, a: usize, b: usize, c: usize, rowStep: usize, rows: usize, columns: usize, add: bool): void {
  if (rows == TILE_ROWS && columns == TILE_COLUMNS) {
    if (add) addTile(depth, a, b, c, rowStep);
    else storeTile(depth, a, b, c, rowStep);
    return;
  }
  storeTile(depth, a, b, edge, TILE_COLUMNS * 4);
  for (let i: usize = 0; i < rows; i++) {
    for (let j: usize = 0; j < columns; j++) {
      const at = c + i * rowStep + j * 4, value = load<f32>(edge + (i * TILE_COLUMNS + j) * 4);
      store<f32>(at, add ? load<f32>(at) + value : value);
    }
  }
}

function block(rows: usize, columns: usize, depth: usize, b: usize, c: usize, rowStep: usize, add: bool): void {
  for (let j: usize = 0; j < columns; j += TILE_COLUMNS) {
    for (let i: usize = 0; i < rows; i += TILE_ROWS) {
      tile(depth, packedA + i * depth * 4, b + j * depth * 4, c + i * rowStep + j * 4, rowStep, min(TILE_ROWS, rows - i), min(TILE_COLUMNS, columns - j), add);
    }
  }
}

function packColumns(b: usize, rowStep: usize, columnStep: usize, depth: usize, columns: usize, to: usize): void {
  for (let j: usize = 0; j < columns; j += TILE_COLUMNS) packPanelB(b + j * columnStep, rowStep, columnStep, depth, min(TILE_COLUMNS, columns - j), to + j * depth * 4);
}

// All rows of A times columns of B that are packed.
function timesPacked(m: usize, columns: usize, depth: usize, a: usize, rowStep: usize, columnStep: usize, b: usize, c: usize, rowOfC: usize, add: bool): void {
  for (let i0: usize = 0; i0 < m; i0 += ROWS) {
    const rows = min(ROWS, m - i0);
    for (let i: usize = 0; i < rows; i += TILE_ROWS) packPanelA(a + (i0 + i) * rowStep, rowStep, columnStep, depth, min(TILE_ROWS, rows - i), packedA + i * depth * 4);
    block(rows, columns, depth, b, c + i0 * rowOfC, rowOfC, add);
  }
}

// lda, ldb, ldc are elements from one stored row to the next; a transposed operand is stored K×M or N×K.
export function gemm(transposeA: bool, transposeB: bool, m: usize, n: usize, k: usize, a: usize, lda: usize, b: usize, ldb: usize, c: usize, ldc: usize, addToC: bool): void {
  const rowA: usize = transposeA ? 4 : lda * 4, columnA: usize = transposeA ? lda * 4 : 4;
  const rowB: usize = transposeB ? 4 : ldb * 4, columnB: usize = transposeB ? ldb * 4 : 4;
  for (let j0: usize = 0; j0 < n; j0 += COLUMNS) {
    const columns = min(COLUMNS, n - j0);
    for (let k0: usize = 0; k0 < k; k0 += DEPTH) {
      const depth = min(DEPTH, k - k0);
      packColumns(b + k0 * rowB + j0 * columnB, rowB, columnB, depth, columns, packedB);
      timesPacked(m, columns, depth, a + k0 * columnA, rowA, columnA, packedB, c + j0 * 4, ldc * 4, addToC || k0 > 0);
    }
  }
}

// @ts-ignore: decorator
@inline function wholePanels(n: usize): usize { return (n + TILE_COLUMNS - 1) / TILE_COLUMNS * TILE_COLUMNS; }

// Packs a whole B for many products with `gemmPacked`, until the next `gemm`; false where it is too large for that.
export function packB(transposeB: bool, n: usize, k: usize, b: usize, ldb: usize): bool {
  const wide = wholePanels(n), row: usize = transposeB ? 4 : ldb * 4;
  if (wide * k > COLUMNS * DEPTH) return false;
  for (let k0: usize = 0; k0 < k; k0 += DEPTH) packColumns(b + k0 * row, row, transposeB ? ldb * 4 : 4, min(DEPTH, k - k0), n, packedB + k0 * wide * 4);
  return true;
}

// C = A·B (+ C) with the B that was packed last, of the same n and k.
export function gemmPacked(m: usize, n: usize, k: usize, a: usize, lda: usize, c: usize, ldc: usize, addToC: bool): void {
  const wide = wholePanels(n);
  for (let k0: usize = 0; k0 < k; k0 += DEPTH) timesPacked(m, n, min(DEPTH, k - k0), a + k0 * 4, lda * 4, 4, packedB + k0 * wide * 4, c, ldc * 4, addToC || k0 > 0);
}
