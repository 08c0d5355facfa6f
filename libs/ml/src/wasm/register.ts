import * as tf from '../tf.ts';
import { heapOf, type Heap } from './heap.ts';

type Tensors = Record<string, tf.TensorInfo>;
/** A kernel on the heap; `A` are the attributes that tfjs passes for it. */
export type Kernel<A = unknown> = (heap: Heap, inputs: Tensors, attributes: A) => tf.TensorInfo | tf.TensorInfo[];

/** Puts a kernel of ours in the place of tfjs' own, or where tfjs' wasm backend has none. Its set-up stays. */
export function register<A>(kernelName: string, kernel: Kernel<A>): void {
  const before = tf.getKernel(kernelName, 'wasm');
  if (before) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    setupFunc: before?.setupFunc,
    kernelFunc: ({ inputs, backend, attrs }) => kernel(heapOf(backend), inputs as Tensors, (attrs ?? {}) as A),
  });
}

/** tfjs' own kernel, for the cases that ours leaves to it. */
export function original(kernelName: string): Kernel {
  const before = tf.getKernel(kernelName, 'wasm').kernelFunc;
  return (_heap, inputs, attrs) => before({ inputs, backend: tf.backend(), attrs: attrs as tf.NamedAttrMap });
}
