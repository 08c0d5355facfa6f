import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '../tf.ts';
import { instantiate, type Kernels } from './kernel-module.ts';

/** tfjs' wasm memory as our kernels see it: addresses of tensors, new tensors, and the kernels themselves. */
export interface Heap {
  readonly kernels: Kernels;
  readonly at: (tensor: tf.TensorInfo) => number;
  floats(shape: readonly number[]): tf.TensorInfo;
  /** The same memory under another tensor. */
  again(tensor: tf.TensorInfo): tf.TensorInfo;
  free(...tensors: tf.TensorInfo[]): void;
  /** Valid until the next allocation: growing the memory detaches it. */
  view(tensor: tf.TensorInfo): Float32Array;
}

interface Emscripten { asm: { memory: WebAssembly.Memory }; _malloc: (bytes: number) => number }

const heaps = new WeakMap<object, Heap>();

function open(backend: BackendWasm): Heap {
  const { asm, _malloc } = backend.wasm as unknown as Emscripten;
  const kernels = instantiate(asm.memory);
  kernels.useScratch(_malloc(kernels.scratchBytes()) >>> 0);
  return {
    kernels,
    at: (tensor) => backend.getMemoryOffset(tensor.dataId),
    floats: (shape) => backend.makeOutput([...shape], 'float32'),
    again: ({ dataId, shape, dtype }) => (backend.incRef(dataId), { dataId, shape, dtype }),
    free: (...tensors) => tensors.forEach((t) => backend.disposeData(t.dataId)),
    view: (tensor) => backend.typedArrayFromHeap(tensor) as Float32Array,
  };
}

/** The heap of a tfjs wasm backend; opened once. */
export function heapOf(backend: object): Heap {
  let heap = heaps.get(backend);
  if (!heap) heaps.set(backend, (heap = open(backend as BackendWasm)));
  return heap;
}

/** Rows and columns of a tensor seen as a matrix of its last axis. */
export const asMatrix = (shape: readonly number[]): [rows: number, columns: number] => {
  const columns = shape[shape.length - 1]!;
  return [tf.util.sizeFromShape([...shape]) / columns, columns];
};
