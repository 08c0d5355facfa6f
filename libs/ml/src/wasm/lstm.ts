import type * as tf from '../tf.ts';
import type { Heap } from './heap.ts';
import { register } from './register.ts';
import { timesSame } from './same-right.ts';

interface Sizes { batch: number; steps: number; features: number; units: number }

const sizesOf = (x: tf.TensorInfo, recurrent: tf.TensorInfo): Sizes => ({ batch: x.shape[0]!, steps: x.shape[1]!, features: x.shape[2]!, units: recurrent.shape[0]! });

/** The whole sequence: one product for all inputs, then a small product and the gates for each step. Time comes first inside. */
function forward(heap: Heap, x: tf.TensorInfo, kernel: tf.TensorInfo, recurrent: tf.TensorInfo, bias: tf.TensorInfo): tf.TensorInfo[] {
  const { kernels: k, at } = heap;
  const { batch, steps, features, units } = sizesOf(x, recurrent);
  const [inTime, gates] = [heap.floats([steps, batch, features]), heap.floats([steps, batch, 4 * units])];
  const [cells, hidden, out] = [heap.floats([steps, batch, units]), heap.floats([steps, batch, units]), heap.floats([batch, steps, units])];
  k.swapOuter(at(x), at(inTime), batch, steps, features);
  k.gemm(0, 0, steps * batch, 4 * units, features, at(inTime), features, at(kernel), 4 * units, at(gates), 4 * units, 0);
  k.biasRelu(at(gates), steps * batch, 4 * units, at(bias), 0);
  const stride = batch * units * 4;
  const onward = timesSame(k, 0, 4 * units, units, at(recurrent), 4 * units);
  for (let t = 0; t < steps; t++) {
    const gate = at(gates) + t * stride * 4;
    if (t > 0) onward(batch, at(hidden) + (t - 1) * stride, gate, true);
    k.lstmStep(gate, t > 0 ? at(cells) + (t - 1) * stride : 0, at(cells) + t * stride, at(hidden) + t * stride, batch, units);
  }
  k.swapOuter(at(hidden), at(out), steps, batch, units);
  return [out, inTime, gates, cells, hidden];
}

interface Saved { kernel: tf.TensorInfo; recurrent: tf.TensorInfo; inTime: tf.TensorInfo; gates: tf.TensorInfo; cells: tf.TensorInfo; hidden: tf.TensorInfo }

function throughTime(heap: Heap, dy: tf.TensorInfo, { recurrent, gates, cells }: Saved, slopes: tf.TensorInfo): void {
  const { kernels: k, at } = heap;
  const [batch, steps, units] = dy.shape as [number, number, number];
  const [above, next, cell] = [heap.floats([steps, batch, units]), heap.floats([batch, units]), heap.floats([batch, units])];
  heap.view(slopes).set(heap.view(gates));
  heap.view(next).fill(0);
  heap.view(cell).fill(0);
  k.swapOuter(at(dy), at(above), batch, steps, units);
  const stride = batch * units * 4;
  const back = timesSame(k, 1, units, 4 * units, at(recurrent), 4 * units);
  for (let t = steps - 1; t >= 0; t--) {
    const slope = at(slopes) + t * stride * 4;
    k.lstmStepGradient(slope, t > 0 ? at(cells) + (t - 1) * stride : 0, at(cells) + t * stride, at(above) + t * stride, at(next), at(cell), batch, units);
    if (t > 0) back(batch, slope, at(next), false);
  }
  heap.free(above, next, cell);
}

function backward(heap: Heap, dy: tf.TensorInfo, saved: Saved): tf.TensorInfo[] {
  const { kernels: k, at } = heap;
  const { kernel, inTime, hidden } = saved;
  const [steps, batch, features] = inTime.shape as [number, number, number];
  const units = hidden.shape[2]!, rows = steps * batch;
  const slopes = heap.floats([steps, batch, 4 * units]);
  throughTime(heap, dy, saved, slopes);
  const [dInTime, dx] = [heap.floats([steps, batch, features]), heap.floats([batch, steps, features])];
  const [dKernel, dRecurrent, dBias] = [heap.floats(kernel.shape), heap.floats([units, 4 * units]), heap.floats([4 * units])];
  k.gemm(1, 0, features, 4 * units, rows, at(inTime), features, at(slopes), 4 * units, at(dKernel), 4 * units, 0);
  if (steps > 1) k.gemm(1, 0, units, 4 * units, rows - batch, at(hidden), units, at(slopes) + batch * units * 16, 4 * units, at(dRecurrent), 4 * units, 0);
  else heap.view(dRecurrent).fill(0);
  k.columnSums(at(slopes), rows, 4 * units, at(dBias));
  k.gemm(0, 1, rows, features, 4 * units, at(slopes), 4 * units, at(kernel), 4 * units, at(dInTime), features, 0);
  k.swapOuter(at(dInTime), at(dx), steps, batch, features);
  heap.free(slopes, dInTime);
  return [dx, dKernel, dRecurrent, dBias];
}

/** One kernel for a whole LSTM layer: composed of tfjs' own it is some 4,700 calls a step. */
export function installLstm(): void {
  register('CapstanLstm', (heap, { x, kernel, recurrent, bias }) => forward(heap, x!, kernel!, recurrent!, bias!));
  register('CapstanLstmGradient', (heap, { dy, ...saved }) => backward(heap, dy!, saved as unknown as Saved));
}
