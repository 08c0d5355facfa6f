import * as tf from '../tf.ts';
import type { Heap } from './heap.ts';
import { asMatrix } from './heap.ts';
import { original, register } from './register.ts';

const size = (shape: readonly number[]): number => tf.util.sizeFromShape([...shape]);

interface Transposed { transposeA: boolean; transposeB: boolean }

/** Batched product with broadcasting of the leading axes; tfjs' own is a scalar loop once an operand is transposed or batched. */
function multiply(heap: Heap, a: tf.TensorInfo, b: tf.TensorInfo, transposeA: boolean, transposeB: boolean): tf.TensorInfo {
  const [aRows, aColumns] = a.shape.slice(-2) as [number, number];
  const [bRows, bColumns] = b.shape.slice(-2) as [number, number];
  const [m, k, n] = [transposeA ? aColumns : aRows, transposeA ? aRows : aColumns, transposeB ? bRows : bColumns];
  const batches = tf.broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const [count, countA, countB] = [size(batches), size(a.shape.slice(0, -2)), size(b.shape.slice(0, -2))];
  const out = heap.floats([...batches, m, n]);
  const [flagA, flagB] = [Number(transposeA), Number(transposeB)];
  const product = (rows: number, i: number) => heap.kernels.gemm(flagA, flagB, rows, n, k,
    heap.at(a) + (countA > 1 ? i * m * k * 4 : 0), aColumns, heap.at(b) + (countB > 1 ? i * k * n * 4 : 0), bColumns, heap.at(out) + i * m * n * 4, n, 0);
  // Many matrices times the same one are one tall matrix.
  if (countB === 1 && countA === count && !transposeA) product(m * count, 0);
  else for (let i = 0; i < count; i++) product(m, i);
  return out;
}

/** One axis of broadcasting beyond "all or one" is left to tfjs. */
const plain = (a: tf.TensorInfo, b: tf.TensorInfo): boolean => {
  const [left, right] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  return size(left) === 1 || size(right) === 1 || left.join() === right.join();
};

export function installMatMul(): void {
  const [theirs, theirsFused] = [original('BatchMatMul'), original('_FusedMatMul')];
  register<Transposed>('BatchMatMul', (heap, inputs, attributes) => {
    const [a, b] = [inputs['a']!, inputs['b']!];
    return plain(a, b) ? multiply(heap, a, b, attributes.transposeA, attributes.transposeB) : theirs(heap, inputs, attributes);
  });
  register<Transposed & { activation: string }>('_FusedMatMul', (heap, inputs, attributes) => {
    const { a, b, bias, preluActivationWeights } = inputs, { activation } = attributes;
    if (preluActivationWeights || !plain(a!, b!) || (activation !== 'linear' && activation !== 'relu')) return theirsFused(heap, inputs, attributes);
    const out = multiply(heap, a!, b!, attributes.transposeA, attributes.transposeB);
    heap.kernels.biasRelu(heap.at(out), ...asMatrix(out.shape), bias ? heap.at(bias) : 0, Number(activation === 'relu'));
    return out;
  });
}
