import { createRequire } from 'node:module';
import { types } from 'node:util';
import type { BackendChoice } from '@capstan/training';
import * as tf from '../tf.ts';
import { installWasm } from '../wasm/install.ts';
import { fromEngine } from './engine-folder.ts';
import { refuseSoftware, refuseWithoutDevice, type Adapter } from './webgpu-adapter.ts';

/** A backend to try: `start` makes it the one in use, or says in an exception why it cannot be. */
export interface Candidate { readonly name: BackendChoice['name']; readonly what: string; readonly start: () => Promise<void> }

/** tfjs-node asks for functions that left `node:util` with Node 23, and for one that now warns. */
function restoreUtilities(): void {
  const util = createRequire(import.meta.url)('node:util') as Record<string, unknown>;
  util['isNullOrUndefined'] ??= (x: unknown) => x === null || x === undefined;
  util['isArray'] = Array.isArray;
  util['isDate'] ??= types.isDate;
}

export async function startTensorflow(): Promise<void> {
  restoreUtilities();
  // Its library greets on the error output at start.
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  fromEngine('tensorflow')('@tensorflow/tfjs-node');
  if (!(await tf.setBackend('tensorflow'))) throw new Error('does not start');
}

interface Dawn { globals: object; create: (flags: string[]) => { requestAdapter(wish: object): Promise<Adapter | null> } }

/** A GPU through WebGPU. A software adapter is refused unless it is asked for: it proves the code and is slow. */
export async function startWebgpu({ software = false } = {}): Promise<void> {
  if (!software) refuseWithoutDevice();
  const from = fromEngine('webgpu'), { create, globals } = from('webgpu') as Dawn;
  Object.assign(globalThis, globals);
  const gpu = create([]);
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (software && !adapter) throw new Error('finds no adapter');
  if (!software) refuseSoftware(adapter);
  from('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('does not start');
}

async function startCpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-cpu');
  if (!(await tf.setBackend('cpu'))) throw new Error('does not start');
}

/** All there are. `cpu` is for tests: it is taken only when it is asked for. */
export const candidates: readonly Candidate[] = [
  { name: 'tensorflow', what: 'TensorFlow', start: startTensorflow },
  { name: 'webgpu', what: 'a GPU through WebGPU', start: () => startWebgpu() },
  { name: 'wasm', what: 'WebAssembly with our kernels', start: installWasm },
  { name: 'cpu', what: 'plain JavaScript', start: startCpu },
];
