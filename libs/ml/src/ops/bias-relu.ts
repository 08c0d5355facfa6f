import * as tf from '../tf.ts';
import { has, run, withGradient } from './fused.ts';

/** x + bias along the last axis, cut at zero when `relu`. */
export function biasRelu(x: tf.Tensor, bias: tf.Tensor, relu: boolean): tf.Tensor {
  if (!has('CapstanBiasRelu')) return relu ? tf.relu(tf.add(x, bias)) : tf.add(x, bias);
  return withGradient([x, bias], ([input, offset], save) => {
    const value = run('CapstanBiasRelu', { x: input!, bias: offset! }, { relu })[0]!;
    save([value]);
    return { value, gradient: (dy, [y]) => run('CapstanBiasReluGradient', { y: y!, dy }, { relu }) };
  });
}
