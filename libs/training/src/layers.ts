import type { ModelSpec } from './model-spec.ts';
import type { DataShape } from './estimate.ts';

/** One layer for one sample: operations forward (two for each multiply-and-add), trained weights, and the numbers it keeps for the way back. */
export interface Layer { readonly flops: number; readonly weights: number; readonly kept: number }

type Of<K extends ModelSpec['kind']> = Extract<ModelSpec, { kind: K }>;
type Recurrent = Of<'rnn' | 'gru' | 'lstm'>;

const dense = (rows: number, inputs: number, outputs: number): Layer => ({ flops: 2 * rows * inputs * outputs, weights: (inputs + 1) * outputs, kept: rows * outputs });
const norm = (rows: number, width: number): Layer => ({ flops: 0, weights: 2 * width, kept: 2 * rows * width });
const noBias = (layer: Layer, outputs: number): Layer => ({ ...layer, weights: layer.weights - outputs });
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function mlp({ layers, units }: Of<'mlp'>, data: DataShape): Layer[] {
  const inputs = data.height * Math.max(1, data.width * data.channels);
  return [...range(layers).map((i) => dense(1, i === 0 ? inputs : units, units)), dense(1, units, data.outputs)];
}

function cnn({ blocks, filters, kernel, dense: hidden }: Of<'cnn'>, data: DataShape): Layer[] {
  let [height, width, channels] = [data.height, data.width, data.channels];
  const layers = range(blocks).map((block) => {
    const layer = dense(height * width, kernel * kernel * channels, filters * 2 ** block);
    [height, width, channels] = [Math.floor(height / 2), Math.floor(width / 2), filters * 2 ** block];
    return layer;
  });
  return [...layers, dense(1, height * width * channels, hidden), dense(1, hidden, data.outputs)];
}

function resnet({ stages, blocksPerStage: blocks, filters }: Of<'resnet'>, data: DataShape): Layer[] {
  let [height, width, channels] = [data.height, data.width, filters];
  const layers = [dense(height * width, 9 * data.channels, filters)];
  for (const i of range(stages * blocks)) {
    const [before, entering] = [height * width, channels], halves = i > 0 && i % blocks === 0;
    if (halves) [height, width, channels] = [Math.ceil(height / 2), Math.ceil(width / 2), channels * 2];
    layers.push(norm(before, entering), dense(height * width, 9 * entering, channels), dense(height * width, 9 * channels, channels));
    if (halves) layers.push(noBias(dense(height * width, entering, channels), channels));
  }
  return [...layers, norm(height * width, channels), dense(1, channels, data.outputs)];
}

/** Gates of a cell, each with weights for inputs and for the state before. A GRU has biases for both. */
const gates = { rnn: 1, gru: 3, lstm: 4 } as const;

function recurrent({ kind, units, layers }: Recurrent, first: number, steps: number): Layer[] {
  const wide = gates[kind] * units;
  return range(layers).map((i) => {
    const inputs = i === 0 ? first : units;
    return { flops: 2 * wide * (steps * inputs + (steps - 1) * units), weights: wide * (inputs + units + (kind === 'gru' ? 2 : 1)), kept: steps * (inputs + wide + 3 * units) };
  });
}

/** Packed projections, attention's 4·s²·d, mixing and the feed-forward part: together the 2N of 6ND. */
function transformer({ width, heads, layers, expansion }: Of<'transformer'>, steps: number): Layer[] {
  const block = [
    norm(steps, width), dense(steps, width, 3 * width), { flops: 4 * steps ** 2 * width, weights: 0, kept: heads * steps ** 2 + steps * width },
    dense(steps, width, width), norm(steps, width), dense(steps, width, expansion * width), dense(steps, expansion * width, width),
  ];
  return [{ flops: 0, weights: steps * width, kept: steps * width }, ...range(layers).flatMap(() => block), norm(steps, width)];
}

/** Characters are looked up, lines of a picture projected, features of a row each laid along a direction of their own. */
function tokens(width: number, steps: number, data: DataShape): Layer {
  if (data.alphabet > 0) return { flops: 0, weights: data.alphabet * width, kept: steps * width };
  return data.width > 0 ? dense(steps, data.width * data.channels, width) : { flops: 0, weights: 2 * steps * width, kept: 2 * steps * width };
}

function sequential(model: Recurrent | Of<'transformer'>, data: DataShape): Layer[] {
  const steps = data.alphabet > 0 ? model.sequence : data.height;
  const [first, last] = model.kind === 'transformer' ? [model.width, model.width] : [model.embedding, model.units];
  const inside = model.kind === 'transformer' ? transformer(model, steps) : recurrent(model, first, steps);
  return [tokens(first, steps, data), ...inside, dense(data.kind === 'text' ? steps : 1, last, data.outputs)];
}

/** The layers of a model over one sample (a window, for text); none for a baseline. */
export function layersOf(model: ModelSpec, data: DataShape): Layer[] {
  switch (model.kind) {
    case 'baseline': return [];
    case 'mlp': return mlp(model, data);
    case 'cnn': return cnn(model, data);
    case 'resnet': return resnet(model, data);
    default: return sequential(model, data);
  }
}
