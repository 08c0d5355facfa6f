import { statSync } from 'node:fs';
import { join } from 'node:path';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import type { Reduction, RunSpecInput } from '@capstan/training';
import { beforeAll, describe, expect, test } from 'vitest';
import { bars, customers, folder, sentences, specFor, taken, train } from '../../test/made-up.ts';
import type { Dataset } from '../data/dataset.ts';
import { evaluate } from '../run/evaluate.ts';
import { inputsOf } from '../run/learn.ts';
import { looking } from '../models/model.ts';
import { preparedFor } from '../run/prepared-for.ts';
import * as tf from '../tf.ts';
import { installWasm } from '../wasm/install.ts';
import { exportModel } from './export-model.ts';
import { networkOf, openArtifact, openModel } from './open-model.ts';
import { pruned, reduceModel } from './reduce.ts';

beforeAll(installWasm);

type How = Omit<RunSpecInput, 'dataset'>;
const short = { epochs: 2, batchSize: 16 } as const;

async function trained(data: Dataset, how: How) {
  const dir = folder();
  await train(data, how, { checkpointDir: dir });
  return { artifact: join(dir, 'best.ckpt'), data, spec: specFor(data, how), dataset: () => Promise.resolve(data) };
}
type Trained = Awaited<ReturnType<typeof trained>>;

/** A batch of the validation part, what the artifact's own network says to it, and the tensor to show others. */
async function shown(one: Trained) {
  const prepared = taken(preparedFor(one.spec, one.data)), opened = taken(await openArtifact(one)), model = taken(networkOf(opened));
  const inputs = inputsOf(prepared.validation.batch(prepared.validation.inOrder.slice(0, 8))), outputs = model.outputs(inputs, looking);
  const said = prepared.task === 'regression' ? outputs : tf.softmax(outputs);
  return { inputs, said: Array.from(await said.data()), opened };
}

const recurrent = { ...short, model: { kind: 'lstm', units: 6, embedding: 5, sequence: 12, layers: 2 } } as const satisfies How;
const sayable: [string, Dataset, How][] = [
  ['an MLP of pictures', bars(), { ...short, model: { kind: 'mlp', units: 12 } }],
  ['an MLP of a quantity', customers(240, 'value'), { ...short, model: { kind: 'mlp', units: 12 } }],
  ['a CNN', bars(), { ...short, model: { kind: 'cnn', filters: 4, dense: 8 } }],
  ['an LSTM of lines', bars(), recurrent],
  ['an LSTM of a text', sentences(), recurrent],
  ['an LSTM of rows in time', customers(240, 'value'), { ...recurrent, data: { series: { window: 4, horizon: 1 } } }],
  ['an RNN of lines', bars(), { ...short, model: { kind: 'rnn', units: 6, embedding: 5 } }],
];

test.each(sayable)('%s as layers says the same to 1e-5', async (_, data, how) => {
  const one = await trained(data, how), { inputs, said } = await shown(one);
  const [json, weights] = taken(await exportModel({ ...one, format: 'tfjs' })).files.map(({ base64 }) => Buffer.from(base64, 'base64'));
  const { modelTopology, weightsManifest } = JSON.parse(json!.toString()) as { modelTopology: object; weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[] };
  const model = await loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0]!.weights, weightData: new Uint8Array(weights!).buffer }));
  const answers = await (model.predict(inputs) as tf.Tensor).data();
  expect(answers).toHaveLength(said.length);
  answers.forEach((answer, i) => expect(Math.abs(answer - said[i]!)).toBeLessThan(1e-5));
  model.dispose();
});

test.each<[string, Dataset, How['model']]>([
  ['GRU', bars(), { kind: 'gru', units: 6, embedding: 5 }],
  ['Transformer', bars(), { kind: 'transformer', width: 8, heads: 2, layers: 1 }],
  ['ResNet', bars(), { kind: 'resnet', stages: 1, blocksPerStage: 1, filters: 4 }],
  ['LSTM of a row', customers(), { kind: 'lstm', units: 6, embedding: 5 }],
])('a %s cannot be said in layers', async (_, data, model) => {
  expect(await exportModel({ ...(await trained(data, { epochs: 1, batchSize: 64, model })), format: 'tfjs' })).toMatchObject({ refused: true, code: 'export-does-not-fit' });
});

test('safetensors: a header of blanks to eight bytes, every tensor at its place', async () => {
  const one = await trained(bars(), { ...short, model: { kind: 'transformer', width: 8, heads: 2, layers: 1 } });
  const bytes = Buffer.from(taken(await exportModel({ ...one, format: 'safetensors' })).files[0]!.base64, 'base64'), length = Number(bytes.readBigUInt64LE());
  const { __metadata__: about, ...tensors } = JSON.parse(bytes.toString('utf8', 8, 8 + length)) as Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  expect([length % 8, about]).toEqual([0, expect.objectContaining({ format: 'capstan', dataset: one.spec.dataset.hash })]);
  const { saved } = taken(await openArtifact(one));
  expect(Object.keys(tensors)).toEqual([...saved.tensors.keys()]);
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of Object.entries(tensors)) {
    expect([dtype, shape]).toEqual(['F32', saved.shapes.get(name)]);
    expect(new Float32Array(new Uint8Array(bytes.subarray(8 + length + from, 8 + length + to)).buffer)).toEqual(saved.tensors.get(name));
  }
  expect(Math.max(...Object.values(tensors).map((tensor) => tensor.data_offsets[1]))).toBe(bytes.length - 8 - length);
});

describe('fewer bytes', () => {
  let one: Trained, accuracy: number, bytes: number;
  beforeAll(async () => {
    one = await trained(bars(), { epochs: 4, batchSize: 16, model: { kind: 'cnn', filters: 8, dense: 64 } });
    accuracy = taken(await evaluate({ ...one, dataset: one.data })).accuracy!;
    bytes = statSync(one.artifact).size;
  });
  const reduce = async (how: Reduction, from: Trained = one) => {
    const to = join(folder(), 'reduced');
    return { to, ...taken(await reduceModel({ ...from, how, to })) };
  };

  test.each<[Reduction, number, number]>([
    [{ kind: 'float16' }, 0.6, 0.02],
    [{ kind: 'uint8' }, 0.45, 0.05],
    [{ kind: 'prune', share: 0.5 }, 0.75, 0.3],
  ])('%o: the file is smaller, and its metrics are those of what it holds', async (how, atMost, loss) => {
    const { to, artifact, metrics } = await reduce(how);
    expect(statSync(to).size).toBe(artifact.bytes);
    expect(artifact.bytes).toBeLessThan(bytes * atMost);
    expect(metrics.accuracy).toBeGreaterThanOrEqual(accuracy - loss);
    expect(taken(await evaluate({ artifact: to, dataset: one.data }))).toEqual(metrics);
  });
  test('it answers without its data, and again reduced from itself', async () => {
    const { to } = await reduce({ kind: 'prune', share: 0.8 }), half = await reduce({ kind: 'float16' }, { ...one, artifact: to });
    expect(half.artifact.bytes).toBeLessThan(statSync(to).size);
    const model = taken(await openModel({ artifact: half.to, dataset: () => { throw new Error('it says itself how to read something new'); } }));
    expect(await model.answer(taken(model.read([{ kind: 'pixels', pixels: [...one.data.kind === 'images' ? one.data.pixels.subarray(0, 64) : []] }])))).toMatchObject([{ kind: 'classes' }]);
  });
  test('the same weights reduced in the same way are the same file', async () => {
    expect((await reduce({ kind: 'uint8' })).artifact).toEqual((await reduce({ kind: 'uint8' })).artifact);
  });
});

test('pruning takes the smallest by magnitude', () => expect([...pruned(Float32Array.of(3, -0.1, 0.2, -4), 0.5)]).toEqual([3, 0, 0, -4]));
