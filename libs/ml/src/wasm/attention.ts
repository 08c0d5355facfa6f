import type * as tf from '../tf.ts';
import type { Heap } from './heap.ts';
import { register } from './register.ts';

interface Head { weights: number; query: number; key: number; value: number; out: number }

/** Calls back with the addresses of each head of each sequence. Query, key and value lie side by side in rows of 3 × width. */
function eachHead(heap: Heap, packed: number, weights: number, out: number, [batch, steps, width]: readonly number[], heads: number, each: (head: Head) => void): void {
  const size = width! / heads;
  for (let b = 0; b < batch!; b++) {
    for (let h = 0; h < heads; h++) {
      const query = packed + (b * steps! * 3 * width! + h * size) * 4;
      each({ weights: weights + (b * heads + h) * steps! * steps! * 4, query, key: query + width! * 4, value: query + width! * 8, out: out + (b * steps! * width! + h * size) * 4 });
    }
  }
}

function forward(heap: Heap, packed: tf.TensorInfo, heads: number, causal: boolean): tf.TensorInfo[] {
  const { kernels: k, at } = heap;
  const [batch, steps, triple] = packed.shape as [number, number, number];
  const width = triple / 3, size = width / heads, scale = 1 / Math.sqrt(size);
  const [out, weights] = [heap.floats([batch, steps, width]), heap.floats([batch, heads, steps, steps])];
  eachHead(heap, at(packed), at(weights), at(out), out.shape, heads, (head) => {
    k.gemm(0, 1, steps, steps, size, head.query, triple, head.key, triple, head.weights, steps, 0);
    k.softmaxRows(head.weights, steps, steps, scale, Number(causal));
    k.gemm(0, 0, steps, size, steps, head.weights, steps, head.value, triple, head.out, width, 0);
  });
  return [out, weights];
}

function backward(heap: Heap, dy: tf.TensorInfo, packed: tf.TensorInfo, weights: tf.TensorInfo): tf.TensorInfo {
  const { kernels: k, at } = heap;
  const [, steps, width] = dy.shape as [number, number, number];
  const heads = weights.shape[1]!, triple = 3 * width, size = width / heads, scale = 1 / Math.sqrt(size);
  const [gradient, slope] = [heap.floats(packed.shape), heap.floats([steps, steps])];
  const offset = at(gradient) - at(packed);
  eachHead(heap, at(packed), at(weights), at(dy), dy.shape, heads, (head) => {
    k.gemm(1, 0, steps, size, steps, head.weights, steps, head.out, width, head.value + offset, triple, 0);
    k.gemm(0, 1, steps, steps, size, head.out, width, head.value, triple, at(slope), steps, 0);
    k.softmaxRowsGradient(head.weights, at(slope), steps, steps, scale);
    k.gemm(0, 0, steps, size, steps, at(slope), steps, head.key, triple, head.query + offset, triple, 0);
    k.gemm(1, 0, steps, size, steps, at(slope), steps, head.query, triple, head.key + offset, triple, 0);
  });
  heap.free(slope);
  return gradient;
}

/** Multi-head attention on packed queries, keys and values: no head is ever copied out, the products read across rows. */
export function installAttention(): void {
  register<{ heads: number; causal: boolean }>('CapstanAttention', (heap, { packed }, { heads, causal }) => forward(heap, packed!, heads, causal));
  register('CapstanAttentionGradient', (heap, { dy, packed, weights }) => backward(heap, dy!, packed!, weights!));
}
