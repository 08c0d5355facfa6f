import type * as tf from '../tf.ts';
import type { Heap } from './heap.ts';
import { register } from './register.ts';
import { timesSame } from './same-right.ts';

type Weights = Record<'kernel' | 'recurrent' | 'bias' | 'stateBias', tf.TensorInfo>;

/** The whole sequence: one product for all inputs, then a small product and the gates for each step. Time comes first inside. */
function forward(heap: Heap, x: tf.TensorInfo, { kernel, recurrent, bias, stateBias }: Weights): tf.TensorInfo[] {
  const { kernels: k, at } = heap;
  const [batch, steps, features] = x.shape as [number, number, number], units = recurrent.shape[0]!, wide = 3 * units;
  const [inTime, gates, states] = [heap.floats([steps, batch, features]), heap.floats([steps, batch, wide]), heap.floats([steps, batch, wide])];
  const [hidden, out] = [heap.floats([steps, batch, units]), heap.floats([batch, steps, units])];
  k.swapOuter(at(x), at(inTime), batch, steps, features);
  k.gemm(0, 0, steps * batch, wide, features, at(inTime), features, at(kernel), wide, at(gates), wide, 0);
  k.biasRelu(at(gates), steps * batch, wide, at(bias), 0);
  heap.view(states).fill(0);
  const stride = batch * units * 4;
  const onward = timesSame(k, 0, wide, units, at(recurrent), wide);
  for (let t = 0; t < steps; t++) {
    const [gate, state, before] = [at(gates) + t * stride * 3, at(states) + t * stride * 3, at(hidden) + (t - 1) * stride];
    if (t > 0) onward(batch, before, state, false);
    k.biasRelu(state, batch, wide, at(stateBias), 0);
    k.gruStep(gate, state, t > 0 ? before : 0, at(hidden) + t * stride, batch, units);
  }
  k.swapOuter(at(hidden), at(out), steps, batch, units);
  return [out, inTime, gates, states, hidden];
}

type Saved = Record<'kernel' | 'recurrent' | 'inTime' | 'gates' | 'states' | 'hidden', tf.TensorInfo>;
interface Slopes { gates: tf.TensorInfo; states: tf.TensorInfo }

function throughTime(heap: Heap, dy: tf.TensorInfo, { recurrent, gates, states, hidden }: Saved, slopes: Slopes): void {
  const { kernels: k, at } = heap;
  const [batch, steps, units] = dy.shape as [number, number, number];
  const [above, next] = [heap.floats([steps, batch, units]), heap.floats([batch, units])];
  heap.view(slopes.gates).set(heap.view(gates));
  heap.view(slopes.states).set(heap.view(states));
  heap.view(next).fill(0);
  k.swapOuter(at(dy), at(above), batch, steps, units);
  const stride = batch * units * 4;
  const back = timesSame(k, 1, units, 3 * units, at(recurrent), 3 * units);
  for (let t = steps - 1; t >= 0; t--) {
    const state = at(slopes.states) + t * stride * 3;
    k.gruStepGradient(at(slopes.gates) + t * stride * 3, state, t > 0 ? at(hidden) + (t - 1) * stride : 0, at(above) + t * stride, at(next), batch, units);
    if (t > 0) back(batch, state, at(next), true);
  }
  heap.free(above, next);
}

function backward(heap: Heap, dy: tf.TensorInfo, saved: Saved): tf.TensorInfo[] {
  const { kernels: k, at } = heap;
  const { kernel, inTime, hidden } = saved;
  const [steps, batch, features] = inTime.shape as [number, number, number];
  const units = hidden.shape[2]!, wide = 3 * units, rows = steps * batch;
  const slopes = { gates: heap.floats([steps, batch, wide]), states: heap.floats([steps, batch, wide]) };
  throughTime(heap, dy, saved, slopes);
  const [dInTime, dx] = [heap.floats([steps, batch, features]), heap.floats([batch, steps, features])];
  const [dKernel, dRecurrent, dBias, dStateBias] = [heap.floats(kernel.shape), heap.floats([units, wide]), heap.floats([wide]), heap.floats([wide])];
  k.gemm(1, 0, features, wide, rows, at(inTime), features, at(slopes.gates), wide, at(dKernel), wide, 0);
  if (steps > 1) k.gemm(1, 0, units, wide, rows - batch, at(hidden), units, at(slopes.states) + batch * wide * 4, wide, at(dRecurrent), wide, 0);
  else heap.view(dRecurrent).fill(0);
  k.columnSums(at(slopes.gates), rows, wide, at(dBias));
  k.columnSums(at(slopes.states), rows, wide, at(dStateBias));
  k.gemm(0, 1, rows, features, wide, at(slopes.gates), wide, at(kernel), wide, at(dInTime), features, 0);
  k.swapOuter(at(dInTime), at(dx), steps, batch, features);
  heap.free(slopes.gates, slopes.states, dInTime);
  return [dx, dKernel, dRecurrent, dBias, dStateBias];
}

/** One kernel for a whole GRU layer. */
export function installGru(): void {
  register('CapstanGru', (heap, { x, ...weights }) => forward(heap, x!, weights as Weights));
  register('CapstanGruGradient', (heap, { dy, ...saved }) => backward(heap, dy!, saved as Saved));
}
