import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { engineRefusalOf, type EpochMeasure, Evaluation, type StepProgress } from '@capstan/training';
import { beforeAll, expect, test } from 'vitest';
import { bars, customers, folder, sentences, specFor, taken, train, wasm } from '../../test/made-up.ts';
import { readDocuments } from '../data/documents.ts';
import { sha256 } from '../data/hash.ts';
import { readTable } from '../data/table.ts';
import type { Samples } from '../data/prepared.ts';
import { buildModel, type Trainable } from '../models/build.ts';
import { randomAt } from '../random.ts';
import { installWasm } from '../wasm/install.ts';
import * as tf from '../tf.ts';
import { loadCheckpoint } from './checkpoint.ts';
import { evaluate } from './evaluate.ts';
import { trainEpochs } from './epochs.ts';
import { startMeter } from './meter.ts';
import { optimiser } from './optimiser.ts';
import { beginning, type About } from './position.ts';
import { preparedFor } from './prepared-for.ts';
import { trainRun } from './train-run.ts';

beforeAll(installWasm);

const noFullDisk = !existsSync('/dev/full');
const cnn = { kind: 'cnn', filters: 6, dense: 16 } as const;

test('a CNN tells lying bars from standing ones, and a coin cannot', async () => {
  const dir = folder(), outcome = await train(bars(), { model: cnn, epochs: 8, batchSize: 16, learningRate: 0.01 }, { checkpointDir: dir });
  expect(outcome).toMatchObject({ how: 'finished', epochs: 8, code: null, reason: null, baseline: { rule: 'majority' } });
  expect(outcome.metrics!.accuracy).toBeGreaterThan(0.9);
  expect(outcome.baseline!.metrics.accuracy).toBeCloseTo(0.5, 1);
  expect(outcome.mfu).toBeGreaterThan(0);
  expect(outcome.energyKwh).toBeCloseTo((outcome.energy.coreSeconds * 10 * 1.2) / 3.6e6, 15);
  expect(outcome.peakMemoryBytes).toBeGreaterThan(10_000_000);
  const file = readFileSync(join(dir, 'evaluation.json')), evaluation = Evaluation.parse(JSON.parse(file.toString()));
  expect(outcome.evaluation).toMatchObject({ sha256: sha256(file), bytes: file.length, averages: { f1Micro: outcome.metrics!.accuracy, rSquared: null } });
  expect(outcome.evaluation!.averages.rocAuc).toBeGreaterThan(0.95);
  expect(evaluation.curves).toMatchObject([{ class: outcome.metrics!.confusion!.classes[1] }]);
  const { counts, classes } = outcome.metrics!.confusion!;
  for (const { truth, taken, count, shown } of evaluation.examples!) {
    expect(count).toBe(counts[classes.indexOf(truth)]![classes.indexOf(taken)]);
    expect(shown[0]!.picture).toMatchObject({ channels: 1 });
  }
});

test.each(['lstm', 'transformer'] as const)('a %s learns a grammar that a bigram cannot hold', async (kind) => {
  const model = kind === 'lstm' ? { kind, units: 48, embedding: 16, sequence: 32 } : { kind, width: 32, heads: 4, layers: 1, sequence: 32 };
  const outcome = await train(sentences(), { model, epochs: 6, batchSize: 16, learningRate: 0.01 });
  expect(outcome.baseline!.rule).toBe('bigram');
  expect(outcome.metrics!.perplexity!).toBeLessThan(outcome.baseline!.metrics.perplexity! * 0.8);
  expect(outcome.metrics!.accuracy!).toBeGreaterThan(outcome.baseline!.metrics.accuracy!);
  expect(outcome.evaluation).toBeNull();
});

test.each(['lstm', 'transformer'] as const)('a %s sees from a table who leaves', async (kind) => {
  const outcome = await train(customers(), { model: kind === 'lstm' ? { kind, units: 24, embedding: 8 } : { kind, width: 16, heads: 2, layers: 1 }, epochs: 25, batchSize: 16, learningRate: 0.01 });
  expect(outcome.metrics!.f1!).toBeGreaterThan(0.85);
  expect(outcome.metrics!.f1!).toBeGreaterThan(outcome.baseline!.metrics.f1!);
});

test('a quantity is predicted better than by its mean, in its own unit', async () => {
  const outcome = await train(customers(240, 'value'), { model: { kind: 'transformer', width: 16, heads: 2, layers: 1 }, epochs: 25, batchSize: 16, learningRate: 0.01 });
  expect(outcome.baseline!.rule).toBe('mean');
  expect(outcome.metrics).toMatchObject({ task: 'regression', accuracy: null, f1: null, perplexity: null });
  expect(outcome.metrics!.meanSquaredError!).toBeLessThan(outcome.baseline!.metrics.meanSquaredError! / 5);
  expect(outcome.evaluation!.averages.rSquared).toBeGreaterThan(0.8);
});

test.each(['gru', 'transformer'] as const)('a %s tells complaints from praise', async (kind) => {
  const random = randomAt(3, 'reviews'), pick = (all: string[]) => all[Math.floor(random() * all.length)]!;
  const lines = Array.from({ length: 160 }, (_, i) => JSON.stringify({ text: `${pick(['the phone', 'this lamp', 'our chair'])} is ${pick(i % 2 ? ['great', 'lovely', 'solid'] : ['broken', 'awful', 'late'])} no ${i}`, label: i % 2 ? 'praise' : 'complaint' }));
  const model = kind === 'gru' ? { kind, units: 24, embedding: 12, sequence: 32 } : { kind, width: 24, heads: 2, layers: 1, sequence: 32 };
  const outcome = await train(taken(readDocuments(new TextEncoder().encode(lines.join('\n')), true)), { model, epochs: 15, batchSize: 16, learningRate: 0.01 });
  expect(outcome.metrics!.accuracy!).toBeGreaterThan(0.9);
  expect(outcome.baseline!.rule).toBe('majority');
});

test.each(['gru', 'mlp'] as const)('a %s forecasts a wave better than its last value', async (kind) => {
  const dataset = taken(readTable(new TextEncoder().encode(`noise,wave\n${Array.from({ length: 400 }, (_, i) => `${(i * 7919) % 13},${(10 * Math.sin(i / 3)).toFixed(3)}`).join('\n')}`), null, true));
  const rest = { epochs: 8, batchSize: 16, learningRate: 0.01, data: { series: { window: 12, horizon: 3 } } };
  const outcome = await train(dataset, { ...rest, model: kind === 'gru' ? { kind, units: 24, embedding: 8 } : { kind, units: 32, dropout: 0 } });
  expect(outcome.baseline!.rule).toBe('last-value');
  expect(outcome.metrics!.meanAbsoluteError!).toBeLessThan(outcome.baseline!.metrics.meanAbsoluteError! / 2);
});

test('perplexity is per character whatever the tokens: byte pairs and characters compare', async () => {
  const model = { kind: 'baseline', rule: 'unigram' } as const, text = sentences();
  const [characters, pairs] = [await train(text, { model }), await train(text, { model, data: { tokens: { kind: 'bpe', vocabulary: 200 } } })];
  expect(pairs.metrics!.loss).toBeGreaterThan(characters.metrics!.loss);
  expect(pairs.metrics!.perplexity!).toBeLessThan(characters.metrics!.perplexity!);
  expect(characters.metrics!.perplexity!).toBeCloseTo(Math.exp(characters.metrics!.loss), 9);
});

test('a baseline is a model like the others', async () => {
  const unigram = await train(sentences(), { model: { kind: 'baseline', rule: 'unigram' } });
  expect(unigram).toMatchObject({ how: 'finished', parameters: 0, flops: 0, mfu: null, artifact: null, baseline: { rule: 'bigram' } });
  expect(unigram.metrics!.perplexity!).toBeGreaterThan(unigram.baseline!.metrics.perplexity!);
});

test('each rule stands for its own kind of data', async () => {
  const answer = async (dataset: ReturnType<typeof customers> | ReturnType<typeof bars>, rule: 'bigram' | 'mean' | 'last-value' | 'majority') =>
    trainRun({ spec: specFor(dataset, { model: { kind: 'baseline', rule } }), dataset, backend: wasm, checkpointDir: folder() });
  expect(await answer(customers(240, 'value'), 'last-value')).toMatchObject({ metrics: { task: 'regression' } });
  expect(await answer(customers(240, 'value'), 'majority')).toMatchObject({ code: 'model-does-not-fit' });
  expect(await answer(customers(), 'mean')).toMatchObject({ code: 'model-does-not-fit' });
  expect(await answer(bars(), 'bigram')).toMatchObject({ code: 'model-does-not-fit' });
});

test('a CNN for a text and data that changed are refused', async () => {
  const text = sentences(60);
  expect(await trainRun({ spec: specFor(text, { model: cnn }), dataset: text, backend: wasm, checkpointDir: folder() })).toMatchObject({ code: 'model-does-not-fit' });
  expect(await trainRun({ spec: specFor(bars(40), { model: cnn }), dataset: bars(), backend: wasm, checkpointDir: folder() })).toMatchObject({ code: 'dataset-changed' });
});

test('an abort ends a long run at the next step, with what it had learned', async () => {
  const stop = new AbortController(), told: StepProgress[] = [], dir = folder();
  const outcome = await train(sentences(2000), { model: { kind: 'lstm', units: 96, sequence: 64 }, epochs: 1000 }, {
    checkpointDir: dir, signal: stop.signal, onStep: (step) => { told.push(step); stop.abort(); },
  });
  const { position } = (await loadCheckpoint<About>(join(dir, 'last.ckpt')))!.about;
  expect([position.epoch + 1, position.step]).toEqual([told[0]!.epoch, told[0]!.step]);
  expect(outcome).toMatchObject({ how: 'stopped', code: null });
  expect(outcome.flops).toBeGreaterThan(0);
});

test('a run that was stopped is judged by its best weights, as far as there is time for it', async () => {
  const stopped = async (judgeStoppedMs: number) => {
    const stop = new AbortController();
    return train(customers(), { model: { kind: 'mlp', units: 8 }, epochs: 1000 }, { signal: stop.signal, judgeStoppedMs, onEpoch: ({ epoch }) => { if (epoch === 2) stop.abort(); } });
  };
  const outcome = await stopped(Infinity);
  expect(outcome.how).toBe('stopped');
  expect(outcome.evaluation!.averages.f1Micro).toBe(outcome.metrics!.accuracy);
  expect(await stopped(-1)).toMatchObject({ how: 'stopped', evaluation: null, bestEpoch: outcome.bestEpoch, metrics: outcome.metrics });
});

test('Huber is told what it minimised, and a loss that does not fit is refused', async () => {
  const rest = { model: { kind: 'mlp', units: 16 }, epochs: 12, learningRate: 0.01 } as const, dataset = customers(240, 'value');
  const outcome = await train(dataset, { ...rest, loss: { kind: 'huber', delta: 0.5 } });
  expect(outcome.metrics!.meanAbsoluteError!).toBeLessThan(outcome.baseline!.metrics.meanAbsoluteError! / 3);
  expect(outcome.metrics!.loss).toBeLessThan(outcome.baseline!.metrics.loss);
  const wrong = specFor(dataset, { ...rest, loss: { kind: 'cross-entropy' } });
  expect(await trainRun({ spec: wrong, dataset, backend: wasm, checkpointDir: folder() })).toMatchObject({ code: 'loss-does-not-fit' });
});

test('a model that does not fit into memory is refused before anything is allocated', async () => {
  const dataset = sentences(60), spec = specFor(dataset, { model: { kind: 'transformer', width: 512, layers: 8, heads: 16, sequence: 256 }, batchSize: 1024 });
  expect(await trainRun({ spec, dataset, backend: wasm, checkpointDir: folder() })).toMatchObject({ code: 'memory-too-small', values: { limit: 1500 } });
});

/** Training whose batches of one part turn to nothing from the seventh on. */
async function poisoned(part: 'train' | 'validation') {
  const dataset = bars(), spec = specFor(dataset, { model: cnn, epochs: 5 });
  const prepared = taken(preparedFor(spec, dataset)), model = taken(buildModel(spec.model as Trainable, prepared, 1)), memory = optimiser(spec.optimiser, model.parameters.all);
  const sound = prepared[part];
  let batches = 0;
  const spoilt: Samples = { ...sound, batch: (samples, step) => {
    const batch = sound.batch(samples, step);
    if (++batches === (part === 'train' ? 7 : 2)) batch.inputs.fill(NaN);
    return batch;
  } };
  const position = beginning(), order = { spec, dataset, backend: wasm, checkpointDir: folder() };
  const ending = await trainEpochs({ order, prepared: { ...prepared, [part]: spoilt }, model, optimiser: memory, position, used: startMeter() });
  model.parameters.dispose();
  memory.dispose();
  if (ending.how !== 'failed') throw new Error(`it ended ${ending.how}`);
  return { code: ending.code, position, why: engineRefusalOf(ending.reason) };
}

test('a loss that is not a number stops the run, says where, and keeps what was good before', async () => {
  const { code, position, why } = await poisoned('train');
  expect([code, why]).toEqual(['not-a-number', { code: 'not-a-number-at-step', values: { epoch: '2', step: '3' } }]);
  expect(position.best).toMatchObject({ epoch: 1, metrics: { task: 'classification' } });
});

test('so does one that is none only where the model is judged', async () => {
  const { code, position, why } = await poisoned('validation');
  expect([code, why]).toEqual(['not-a-number', { code: 'not-a-number-validating', values: { epoch: '2' } }]);
  expect(position).toMatchObject({ epoch: 1, best: { epoch: 1 } });
});

test.skipIf(noFullDisk)(`a disk that fills while a checkpoint is written stops the run with that reason and leaves the one before whole${noFullDisk ? ' (skipped: this system has no /dev/full)' : ''}`, async () => {
  const dir = folder();
  const onEpoch = ({ epoch }: EpochMeasure): void => { if (epoch === 3) symlinkSync('/dev/full', join(dir, 'last.ckpt.new')); };
  const outcome = await train(bars(60), { model: cnn, epochs: 5, batchSize: 16 }, { checkpointDir: dir, onEpoch });
  expect(outcome).toMatchObject({ how: 'failed', code: 'disk-full', reason: 'The disk was full when a checkpoint was to be written, after 3 epochs.' });
  expect((await loadCheckpoint<About>(join(dir, 'last.ckpt')))!.about.position.epoch).toBe(2);
  expect(outcome.metrics).not.toBeNull();
});

test('an early stop keeps the best weights, and they can be evaluated again from the artifact', async () => {
  const dir = folder(), measures: EpochMeasure[] = [], dataset = bars(60);
  const outcome = await train(dataset, { model: { ...cnn, dropout: 0 }, epochs: 200, patience: 2, learningRate: 0.02, batchSize: 8 }, { checkpointDir: dir, onEpoch: (m) => void measures.push(m) });
  expect(outcome.how).toBe('early-stopped');
  const best = measures.reduce((a, b) => (b.validationLoss < a.validationLoss ? b : a));
  expect(outcome).toMatchObject({ bestEpoch: best.epoch, epochs: best.epoch + 2, metrics: { loss: best.validationLoss } });
  const again = taken(await evaluate({ artifact: join(dir, 'best.ckpt'), dataset }));
  expect(again).toEqual(outcome.metrics);
});

test('measures come in order, progress at most once a second', async () => {
  const measures: EpochMeasure[] = [], progress: { at: number; step: StepProgress }[] = [];
  const outcome = await train(sentences(1000), { model: { kind: 'lstm', units: 32, sequence: 64 }, epochs: 3 }, { onEpoch: (m) => void measures.push(m), onStep: (step) => void progress.push({ at: performance.now(), step }) });
  expect(measures.map((m) => m.epoch)).toEqual([1, 2, 3]);
  expect(measures.every((m, i) => i === 0 || (m.flops > measures[i - 1]!.flops && m.seconds > measures[i - 1]!.seconds))).toBe(true);
  expect(progress.every(({ at }, i) => i === 0 || at - progress[i - 1]!.at > 990)).toBe(true);
  expect(outcome.flops).toBe(measures[2]!.flops);
});

test('a run leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  await train(bars(40), { model: cnn, epochs: 1 });
  expect(tf.memory().numTensors).toBe(before);
});
