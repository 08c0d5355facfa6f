import * as tf from '../tf.ts';
import { heapOf, type Heap } from './heap.ts';

type Tensors = Record<string, tf.TensorInfo>;
export type Attributes = Record<string, any>;
export type Kernel = (heap: Heap, inputs: Tensors, attributes: Attributes) => tf.TensorInfo | tf.TensorInfo[];

/** Puts a kernel of ours in the place of tfjs' own, or where tfjs' wasm backend has none. Its set-up stays. */
export function register(kernelName: string, kernel: Kernel): void {
  const before = tf.getKernel(kernelName, 'wasm');
  if (before) tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    setupFunc: before?.setupFunc,
    kernelFunc: ({ inputs, backend, attrs }) => kernel(heapOf(backend), inputs as Tensors, (attrs ?? {}) as Attributes),
  });
}

/** tfjs' own kernel, for the cases that ours leaves to it. */
export function original(kernelName: string): Kernel {
  const before = tf.getKernel(kernelName, 'wasm')!.kernelFunc;
  return (_heap, inputs, attrs) => before({ inputs, backend: tf.backend(), attrs });
}
