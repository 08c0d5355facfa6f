import '@tensorflow/tfjs-backend-wasm';
import * as tf from '../tf.ts';
import { heapOf } from './heap.ts';
import { installAttention } from './attention.ts';
import { installBatchNorm } from './batch-norm.ts';
import { installConvolution } from './convolution.ts';
import { installDepthwise } from './depthwise.ts';
import { installGru } from './gru.ts';
import { installLstm } from './lstm.ts';
import { installMatMul } from './matmul.ts';
import { installRnn } from './rnn.ts';
import { installRows } from './rows.ts';
import { bestVariant } from './variants.ts';

let installed = false;

/** Makes tfjs' wasm backend able to train: our kernels where it has none, is wrong or is slow. Throws when they are not built. */
export async function installWasm(): Promise<void> {
  bestVariant(); // tried before tfjs' own module is compiled: the switches it turns are the process's
  if (!(await tf.setBackend('wasm'))) throw new Error('tfjs cannot start its wasm backend here');
  await tf.ready();
  heapOf(tf.backend());
  if (installed) return;
  installed = true;
  for (const install of [installMatMul, installConvolution, installDepthwise, installRows, installBatchNorm, installRnn, installGru, installLstm, installAttention]) install();
}
