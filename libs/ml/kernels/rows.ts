// Things done to the rows of a matrix: biases, sums, softmax, layer norm, gathering.
import { all, exponential, sumOf } from './lanes';

// The library's logarithm brings a table of constants, and a data segment would land in the middle of tfjs' memory.
// @ts-ignore: decorator
@external("env", "log") declare function logarithm(x: f64): f64;

// Adds a bias to each row and, when asked, cuts at zero. No bias: address 0.
export function biasRelu(x: usize, rows: usize, columns: usize, bias: usize, relu: bool): void {
  for (let i: usize = 0; i < rows; i++, x += columns * 4) {
    let j: usize = 0;
    for (; j + 4 <= columns; j += 4) {
      let value = v128.load(x + j * 4);
      if (bias) value = f32x4.add(value, v128.load(bias + j * 4));
      if (relu) value = f32x4.max(value, all(0));
      v128.store(x + j * 4, value);
    }
    for (; j < columns; j++) {
      let value = load<f32>(x + j * 4);
      if (bias) value += load<f32>(bias + j * 4);
      if (relu) value = max<f32>(value, 0);
      store<f32>(x + j * 4, value);
    }
  }
}

// The way back through biasRelu: dz is dy where the output was above zero (or all of it), dBias the column sums of dz.
export function biasReluGradient(y: usize, dy: usize, rows: usize, columns: usize, relu: bool, dz: usize, dBias: usize): void {
  memory.fill(dBias, 0, columns * 4);
  for (let i: usize = 0; i < rows; i++, y += columns * 4, dy += columns * 4, dz += columns * 4) {
    let j: usize = 0;
    for (; j + 4 <= columns; j += 4) {
      let d = v128.load(dy + j * 4);
      if (relu) d = v128.and(d, f32x4.gt(v128.load(y + j * 4), all(0)));
      v128.store(dz + j * 4, d);
      v128.store(dBias + j * 4, f32x4.add(v128.load(dBias + j * 4), d));
    }
    for (; j < columns; j++) {
      const d: f32 = relu && !(load<f32>(y + j * 4) > 0) ? <f32>0 : load<f32>(dy + j * 4);
      store<f32>(dz + j * 4, d);
      store<f32>(dBias + j * 4, load<f32>(dBias + j * 4) + d);
    }
  }
}

export function columnSums(x: usize, rows: usize, columns: usize, to: usize): void {
  memory.fill(to, 0, columns * 4);
  for (let i: usize = 0; i < rows; i++, x += columns * 4) {
    let j: usize = 0;
    for (; j + 4 <= columns; j += 4) v128.store(to + j * 4, f32x4.add(v128.load(to + j * 4), v128.load(x + j * 4)));
    for (; j < columns; j++) store<f32>(to + j * 4, load<f32>(to + j * 4) + load<f32>(x + j * 4));
  }
}

// [a, b, c] to [b, a, c].
export function swapOuter(from: usize, to: usize, a: usize, b: usize, c: usize): void {
  const bytes = c * 4;
  for (let i: usize = 0; i < a; i++) {
    for (let j: usize = 0; j < b; j++) memory.copy(to + (j * a + i) * bytes, from + (i * b + j) * bytes, bytes);
  }
}

// Row i of x is added to row segments[i] of the sum: the gradient of gathering rows.
export function segmentSum(x: usize, segments: usize, rows: usize, columns: usize, to: usize, count: i32): void {
  memory.fill(to, 0, <usize>count * columns * 4);
  for (let i: usize = 0; i < rows; i++, x += columns * 4) {
    const segment = load<i32>(segments + i * 4);
    if (segment < 0 || segment >= count) continue;
    const row = to + <usize>segment * columns * 4;
    let j: usize = 0;
    for (; j + 4 <= columns; j += 4) v128.store(row + j * 4, f32x4.add(v128.load(row + j * 4), v128.load(x + j * 4)));
    for (; j < columns; j++) store<f32>(row + j * 4, load<f32>(row + j * 4) + load<f32>(x + j * 4));
  }
}

// Rows of a table by their numbers; a number outside the table gives zeros, as in tfjs.
export function gatherRows(table: usize, rows: i32, columns: usize, indices: usize, count: usize, to: usize): void {
  const bytes = columns * 4;
  for (let i: usize = 0; i < count; i++, to += bytes) {
    const row = load<i32>(indices + i * 4);
    if (row >= 0 && row < rows) memory.copy(to, table + <usize>row * bytes, bytes);
    else memory.fill(to, 0, bytes);
  }
}

function rowMaximum(x: usize, columns: usize): f32 {
  let highest: f32 = -Infinity;
  for (let j: usize = 0; j < columns; j++) highest = max<f32>(highest, load<f32>(x + j * 4));
  return highest;
}

// Turns a row into e^(x − max) and returns their sum.
function exponentials(x: usize, columns: usize, to: usize): f32 {
  const highest = rowMaximum(x, columns), shift = all(highest);
  let sums = all(0), j: usize = 0;
  for (; j + 4 <= columns; j += 4) {
    const e = exponential(f32x4.sub(v128.load(x + j * 4), shift));
    v128.store(to + j * 4, e);
    sums = f32x4.add(sums, e);
  }
  let total = sumOf(sums);
  for (; j < columns; j++) {
    const e = f32x4.extract_lane(exponential(f32x4.sub(v128.load32_splat(x + j * 4), shift)), 0);
    store<f32>(to + j * 4, e);
    total += e;
  }
  return total;
}

function scaleRow(x: usize, columns: usize, by: f32): void {
  let j: usize = 0;
  for (; j + 4 <= columns; j += 4) v128.store(x + j * 4, f32x4.mul(v128.load(x + j * 4), all(by)));
  for (; j < columns; j++) store<f32>(x + j * 4, load<f32>(x + j * 4) * by);
}

// Softmax of each row in place. Causal: row i of every square of `columns` rows sees the first i + 1 columns, the rest is 0.
export function softmaxRows(x: usize, rows: usize, columns: usize, scale: f32, causal: bool): void {
  for (let i: usize = 0; i < rows; i++, x += columns * 4) {
    const seen: usize = causal ? (i % columns) + 1 : columns;
    scaleRow(x, seen, scale);
    scaleRow(x, seen, 1 / exponentials(x, seen, x));
    if (seen < columns) memory.fill(x + seen * 4, 0, (columns - seen) * 4);
  }
}

// dx = p ⊙ (dy − Σ dy·p) · scale for each row of a softmax, written over dy.
export function softmaxRowsGradient(p: usize, dy: usize, rows: usize, columns: usize, scale: f32): void {
  for (let i: usize = 0; i < rows; i++, p += columns * 4, dy += columns * 4) {
    let sums = all(0), j: usize = 0;
    for (; j + 4 <= columns; j += 4) sums = f32x4.add(sums, f32x4.mul(v128.load(p + j * 4), v128.load(dy + j * 4)));
    let dot = sumOf(sums);
    for (; j < columns; j++) dot += load<f32>(p + j * 4) * load<f32>(dy + j * 4);
    for (j = 0; j + 4 <= columns; j += 4) {
      v128.store(dy + j * 4, f32x4.mul(f32x4.mul(v128.load(p + j * 4), f32x4.sub(v128.load(dy + j * 4), all(dot))), all(scale)));
    }
    for (; j < columns; j++) store<f32>(dy + j * 4, load<f32>(p + j * 4) * (load<f32>(dy + j * 4) - dot) * scale);
  }
}

// Losses −ln softmax(x)[label] per row, and the gradient of their sum: softmax(x) − one-hot(label).
export function crossEntropy(x: usize, labels: usize, rows: usize, columns: usize, losses: usize, gradient: usize): void {
  for (let i: usize = 0; i < rows; i++, x += columns * 4, gradient += columns * 4) {
    const label = <usize>load<i32>(labels + i * 4) * 4;
    const highest = rowMaximum(x, columns), total = exponentials(x, columns, gradient);
    store<f32>(losses + i * 4, <f32>logarithm(total) + highest - load<f32>(x + label));
    scaleRow(gradient, columns, 1 / total);
    store<f32>(gradient + label, load<f32>(gradient + label) - 1);
  }
}
