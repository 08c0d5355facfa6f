import { join } from 'node:path';
import type { Prediction, RunSpecInput } from '@capstan/training';
import { beforeAll, describe, expect, test } from 'vitest';
import { bars, customers, folder, sentences, specFor, taken, train } from '../../test/made-up.ts';
import type { Dataset } from '../data/dataset.ts';
import { readDocuments } from '../data/documents.ts';
import { evaluate } from '../run/evaluate.ts';
import { loadCheckpoint, saveCheckpoint } from '../run/checkpoint.ts';
import type { AboutWeights } from '../run/position.ts';
import * as tf from '../tf.ts';
import { installWasm } from '../wasm/install.ts';
import { examplesOf } from './examples.ts';
import { openModel, type ServedModel } from './open-model.ts';

beforeAll(installWasm);

type How = Omit<RunSpecInput, 'dataset'>;
interface Trained { readonly dataset: Dataset; readonly spec: ReturnType<typeof specFor>; readonly artifact: string; readonly model: ServedModel }

const nowhere = () => { throw new Error('the artifact says how to read something new'); };
async function trained(dataset: Dataset, how: How): Promise<Trained> {
  const dir = folder(), artifact = join(dir, 'best.ckpt');
  await train(dataset, how, { checkpointDir: dir });
  return { dataset, spec: specFor(dataset, how), artifact, model: taken(await openModel({ artifact, dataset: nowhere })) };
}

const tickets = taken(readDocuments(new TextEncoder().encode(Array.from({ length: 120 }, (_, i) =>
  JSON.stringify({ text: i % 2 ? `parcel ${i} came late and broken` : `the invoice ${i} is wrong again`, label: i % 2 ? 'shipping' : 'billing' })).join('\n')), true));

const all = { epochs: 3, batchSize: 16 } as const;
const classifiers: [string, Dataset, How][] = [
  ['pictures', bars(), { ...all, model: { kind: 'cnn', filters: 4, dense: 8 } }],
  ['rows', customers(), { ...all, model: { kind: 'mlp', units: 16 }, data: { scaling: 'min-max', cleaning: { outliers: 'clip', deviations: 1 } } }],
  ['texts in byte pairs', tickets, { ...all, model: { kind: 'gru', units: 8, embedding: 8, sequence: 16 }, data: { tokens: { kind: 'bpe', vocabulary: 80 } } }],
];

/** As many examples as there are samples to validate with: all of them. */
const everyExample = ({ spec, dataset }: Trained) => taken(examplesOf({ spec, dataset, count: 1e6 }));
const ask = (model: ServedModel, samples: Parameters<ServedModel['read']>[0]): Promise<Prediction[]> => model.answer(taken(model.read(samples)));

describe.each(classifiers)('a model of %s', (_, dataset, how) => {
  let one: Trained;
  beforeAll(async () => { one = await trained(dataset, how); });

  test('answers the validation part, shown as it came in, as well as its run did', async () => {
    const examples = everyExample(one), metrics = taken(await evaluate(one));
    const answers = await ask(one.model, examples.map(({ sample }) => sample));
    const right = answers.filter((answer, i) => answer.kind === 'classes' && answer.class === examples[i]!.truth).length;
    expect(right / examples.length).toBeCloseTo(metrics.accuracy!, 10);
    const loss = answers.reduce((sum, answer, i) => sum - Math.log((answer as Extract<Prediction, { kind: 'classes' }>).probabilities.find((p) => p.class === examples[i]!.truth)!.probability), 0);
    expect(loss / examples.length).toBeCloseTo(metrics.loss, 4);
  });
  test('probabilities add up to 1, alone as among others', async () => {
    const samples = everyExample(one).slice(0, 5).map(({ sample }) => sample);
    const [together, alone] = [await ask(one.model, samples), await ask(one.model, samples.slice(3, 4))] as [Prediction[], Prediction[]];
    const shares = (answer: Prediction | undefined) => (answer as Extract<Prediction, { kind: 'classes' }>).probabilities.map(({ probability }) => probability);
    expect(shares(alone[0]).reduce((a, b) => a + b)).toBeCloseTo(1, 10);
    shares(together[3]).forEach((p, i) => expect(p).toBeCloseTo(shares(alone[0])[i]!, 5));
  });
  test('weights from before readings were kept are read by their data', async () => {
    const saved = (await loadCheckpoint<AboutWeights>(one.artifact))!, old = join(folder(), 'old.ckpt');
    const { reading: _, ...about } = saved.about;
    await saveCheckpoint(old, about, new Map([...saved.tensors].map(([name, values]) => [name, tf.tensor(values, [...saved.shapes.get(name)!])])));
    const again = taken(await openModel({ artifact: old, dataset: () => Promise.resolve(one.dataset) })), samples = everyExample(one).slice(0, 3).map(({ sample }) => sample);
    expect(again.signature).toEqual(one.model.signature);
    expect(await ask(again, samples)).toEqual(await ask(one.model, samples));
  });
});

describe.each<[string, How]>([
  ['rows', { ...all, model: { kind: 'mlp', units: 16 } }],
  ['rows that follow one another', { ...all, model: { kind: 'lstm', units: 8, embedding: 8 }, data: { series: { window: 4, horizon: 2 } } }],
])('a quantity of %s', (_, how) => {
  test('is answered in its own unit', async () => {
    const one = await trained(customers(240, 'value'), how), examples = everyExample(one), metrics = taken(await evaluate(one));
    const answers = await ask(one.model, examples.map(({ sample }) => sample));
    const error = answers.reduce((sum, answer, i) => sum + Math.abs((answer as { value: number }).value - Number(examples[i]!.truth)), 0) / examples.length;
    expect(error).toBeCloseTo(metrics.meanAbsoluteError!, 3);
  });
});

describe('a language model', () => {
  let one: Trained;
  beforeAll(async () => { one = await trained(sentences(), { ...all, model: { kind: 'transformer', layers: 1, width: 16, heads: 2, sequence: 16 } }); });
  const beginning = (text: string, over: object = {}) => ({ kind: 'beginning' as const, text, length: 24, temperature: 0.8, seed: 1, ...over });
  const said = async (...samples: ReturnType<typeof beginning>[]) => (await ask(one.model, samples)).map((answer) => (answer as { text: string }).text);

  test('goes on for so many tokens; the same seed says the same, another one something else', async () => {
    const [first, again, other] = await said(beginning('the cat in'), beginning('the cat in'), beginning('the cat in', { seed: 2 }));
    expect([...first!]).toHaveLength(24);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
  test('at temperature 0 it says the likeliest, whatever the seed and however many are asked together', async () => {
    const [alone] = await said(beginning('a dog', { temperature: 0 }));
    const [short, long] = await said(beginning('a dog', { temperature: 0, seed: 9 }), beginning('two dogs in the old house run 7.\nthe', { temperature: 0, length: 3 }));
    expect(short).toBe(alone);
    expect([...long!]).toHaveLength(3);
  });
  test('what it has never met is left out and named', async () => {
    expect(await ask(one.model, [beginning('the 猫 cat')])).toMatchObject([{ unread: ['猫'] }]);
    expect(one.model.read([beginning('猫猫')])).toMatchObject({ refused: true, code: 'text-unreadable', path: 'samples.0.text' });
  });
});

describe('what does not fit is refused', () => {
  let rows: ServedModel, pictures: ServedModel;
  beforeAll(async () => {
    rows = (await trained(customers(), { ...all, epochs: 1, model: { kind: 'mlp', units: 8 } })).model;
    pictures = (await trained(bars(), { ...all, epochs: 1, model: { kind: 'mlp', units: 8 } })).model;
  });
  const row = (values: Record<string, number | string | null>) => ({ kind: 'row' as const, values });
  test('a column it does not know', () => expect(rows.read([row({ price: 1 }), row({ colour: 'red' })])).toMatchObject({ code: 'column-strange', path: 'samples.1.values.colour' }));
  test('fewer rows than the window of a time series', async () => {
    const { model } = await trained(customers(240, 'value'), { ...all, epochs: 1, model: { kind: 'rnn', units: 4, embedding: 4 }, data: { series: { window: 4, horizon: 1 } } });
    const rowsOf = (count: number) => ({ kind: 'rows' as const, rows: Array.from({ length: count }, () => ({})) });
    expect(model.read([rowsOf(4), rowsOf(3)])).toMatchObject({ code: 'rows-do-not-fit', path: 'samples.1.rows', values: { wanted: 4, found: 3 } });
  });
  test('a word for a number', () => expect(rows.read([row({ price: 'dear' })])).toMatchObject({ code: 'cell-not-a-number', path: 'samples.0.values.price' }));
  test('pixels of another size', () => expect(pictures.read([{ kind: 'pixels', pixels: [1, 2, 3] }])).toMatchObject({ code: 'pixels-do-not-fit', values: { wanted: 64, found: 3 } }));
  test('a file that is no picture', () => expect(pictures.read([{ kind: 'picture', file: 'bm9wZQ==' }])).toMatchObject({ code: 'picture-unreadable' }));
  test('a text for a row', () => expect(rows.read([{ kind: 'text', text: 'hello' }])).toMatchObject({ code: 'sample-does-not-fit', values: { wanted: 'row', found: 'text' } }));
  test('an artifact that is not there, or not one', async () => {
    expect(await openModel({ artifact: join(folder(), 'none'), dataset: nowhere })).toMatchObject({ code: 'artifact-missing' });
    expect(await openModel({ artifact: import.meta.filename, dataset: nowhere })).toMatchObject({ code: 'artifact-damaged' });
  });
  test('a missing cell stands at the mean, a category never met is named', async () => {
    const [all, some] = await rows.answer(taken(rows.read([row({}), row({ plan: 'guild' })])));
    expect(some).toEqual({ ...all, unread: ['guild'] });
  });
});
