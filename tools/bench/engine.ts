import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal } from '@capstan/kernel';
import { calibrate, chooseBackend, loadDataset, practice, trainRun } from '@capstan/ml';
import { type BackendChoice, RunSpec } from '@capstan/training';
import type { Figure } from './figure.ts';
import { type Pytorch, startPytorch } from './pytorch.ts';

type Model = Parameters<typeof practice>[0];

const BATCH = 32;
const STEPS = 40;
/** Steps that are not counted: the first compile and fill caches, on both sides. */
const WARM_UP = 3;
/** Steps are as good as the best of them: other work on the machine only makes them slower. */
const quickest = (times: readonly number[]): number => Math.min(...times);
/** Of two that took turns, how many times the one took of the other: in the middle of all rounds, for what is in the way of a round is in the way of both. */
const timesOf = (ours: readonly number[], theirs: readonly number[]): number => ours.map((one, i) => one / theirs[i]!).toSorted((a, b) => a - b)[Math.floor(ours.length / 2)]!;

/** tfjs' `cpu` needs minutes for a batch of pictures: fewer samples, and the time is scaled. */
const onCpu: Record<Model, { samples: number; speedup: number }> = { cnn: { samples: 1, speedup: 1000 }, lstm: { samples: 32, speedup: 20 }, transformer: { samples: 8, speedup: 20 } };
/** Of what our own products reach; what is lost goes to unfolding pictures, gates and norms. */
const SHARE_OF_PRODUCTS = 0.4;
/** Of the fastest product that was measured on one core of this machine, whoever computed it. */
const shareOfCeiling: Record<Model, number> = { cnn: 0.2, lstm: 0.15, transformer: 0.15 };
const TIMES_PYTORCH = 1.5;

const figure = (name: string, value: number, unit: string, target: number | null = null, higherIsBetter = true): Figure => ({ name: `engine.${name}`, value, unit, target, higherIsBetter });

interface Rounds { samples: number; count: number; warmUp: number }
interface Steps { ours: number[]; theirs: number[]; products: number[]; flops: number }

/** Our steps and, where it is there, PyTorch's in turns: what else the machine does is in the way of both. */
async function stepsOf(model: Model, { samples, count, warmUp }: Rounds, pytorch?: Pytorch): Promise<Steps> {
  const at = practice(model, samples), steps: Steps = { ours: [], theirs: [], products: [], flops: 0 };
  for (let i = -warmUp; i < count; i++) {
    const { milliseconds, flops } = await at.step(), theirs = await pytorch?.measure(model), product = await pytorch?.measure('product');
    if (i < 0) continue;
    steps.ours.push(milliseconds);
    steps.flops = flops;
    if (theirs !== undefined) steps.theirs.push(theirs);
    if (product !== undefined) steps.products.push(product);
  }
  at.end();
  return steps;
}

async function ours(model: Model, pytorch?: Pytorch): Promise<{ milliseconds: number; figures: Figure[] }> {
  const { ours: times, theirs, products, flops } = await stepsOf(model, { samples: BATCH, count: STEPS, warmUp: WARM_UP }, pytorch);
  const milliseconds = quickest(times), rate = flops / milliseconds / 1e6, own = await calibrate(0.5), ceiling = Math.max(own, ...products);
  const figures = [
    figure(`${model}.step`, milliseconds, 'ms', null, false), figure(`${model}.rate`, rate, 'GFLOP/s'), figure(`${model}.share-of-products`, rate / own, '', SHARE_OF_PRODUCTS),
    figure(`${model}.ceiling`, ceiling, 'GFLOP/s'), figure(`${model}.share-of-ceiling`, rate / ceiling, '', shareOfCeiling[model]),
  ];
  if (pytorch) figures.push(figure(`${model}.pytorch-step`, quickest(theirs), 'ms', null, false), figure(`${model}.times-pytorch`, timesOf(times, theirs), '×', TIMES_PYTORCH, false));
  return { milliseconds, figures };
}

async function digits(backend: BackendChoice): Promise<Figure[]> {
  const start = performance.now();
  const dataset = await loadDataset({ source: 'digits' });
  if (isRefusal(dataset)) throw new Error(dataset.message);
  const checkpointDir = mkdtempSync(join(tmpdir(), 'capstan-bench-digits-'));
  const spec = RunSpec.parse({ dataset: { dataset: 'digits', hash: dataset.hash, kind: dataset.kind }, model: { kind: 'cnn' } });
  const outcome = await trainRun({ spec, dataset, backend, checkpointDir });
  rmSync(checkpointDir, { recursive: true });
  if (isRefusal(outcome) || !outcome.metrics) throw new Error('the digits were not learned');
  return [figure('digits.seconds', (performance.now() - start) / 1000, 's', 60, false), figure('digits.accuracy', outcome.metrics.accuracy ?? 0, '', 0.95)];
}

/**
 * Training steps of the article's CNN, an LSTM and a Transformer at batch 32 with our own kernels, which compute on one thread, against
 * PyTorch on one thread, the fastest product measured and tfjs' `cpu`; the digits from file to 95 %.
 */
export async function run(): Promise<Figure[]> {
  const backend = await chooseBackend({ prefer: 'wasm' });
  const models: Model[] = ['cnn', 'lstm', 'transformer'];
  const figures = [figure('products', backend.gflops, 'GFLOP/s'), ...(await digits(backend))];
  const milliseconds = new Map<Model, number>(), pytorch = await startPytorch();
  for (const model of models) {
    const measured = await ours(model, pytorch);
    milliseconds.set(model, measured.milliseconds);
    figures.push(...measured.figures);
  }
  pytorch?.end();
  await chooseBackend({ prefer: 'cpu', calibrate: 0 });
  for (const model of models) {
    const { samples, speedup } = onCpu[model];
    const plain = quickest((await stepsOf(model, { samples, count: 1, warmUp: 0 })).ours) * (BATCH / samples);
    figures.push(figure(`${model}.times-faster-than-tfjs-cpu`, plain / milliseconds.get(model)!, '×', speedup));
  }
  return figures;
}
