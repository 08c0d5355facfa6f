import type * as tf from '../tf.ts';
import type { Heap } from './heap.ts';
import { register } from './register.ts';
import { timesSame } from './same-right.ts';

type Weights = Record<'kernel' | 'recurrent' | 'bias', tf.TensorInfo>;

/** The whole sequence: one product for all inputs, then a small product and a tanh for each step. Time comes first inside. */
function forward(heap: Heap, x: tf.TensorInfo, { kernel, recurrent, bias }: Weights): tf.TensorInfo[] {
  const { kernels: k, at } = heap;
  const [batch, steps, features] = x.shape as [number, number, number], units = recurrent.shape[0]!;
  const [inTime, hidden, out] = [heap.floats([steps, batch, features]), heap.floats([steps, batch, units]), heap.floats([batch, steps, units])];
  k.swapOuter(at(x), at(inTime), batch, steps, features);
  k.gemm(0, 0, steps * batch, units, features, at(inTime), features, at(kernel), units, at(hidden), units, 0);
  k.biasRelu(at(hidden), steps * batch, units, at(bias), 0);
  const stride = batch * units * 4;
  const onward = timesSame(k, 0, units, units, at(recurrent), units);
  for (let t = 0; t < steps; t++) {
    const state = at(hidden) + t * stride;
    if (t > 0) onward(batch, state - stride, state, true);
    k.tanhInPlace(state, batch * units);
  }
  k.swapOuter(at(hidden), at(out), steps, batch, units);
  return [out, inTime, hidden];
}

type Saved = Record<'kernel' | 'recurrent' | 'inTime' | 'hidden', tf.TensorInfo>;

function throughTime(heap: Heap, dy: tf.TensorInfo, { recurrent, hidden }: Saved, slopes: tf.TensorInfo): void {
  const { kernels: k, at } = heap;
  const [batch, steps, units] = dy.shape as [number, number, number];
  const [above, next] = [heap.floats([steps, batch, units]), heap.floats([batch, units])];
  heap.view(next).fill(0);
  k.swapOuter(at(dy), at(above), batch, steps, units);
  const stride = batch * units * 4;
  const back = timesSame(k, 1, units, units, at(recurrent), units);
  for (let t = steps - 1; t >= 0; t--) {
    const slope = at(slopes) + t * stride;
    k.tanhGradient(at(hidden) + t * stride, at(above) + t * stride, at(next), slope, batch * units);
    if (t > 0) back(batch, slope, at(next), false);
  }
  heap.free(above, next);
}

function backward(heap: Heap, dy: tf.TensorInfo, saved: Saved): tf.TensorInfo[] {
  const { kernels: k, at } = heap;
  const { kernel, inTime, hidden } = saved;
  const [steps, batch, features] = inTime.shape as [number, number, number];
  const units = hidden.shape[2]!, rows = steps * batch, slopes = heap.floats([steps, batch, units]);
  throughTime(heap, dy, saved, slopes);
  const [dInTime, dx] = [heap.floats([steps, batch, features]), heap.floats([batch, steps, features])];
  const [dKernel, dRecurrent, dBias] = [heap.floats(kernel.shape), heap.floats([units, units]), heap.floats([units])];
  k.gemm(1, 0, features, units, rows, at(inTime), features, at(slopes), units, at(dKernel), units, 0);
  if (steps > 1) k.gemm(1, 0, units, units, rows - batch, at(hidden), units, at(slopes) + batch * units * 4, units, at(dRecurrent), units, 0);
  else heap.view(dRecurrent).fill(0);
  k.columnSums(at(slopes), rows, units, at(dBias));
  k.gemm(0, 1, rows, features, units, at(slopes), units, at(kernel), units, at(dInTime), features, 0);
  k.swapOuter(at(dInTime), at(dx), steps, batch, features);
  heap.free(slopes, dInTime);
  return [dx, dKernel, dRecurrent, dBias];
}

/** One kernel for a whole plain recurrent layer. */
export function installRnn(): void {
  register('CapstanRnn', (heap, { x, ...weights }) => forward(heap, x!, weights as Weights));
  register('CapstanRnnGradient', (heap, { dy, ...saved }) => backward(heap, dy!, saved as Saved));
}
