import * as tf from '../tf.ts';

/** Whether the backend in use has this kernel of ours; the others compose the same thing from tfjs' own operations. */
export const has = (kernel: string): boolean => tf.getKernel(kernel, tf.getBackend()) !== undefined;

/** Runs a kernel of ours and returns all its outputs. */
export function run(kernel: string, inputs: Record<string, tf.Tensor>, attributes: Record<string, unknown> = {}): tf.Tensor[] {
  const out = tf.engine().runKernel<tf.Tensor | tf.Tensor[]>(kernel, inputs, attributes as never);
  return Array.isArray(out) ? out : [out];
}

type Save = (tensors: tf.Tensor[]) => void;
type Gradient = (dy: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[];

/** An operation with its own gradient: `forward` returns the value and how a gradient goes back through it. */
export function withGradient(inputs: tf.Tensor[], forward: (inputs: tf.Tensor[], save: Save) => { value: tf.Tensor; gradient: Gradient }): tf.Tensor {
  const operation = tf.customGrad((...all: unknown[]) => {
    const save = all.pop() as Save;
    const { value, gradient } = forward(all as tf.Tensor[], save);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradient(dy, saved) };
  });
  return operation(...inputs);
}
