import type { Refusal } from '@capstan/kernel';
import type { ModelSpec } from '@capstan/training';
import * as tf from '../tf.ts';
import type { InputShape } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';
import { biasRelu } from '../ops/bias-relu.ts';
import { layerNorm } from '../ops/layer-norm.ts';
import { dense, dropout } from './layers.ts';
import type { Model } from './model.ts';
import { he, ones, parameters, zeros, type Parameters } from './parameters.ts';

type Resnet = Extract<ModelSpec, { kind: 'resnet' }>;
type Pixels = Extract<InputShape, { kind: 'pixels' }>;
type Layer = (x: tf.Tensor4D) => tf.Tensor4D;

function convolution(at: Parameters, name: string, channels: number, filters: number, { stride = 1, relu = false } = {}): Layer {
  const filter = at.add<tf.Rank.R4>(`${name}/filter`, [3, 3, channels, filters], he);
  const bias = at.add<tf.Rank.R1>(`${name}/bias`, [filters], zeros);
  return (x) => biasRelu(tf.conv2d(x, filter, stride, 'same'), bias, relu) as tf.Tensor4D;
}

/** The channels of each pixel with mean 0 and variance 1: no statistics of a batch, so one picture is answered like many. */
function norm(at: Parameters, name: string, channels: number): Layer {
  const gain = at.add<tf.Rank.R1>(`${name}/gain`, [channels], ones);
  const bias = at.add<tf.Rank.R1>(`${name}/bias`, [channels], zeros);
  return (x) => layerNorm(x, gain, bias) as tf.Tensor4D;
}

/** Two convolutions on normalised input, added to what came in (pre-activation, He et al. 2016b); where the size halves, that goes through a 1 × 1 convolution. */
function block(at: Parameters, name: string, channels: number, filters: number, stride: number): Layer {
  const normal = norm(at, `${name}/norm`, channels);
  const first = convolution(at, `${name}/first`, channels, filters, { stride, relu: true });
  const second = convolution(at, `${name}/second`, filters, filters);
  if (stride === 1) return (x) => tf.add(x, second(first(normal(x))));
  const across = at.add<tf.Rank.R4>(`${name}/across`, [1, 1, channels, filters], he);
  return (x) => tf.add(tf.conv2d(x, across, stride, 'same'), second(first(normal(x))));
}

/** A convolution, stages of residual blocks, the mean over the picture, one output per class. Refuses pictures too small to be halved so often. */
export function resnet(spec: Resnet, input: Pixels, outputs: number, seed: number): Model | Refusal {
  const { stages, blocksPerStage: blocks, filters } = spec, halvings = stages - 1;
  if (Math.min(input.height, input.width) < 2 ** halvings) return refuse('pictures-too-small', { height: input.height, width: input.width, blocks: halvings });
  const at = parameters(seed), widest = filters * 2 ** halvings;
  const stem = convolution(at, 'stem', input.channels, filters);
  const body = Array.from({ length: stages * blocks }, (_, i) => {
    const stage = Math.floor(i / blocks), halves = stage > 0 && i % blocks === 0;
    return block(at, `stage${stage + 1}/block${(i % blocks) + 1}`, filters * 2 ** (halves ? stage - 1 : stage), filters * 2 ** stage, halves ? 2 : 1);
  });
  const last = norm(at, 'norm', widest), answer = dense(at, 'head', widest, outputs);
  return {
    parameters: at,
    outputs: (inputs, pass) => {
      const seen = last(body.reduce((x, next) => next(x), stem(inputs as tf.Tensor4D)));
      return answer(dropout(tf.mean<tf.Tensor2D>(seen, [1, 2]), spec.dropout, 'mean', pass));
    },
  };
}
