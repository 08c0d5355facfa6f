import { all, sumOf } from './lanes';

// Sum of a row.
// @ts-ignore: decorator
@inline function total(x: usize, columns: usize): f32 {
  let sums = all(0), rest: f32 = 0, j: usize = 0;
  for (; j + 4 <= columns; j += 4) sums = f32x4.add(sums, v128.load(x + j * 4));
  for (; j < columns; j++) rest += load<f32>(x + j * 4);
  return rest + sumOf(sums);
}

// Sum of the squared distances of a row from its mean: a second walk, since the mean of squares less the square of the mean cancels.
// @ts-ignore: decorator
@inline function spread(x: usize, columns: usize, mean: f32): f32 {
  let squares = all(0), rest: f32 = 0, j: usize = 0;
  for (; j + 4 <= columns; j += 4) {
    const off = f32x4.sub(v128.load(x + j * 4), all(mean));
    squares = f32x4.add(squares, f32x4.mul(off, off));
  }
  for (; j < columns; j++) { const off = load<f32>(x + j * 4) - mean; rest += off * off; }
  return rest + sumOf(squares);
}

// y = (x − mean)/√(variance + ε)·gain + bias for each row. Keeps the normalised rows and 1/√(variance + ε) for the way back.
export function layerNorm(x: usize, gain: usize, bias: usize, rows: usize, columns: usize, epsilon: f32, y: usize, normal: usize, inverse: usize): void {
  for (let i: usize = 0; i < rows; i++, x += columns * 4, y += columns * 4, normal += columns * 4) {
    const mean: f32 = total(x, columns) / <f32>columns;
    const scale: f32 = <f32>1 / sqrt<f32>(spread(x, columns, mean) / <f32>columns + epsilon);
    store<f32>(inverse + i * 4, scale);
    let j: usize = 0;
    for (; j + 4 <= columns; j += 4) {
      const n = f32x4.mul(f32x4.sub(v128.load(x + j * 4), all(mean)), all(scale));
      v128.store(normal + j * 4, n);
      v128.store(y + j * 4, f32x4.add(f32x4.mul(n, v128.load(gain + j * 4)), v128.load(bias + j * 4)));
    }
    for (; j < columns; j++) {
      const n = (load<f32>(x + j * 4) - mean) * scale;
      store<f32>(normal + j * 4, n);
      store<f32>(y + j * 4, n * load<f32>(gain + j * 4) + load<f32>(bias + j * 4));
    }
  }
}

// dx = inverse·(g − mean(g) − normal·mean(g·normal)) with g = dy·gain; the gradients of gain and bias are column sums.
export function layerNormGradient(dy: usize, gain: usize, normal: usize, inverse: usize, rows: usize, columns: usize, dx: usize, dGain: usize, dBias: usize): void {
  memory.fill(dGain, 0, columns * 4);
  memory.fill(dBias, 0, columns * 4);
  for (let i: usize = 0; i < rows; i++, dy += columns * 4, normal += columns * 4, dx += columns * 4) {
    let sums = all(0), dots = all(0), sum: f32 = 0, dot: f32 = 0, j: usize = 0;
    for (; j + 4 <= columns; j += 4) {
      const d = v128.load(dy + j * 4), n = v128.load(normal + j * 4), g = f32x4.mul(d, v128.load(gain + j * 4));
      v128.store(dGain + j * 4, f32x4.add(v128.load(dGain + j * 4), f32x4.mul(d, n)));
      v128.store(dBias + j * 4, f32x4.add(v128.load(dBias + j * 4), d));
      sums = f32x4.add(sums, g);
      dots = f32x4.add(dots, f32x4.mul(g, n));
    }
    for (; j < columns; j++) {
      const d = load<f32>(dy + j * 4), n = load<f32>(normal + j * 4), g = d * load<f32>(gain + j * 4);
      store<f32>(dGain + j * 4, load<f32>(dGain + j * 4) + d * n);
      store<f32>(dBias + j * 4, load<f32>(dBias + j * 4) + d);
      sum += g;
      dot += g * n;
    }
    const scale = load<f32>(inverse + i * 4), mean = (sum + sumOf(sums)) / <f32>columns, along = (dot + sumOf(dots)) / <f32>columns;
    for (j = 0; j + 4 <= columns; j += 4) {
      const g = f32x4.mul(v128.load(dy + j * 4), v128.load(gain + j * 4)), n = v128.load(normal + j * 4);
      v128.store(dx + j * 4, f32x4.mul(all(scale), f32x4.sub(f32x4.sub(g, all(mean)), f32x4.mul(n, all(along)))));
    }
    for (; j < columns; j++) {
      const n = load<f32>(normal + j * 4);
      store<f32>(dx + j * 4, scale * (load<f32>(dy + j * 4) * load<f32>(gain + j * 4) - mean - n * along));
    }
  }
}
