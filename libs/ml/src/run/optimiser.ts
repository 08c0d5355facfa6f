import type { OptimiserSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import { has, run } from '../ops/fused.ts';

/** Which step it is, counted from 1 over the whole run, and its size. */
export interface Stride { readonly step: number; readonly rate: number }

/** Changes weights by their gradients, and remembers what it must: `memory` is saved with the weights. */
export interface Optimiser {
  readonly memory: ReadonlyMap<string, tf.Variable>;
  /** One step. Nothing but `memory` carries over to the next, so a saved one resumes exactly. */
  apply(gradients: Readonly<Record<string, tf.Tensor>>, stride: Stride): void;
  dispose(): void;
}

type Weights = ReadonlyMap<string, tf.Variable>;

/** Gradients as they are, or all of them shortened in the same share so that together they are no longer than `limit` (Pascanu et al. 2013). Takes over the tensors. */
export function shortened(gradients: Readonly<Record<string, tf.Tensor>>, limit: number): Record<string, tf.Tensor> {
  const answer = tf.tidy(() => {
    const length = tf.sqrt(Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient))).reduce((sum, one) => tf.add(sum, one)));
    const share = tf.div(limit, tf.maximum(length, limit));
    return Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, tf.mul(gradient, share)]));
  });
  tf.dispose(gradients);
  return answer;
}

/** Decay is for what is multiplied, not for biases and gains. */
const decays = (weight: tf.Tensor): boolean => weight.rank > 1;

const blank = (weights: Weights, part: string): Map<string, tf.Variable> =>
  new Map([...weights].map(([name, weight]) => [`${name}:${part}`, tf.tidy(() => tf.variable(tf.zeros(weight.shape), false))]));

interface AdamStep { rate: number; beta1: number; beta2: number; epsilon: number }

function composedAdam(weight: tf.Variable, gradient: tf.Tensor, mean: tf.Variable, square: tf.Variable, { rate, beta1, beta2, epsilon }: AdamStep): void {
  tf.tidy(() => {
    mean.assign(tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1)));
    square.assign(tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2)));
    weight.assign(tf.sub(weight, tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(square), epsilon))));
  });
}

type Adam = Extract<OptimiserSpec, { kind: 'adam' | 'adamw' }>;

/**
 * Adam with bias correction (Kingma and Ba 2015). The powers of β come from the step count: no accumulators to lose.
 * AdamW also takes rate × decay of each weight away, beside the gradient (Loshchilov and Hutter 2019).
 */
function adam(spec: Adam, weights: Weights): Optimiser {
  const { beta1, beta2, epsilon } = spec, decay = spec.kind === 'adamw' ? spec.weightDecay : 0;
  const [means, squares] = [blank(weights, 'mean'), blank(weights, 'square')];
  return {
    memory: new Map([...means, ...squares]),
    apply(gradients, { step, rate }) {
      const root = Math.sqrt(1 - beta2 ** step);
      const now = { rate: (rate * root) / (1 - beta1 ** step), beta1, beta2, epsilon: epsilon * root };
      const fused = has('CapstanAdam');
      for (const [name, weight] of weights) {
        const [gradient, mean, square] = [gradients[name]!, means.get(`${name}:mean`)!, squares.get(`${name}:square`)!];
        if (decay > 0 && decays(weight)) tf.tidy(() => weight.assign(tf.mul(weight, 1 - rate * decay)));
        if (fused) run('CapstanAdam', { weight, gradient, mean, square }, { ...now });
        else composedAdam(weight, gradient, mean, square, now);
      }
    },
    dispose: () => [...means.values(), ...squares.values()].forEach((v) => v.dispose()),
  };
}

/** Gradient descent with momentum (Polyak 1964): v ← μ·v + g, w ← w − α·v. Decay adds its share of the weight to the gradient. */
function sgd({ momentum, weightDecay }: Extract<OptimiserSpec, { kind: 'sgd' }>, weights: Weights): Optimiser {
  const velocities = blank(weights, 'velocity');
  return {
    memory: velocities,
    apply: (gradients, { rate }) => tf.tidy(() => {
      for (const [name, weight] of weights) {
        const velocity = velocities.get(`${name}:velocity`)!, gradient = gradients[name]!;
        const slope = weightDecay > 0 && decays(weight) ? tf.add(gradient, tf.mul(weight, weightDecay)) : gradient;
        velocity.assign(tf.add(tf.mul(velocity, momentum), slope));
        weight.assign(tf.sub(weight, tf.mul(velocity, rate)));
      }
    }),
    dispose: () => velocities.forEach((v) => v.dispose()),
  };
}

export const optimiser = (spec: OptimiserSpec, weights: Weights): Optimiser => (spec.kind === 'sgd' ? sgd(spec, weights) : adam(spec, weights));
