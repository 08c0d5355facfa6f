// Batch norm (Ioffe & Szegedy 2015) with the statistics of the batch itself. x is rows × columns; each column has mean 0 and variance 1
// over the rows before it is scaled by its gain and moved by its bias.
import { all, multiplyAdd } from './lanes';

// @ts-ignore: decorator
@inline function add(to: usize, value: f32): void { store<f32>(to, load<f32>(to) + value); }

// Turns sums of columns into means.
// @ts-ignore: decorator
@inline function divide(sums: usize, columns: usize, rows: usize): void {
  for (let j: usize = 0; j < columns; j++) store<f32>(sums + j * 4, load<f32>(sums + j * 4) / <f32>rows);
}

// Leaves mean and variance (the biased one) of the columns, the normalised numbers and 1/√(variance + ε) for the way back.
export function batchNorm(x: usize, gain: usize, bias: usize, rows: usize, columns: usize, epsilon: f32, y: usize, normal: usize, inverse: usize, mean: usize, variance: usize): void {
  const row = columns * 4;
  memory.fill(mean, 0, row);
  memory.fill(variance, 0, row);
  for (let i: usize = 0; i < rows; i++) for (let at: usize = 0; at < row; at += 4) add(mean + at, load<f32>(x + i * row + at));
  divide(mean, columns, rows);
  for (let i: usize = 0; i < rows; i++) {
    for (let at: usize = 0; at < row; at += 4) {
      const off = load<f32>(x + i * row + at) - load<f32>(mean + at);
      add(variance + at, off * off);
    }
  }
  divide(variance, columns, rows);
  for (let at: usize = 0; at < row; at += 4) store<f32>(inverse + at, <f32>1 / sqrt<f32>(load<f32>(variance + at) + epsilon));
  for (let i: usize = 0; i < rows; i++, x += row, y += row, normal += row) {
    let at: usize = 0;
    for (; at + 16 <= row; at += 16) {
      const n = f32x4.mul(f32x4.sub(v128.load(x + at), v128.load(mean + at)), v128.load(inverse + at));
      v128.store(normal + at, n);
      v128.store(y + at, multiplyAdd(n, v128.load(gain + at), v128.load(bias + at)));
    }
    for (; at < row; at += 4) {
      const n = (load<f32>(x + at) - load<f32>(mean + at)) * load<f32>(inverse + at);
      store<f32>(normal + at, n);
      store<f32>(y + at, n * load<f32>(gain + at) + load<f32>(bias + at));
    }
  }
}

// dx = gain·inverse·(dy − mean(dy) − normal·mean(dy·normal)), means over the rows; the gradients of gain and bias are column sums.
export function batchNormGradient(dy: usize, gain: usize, normal: usize, inverse: usize, rows: usize, columns: usize, dx: usize, dGain: usize, dBias: usize): void {
  const row = columns * 4, share: f32 = <f32>1 / <f32>rows;
  memory.fill(dGain, 0, row);
  memory.fill(dBias, 0, row);
  for (let i: usize = 0; i < rows; i++) {
    for (let at: usize = 0; at < row; at += 4) {
      const d = load<f32>(dy + i * row + at);
      add(dBias + at, d);
      add(dGain + at, d * load<f32>(normal + i * row + at));
    }
  }
  for (let i: usize = 0; i < rows; i++, dy += row, normal += row, dx += row) {
    let at: usize = 0;
    for (; at + 16 <= row; at += 16) {
      const along = multiplyAdd(v128.load(normal + at), v128.load(dGain + at), v128.load(dBias + at));
      const d = f32x4.sub(v128.load(dy + at), f32x4.mul(along, all(share)));
      v128.store(dx + at, f32x4.mul(f32x4.mul(v128.load(gain + at), v128.load(inverse + at)), d));
    }
    for (; at < row; at += 4) {
      const along = load<f32>(normal + at) * load<f32>(dGain + at) + load<f32>(dBias + at);
      store<f32>(dx + at, load<f32>(gain + at) * load<f32>(inverse + at) * (load<f32>(dy + at) - along * share));
    }
  }
}
