import type { OptimiserSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import { has, run } from '../ops/fused.ts';

/** Changes weights by their gradients, and remembers what it must: `memory` is saved with the weights. */
export interface Optimiser {
  readonly memory: ReadonlyMap<string, tf.Variable>;
  /** One step; `step` counts from 1 over the whole run. Nothing else carries over, so a saved memory resumes exactly. */
  apply(gradients: Readonly<Record<string, tf.Tensor>>, step: number): void;
  dispose(): void;
}

type Weights = ReadonlyMap<string, tf.Variable>;

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

/** Adam with bias correction (Kingma and Ba 2015). The powers of β come from the step count: no accumulators to lose. */
function adam({ beta1, beta2, epsilon }: Extract<OptimiserSpec, { kind: 'adam' }>, learningRate: number, weights: Weights): Optimiser {
  const [means, squares] = [blank(weights, 'mean'), blank(weights, 'square')];
  return {
    memory: new Map([...means, ...squares]),
    apply(gradients, step) {
      const root = Math.sqrt(1 - beta2 ** step);
      const now = { rate: (learningRate * root) / (1 - beta1 ** step), beta1, beta2, epsilon: epsilon * root };
      const fused = has('CapstanAdam');
      for (const [name, weight] of weights) {
        const [gradient, mean, square] = [gradients[name]!, means.get(`${name}:mean`)!, squares.get(`${name}:square`)!];
        if (fused) run('CapstanAdam', { weight, gradient, mean, square }, { ...now });
        else composedAdam(weight, gradient, mean, square, now);
      }
    },
    dispose: () => [...means.values(), ...squares.values()].forEach((v) => v.dispose()),
  };
}

/** Gradient descent with momentum (Polyak 1964): v ← μ·v + g, w ← w − α·v. */
function sgd({ momentum }: Extract<OptimiserSpec, { kind: 'sgd' }>, learningRate: number, weights: Weights): Optimiser {
  const velocities = blank(weights, 'velocity');
  return {
    memory: velocities,
    apply: (gradients) => tf.tidy(() => {
      for (const [name, weight] of weights) {
        const velocity = velocities.get(`${name}:velocity`)!;
        velocity.assign(tf.add(tf.mul(velocity, momentum), gradients[name]!));
        weight.assign(tf.sub(weight, tf.mul(velocity, learningRate)));
      }
    }),
    dispose: () => velocities.forEach((v) => v.dispose()),
  };
}

export const optimiser = (spec: OptimiserSpec, learningRate: number, weights: Weights): Optimiser =>
  spec.kind === 'adam' ? adam(spec, learningRate, weights) : sgd(spec, learningRate, weights);
