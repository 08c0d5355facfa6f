import { copyFileSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EpochMeasure } from '@capstan/training';
import { beforeAll, describe, expect, test } from 'vitest';
import { bars, customers, folder, sentences, specFor, train, wasm } from '../../test/made-up.ts';
import { sha256 } from '../data/hash.ts';
import { installWasm } from '../wasm/install.ts';
import { loadCheckpoint } from './checkpoint.ts';
import type { About } from './position.ts';
import { trainRun } from './train-run.ts';

beforeAll(installWasm);

const cases = [
  ['CNN', bars(), { model: { kind: 'cnn', filters: 4, dense: 16, dropout: 0.3 }, epochs: 3 }],
  ['LSTM', sentences(120), { model: { kind: 'lstm', units: 12, embedding: 8, sequence: 24, dropout: 0.2, layers: 2 }, epochs: 3 }],
  ['Transformer', customers(), { model: { kind: 'transformer', width: 16, heads: 2, layers: 1, dropout: 0.2 }, epochs: 3 }],
  ['CNN with momentum', bars(), { model: { kind: 'cnn', filters: 4, dense: 16, dropout: 0.3 }, epochs: 3, optimiser: { kind: 'sgd' } }],
  ['MLP with plain gradient descent', bars(), { model: { kind: 'mlp', units: 16 }, epochs: 3, optimiser: { kind: 'sgd', momentum: 0, weightDecay: 0.01 }, schedule: { kind: 'step', every: 1 } }],
  ['ResNet with AdamW, a cosine, warm-up and clipping', bars(), { model: { kind: 'resnet', filters: 4, dropout: 0.2 }, epochs: 3, optimiser: { kind: 'adamw' }, schedule: { kind: 'cosine' }, warmup: 7, clip: 0.5 }],
  ['GRU', sentences(120), { model: { kind: 'gru', units: 12, embedding: 8, sequence: 24, dropout: 0.2 }, epochs: 3 }],
  ['CNN on pictures that are changed each time', bars(), { model: { kind: 'cnn', filters: 4, dense: 16 }, epochs: 3, data: { augmentation: { flip: true, shift: 1, rotate: 10, noise: 0.05 } } }],
  ['LSTM on byte pairs', sentences(200), { model: { kind: 'lstm', units: 12, embedding: 8, sequence: 16 }, epochs: 3, data: { tokens: { kind: 'bpe', vocabulary: 80 } } }],
  ['RNN with Huber', customers(240, 'value'), { model: { kind: 'rnn', units: 12, embedding: 8 }, epochs: 3, loss: { kind: 'huber' } }],
  ['MLP that stops early', bars(60), { model: { kind: 'mlp', units: 16 }, epochs: 60, batchSize: 4, patience: 2, learningRate: 0.02 }],
] as const;

const weights = async (dir: string): Promise<Buffer[]> => [...(await loadCheckpoint<About>(join(dir, 'last.ckpt')))!.tensors.values()].map((t) => Buffer.from(t.buffer, t.byteOffset, t.byteLength));
const measured = (measures: EpochMeasure[]) => measures.map(({ epoch, step, trainLoss, validationLoss, trainAccuracy, best }) => ({ epoch, step, trainLoss, validationLoss, trainAccuracy, best }));

describe.each(cases)('%s', (_, dataset, how) => {
  test('stopped in the middle of an epoch and resumed it ends bit for bit where an uninterrupted run ends', async () => {
    const [whole, broken] = [folder(), folder()], [through, resumed]: [EpochMeasure[], EpochMeasure[]] = [[], []];
    const spec = { batchSize: 16, ...how } as Parameters<typeof train>[1];
    const first = await train(dataset, spec, { checkpointDir: whole, onEpoch: (m) => void through.push(m) });
    let [stops, outcome] = [0, first];
    do {
      let looks = 0;
      const limit = 5 + 4 * stops, signal = new Proxy(new AbortController().signal, { get: (inside, key) => (key === 'aborted' ? ++looks > limit : Reflect.get(inside, key)) });
      outcome = await train(dataset, spec, { checkpointDir: broken, resume: true, signal, onEpoch: (m) => void resumed.push(m) });
    } while (outcome.how === 'stopped' && ++stops);
    expect({ ...outcome.metrics, best: outcome.bestEpoch }).toEqual({ ...first.metrics, best: first.bestEpoch });
    expect(outcome.how).toBe('patience' in how ? 'early-stopped' : 'finished');
    expect(stops).toBeGreaterThan(1);
    expect(measured(resumed)).toEqual(measured(through));
    expect(await weights(broken)).toEqual(await weights(whole));
  });
});

test('a run that dies between the measure of an epoch and its checkpoint measures that epoch again', async () => {
  const [whole, broken] = [folder(), folder()], [through, said]: [EpochMeasure[], EpochMeasure[]] = [[], []];
  const how = { model: { kind: 'cnn', filters: 4, dense: 8 }, epochs: 3 } as const;
  await train(bars(), how, { checkpointDir: whole, onEpoch: (m) => void through.push(m) });
  const dies = (m: EpochMeasure) => { said.push(m); if (m.epoch === 2) throw new Error('killed'); };
  await expect(train(bars(), how, { checkpointDir: broken, onEpoch: dies })).rejects.toThrow('killed');
  await train(bars(), how, { checkpointDir: broken, resume: true, onEpoch: (m) => void said.push(m) });
  expect(said.map(({ epoch }) => epoch)).toEqual([1, 2, 2, 3]);
  expect(measured(said.toSpliced(1, 1))).toEqual(measured(through));
});

test('a run that had ended says the same again without training', async () => {
  const dir = folder(), how = { model: { kind: 'cnn', filters: 4, dense: 8 }, epochs: 2 } as const;
  const [first, again] = [await train(bars(), how, { checkpointDir: dir }), await train(bars(), how, { checkpointDir: dir, resume: true })];
  expect(again).toMatchObject({ how: 'finished', epochs: 2, metrics: first.metrics, artifact: first.artifact, flops: first.flops });
});

test('a checkpoint of another spec is refused', async () => {
  const dir = folder(), dataset = bars();
  await train(dataset, { model: { kind: 'cnn', filters: 4, dense: 8 }, epochs: 1 }, { checkpointDir: dir });
  const spec = specFor(dataset, { model: { kind: 'cnn', filters: 4, dense: 8 }, epochs: 2 });
  expect(await trainRun({ spec, dataset, backend: wasm, checkpointDir: dir, resume: true })).toMatchObject({ code: 'checkpoint-of-another-run' });
});

test('a checkpoint that was damaged is not taken for one', async () => {
  const dir = folder(), how = { model: { kind: 'cnn', filters: 4, dense: 8 }, epochs: 1 } as const;
  await train(bars(), how, { checkpointDir: dir });
  const path = join(dir, 'last.ckpt'), whole = readFileSync(path);
  for (const cut of [whole.subarray(0, 6), whole.subarray(0, whole.length - 5), Buffer.concat([whole.subarray(0, whole.length - 1), Buffer.of(whole[whole.length - 1]! ^ 1)])]) {
    writeFileSync(path, cut);
    await expect(loadCheckpoint(path)).rejects.toThrow(/not a checkpoint|content has changed/);
    expect(await trainRun({ spec: specFor(bars(), how), dataset: bars(), backend: wasm, checkpointDir: dir, resume: true })).toMatchObject({ code: 'checkpoint-damaged' });
  }
});

test('a half-written file beside a checkpoint changes nothing', async () => {
  const dir = folder(), how = { model: { kind: 'cnn', filters: 4, dense: 8 }, epochs: 2 } as const;
  const first = await train(bars(), how, { checkpointDir: dir });
  expect(readdirSync(dir).sort()).toEqual(['best.ckpt', 'evaluation.json', 'last.ckpt']);
  copyFileSync(join(dir, 'best.ckpt'), join(dir, 'last.ckpt.new'));
  expect((await train(bars(), how, { checkpointDir: dir, resume: true })).metrics).toEqual(first.metrics);
});

test('a run that dies after it wrote better weights and before the position that names them keeps those that the position names', async () => {
  const dir = folder(), how = { model: { kind: 'cnn', filters: 4, dense: 8 }, epochs: 8, learningRate: 0.01 } as const;
  const dies = ({ epoch, best }: EpochMeasure) => { if (epoch > 1 && best) throw new Error('killed'); };
  await expect(train(bars(), how, { checkpointDir: dir, onEpoch: dies })).rejects.toThrow('killed');
  const named = (await loadCheckpoint<About>(join(dir, 'last.ckpt')))!.about.position.best!;
  const outcome = await train(bars(), how, { checkpointDir: dir, resume: true, signal: AbortSignal.abort() });
  expect(outcome).toMatchObject({ how: 'stopped', bestEpoch: named.epoch, artifact: named.artifact });
  expect(sha256(readFileSync(join(dir, 'best.ckpt')))).toBe(named.artifact.sha256);
  expect(readdirSync(dir).sort()).toEqual(['best.ckpt', 'last.ckpt']);
});

test('a run that dies once the position is saved, before the better weights stand in their place, has them', async () => {
  const dir = folder(), how = { model: { kind: 'cnn', filters: 4, dense: 8 }, epochs: 2 } as const;
  const first = await train(bars(), how, { checkpointDir: dir });
  renameSync(join(dir, 'best.ckpt'), join(dir, 'best.next.ckpt'));
  expect(await train(bars(), how, { checkpointDir: dir, resume: true })).toMatchObject({ artifact: first.artifact, evaluation: first.evaluation });
  expect(sha256(readFileSync(join(dir, 'best.ckpt')))).toBe(first.artifact!.sha256);
});
