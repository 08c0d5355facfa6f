import { layers as of, sequential, type Sequential, type SequentialArgs } from '@tensorflow/tfjs-layers';
import type { Refusal } from '@capstan/kernel';
import { refuseModel as refuse } from '@capstan/training';
import * as tf from '../tf.ts';
import type { InputShape } from '../data/prepared.ts';
import type { Trainable } from '../models/build.ts';
import type { OpenedArtifact } from './open-model.ts';
import { networkShape } from './signature.ts';

type Layer = NonNullable<SequentialArgs['layers']>[number];
interface Network { readonly input: InputShape; readonly outputs: number; readonly answers: 'softmax' | 'linear' }
type Of<K extends Trainable['kind']> = Extract<Trainable, { kind: K }>;

const shapeOf = (input: InputShape): number[] =>
  input.kind === 'pixels' ? [input.height, input.width, input.channels] : input.kind === 'series' ? [input.steps, input.count] : input.kind === 'features' ? [input.count] : [input.steps];

const head = ({ outputs, answers }: Network): Layer => of.dense({ units: outputs, activation: answers });

const mlp = ({ layers, units }: Of<'mlp'>, network: Network): Layer[] => [
  of.reshape({ targetShape: [shapeOf(network.input).reduce((a, b) => a * b)], inputShape: shapeOf(network.input) }),
  ...Array.from({ length: layers }, () => of.dense({ units, activation: 'relu' })), head(network),
];

const cnn = ({ blocks, filters, kernel, dense }: Of<'cnn'>, network: Network): Layer[] => [
  ...Array.from({ length: blocks }, (_, i) => [
    of.conv2d({ filters: filters * 2 ** i, kernelSize: kernel, padding: 'same', activation: 'relu', ...(i === 0 && { inputShape: shapeOf(network.input) }) }),
    of.maxPooling2d({ poolSize: 2, strides: 2, padding: 'valid' }),
  ]).flat(),
  of.flatten(), of.dense({ units: dense, activation: 'relu' }), head(network),
];

/** Tokens of a text are looked up; lines of a picture and rows of a series go through a layer each. */
function tokens({ input }: Network, width: number): Layer[] {
  if (input.kind === 'characters') return [of.embedding({ inputDim: input.alphabet, outputDim: width, inputLength: input.steps })];
  const [steps, ...line] = shapeOf(input) as [number, ...number[]];
  return [of.reshape({ targetShape: [steps, line.reduce((a, b) => a * b)], inputShape: shapeOf(input) }), of.dense({ units: width })];
}

function recurrent({ kind, layers, units, embedding }: Of<'rnn' | 'lstm'>, network: Network): Layer[] {
  const everyStep = network.input.kind === 'characters' && !network.input.once;
  const cells = Array.from({ length: layers }, (_, i) => {
    // Their usual start of these weights is slow, and what is loaded replaces it.
    const how = { units, recurrentInitializer: 'glorotUniform' as const, returnSequences: everyStep || i < layers - 1 };
    return kind === 'lstm' ? of.lstm({ ...how, recurrentActivation: 'sigmoid' }) : of.simpleRNN(how);
  });
  return [...tokens(network, embedding), ...cells, head(network)];
}

/** Layers whose weights, one after another, are those of the artifact; or why there are none. */
function layersOf(model: Trainable, network: Network): Layer[] | string {
  switch (model.kind) {
    case 'mlp': return mlp(model, network);
    case 'cnn': return cnn(model, network);
    case 'rnn':
    case 'lstm': return network.input.kind === 'features' ? 'each feature of a row has a direction of its own here, and no layer says that' : recurrent(model, network);
    case 'gru': return 'its reset gate comes after the product, and theirs before it';
    case 'resnet': return 'it normalises the channels of each pixel between its blocks';
    case 'transformer': return 'they have no layer for attention';
  }
}

export interface LayersModel { readonly topology: object; readonly weights: Uint8Array }

async function saved(model: Sequential): Promise<LayersModel> {
  let kept: tf.io.ModelArtifacts | undefined;
  await model.save(tf.io.withSaveHandler((artifacts) => {
    kept = artifacts;
    return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
  }));
  const { modelTopology, weightSpecs, weightData, generatedBy } = kept!;
  const topology = { format: 'layers-model', generatedBy, convertedBy: null, modelTopology, weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }] };
  return { topology, weights: new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData)) };
}

/**
 * The network as layers of TensorFlow.js, for `tf.loadLayersModel`. Inputs are numbers as `sample-reader.ts` makes them; classes come out as
 * probabilities, a quantity in scaled units. Refuses networks that those layers cannot say.
 */
export async function layersModel({ network, reading, saved: { tensors, shapes }, spec }: OpenedArtifact): Promise<LayersModel | Refusal> {
  const isQuantity = 'label' in reading && reading.label.type === 'quantity';
  const found = layersOf(network, { ...networkShape(reading), answers: isQuantity ? 'linear' : 'softmax' });
  if (typeof found === 'string') return refuse('export-does-not-fit', { model: spec.model.kind, why: found });
  const model = sequential({ layers: found });
  tf.tidy(() => model.setWeights([...tensors].map(([name, values]) => tf.tensor(values, [...shapes.get(name)!]))));
  try {
    return await saved(model);
  } finally {
    model.dispose();
  }
}
