import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal } from '@capstan/kernel';
import { calibrate, chooseBackend, loadDataset, practice, trainRun } from '@capstan/ml';
import { type BackendChoice, RunSpec } from '@capstan/training';
import type { Figure } from './figure.ts';

type Model = Parameters<typeof practice>[0];

const BATCH = 32;
const STEPS = 15;
/** Steps are as good as the best of them: other work on the machine only makes them slower. */
const quickest = (times: readonly number[]): number => Math.min(...times);

/** tfjs' `cpu` needs minutes for a batch of pictures: fewer samples, and the time is scaled. */
const onCpu: Record<Model, { samples: number; speedup: number }> = { cnn: { samples: 1, speedup: 1000 }, lstm: { samples: 32, speedup: 20 }, transformer: { samples: 8, speedup: 20 } };
/** Of the ceiling; what is lost goes to unfolding pictures, gates and norms. */
const SHARE_OF_CEILING = 0.4;

const figure = (name: string, value: number, unit: string, target: number | null = null, higherIsBetter = true): Figure => ({ name: `engine.${name}`, value, unit, target, higherIsBetter });

async function stepsOf(model: Model, samples: number, count: number): Promise<{ milliseconds: number; flops: number }> {
  const at = practice(model, samples), times: number[] = [];
  let flops = 0;
  for (let i = 0; i < count; i++) {
    const step = await at.step();
    times.push(step.milliseconds);
    flops = step.flops;
  }
  at.end();
  return { milliseconds: quickest(times), flops };
}

async function ours(model: Model): Promise<{ milliseconds: number; figures: Figure[] }> {
  const { milliseconds, flops } = await stepsOf(model, BATCH, STEPS);
  const rate = flops / milliseconds / 1e6, ceiling = await calibrate(0.5);
  return { milliseconds, figures: [figure(`${model}.step`, milliseconds, 'ms', null, false), figure(`${model}.rate`, rate, 'GFLOP/s'), figure(`${model}.share-of-ceiling`, rate / ceiling, '', SHARE_OF_CEILING)] };
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

/** Training steps of the article's CNN, an LSTM and a Transformer at batch 32, against tfjs' `cpu` and the ceiling; the digits from file to 95 %. */
export async function run(): Promise<Figure[]> {
  const backend = await chooseBackend();
  const models: Model[] = ['cnn', 'lstm', 'transformer'];
  const figures = [figure('ceiling', backend.gflops, 'GFLOP/s'), ...(await digits(backend))];
  const milliseconds = new Map<Model, number>();
  for (const model of models) {
    const measured = await ours(model);
    milliseconds.set(model, measured.milliseconds);
    figures.push(...measured.figures);
  }
  await chooseBackend({ prefer: 'cpu', calibrate: 0 });
  for (const model of models) {
    const { samples, speedup } = onCpu[model];
    const plain = (await stepsOf(model, samples, 1)).milliseconds * (BATCH / samples);
    figures.push(figure(`${model}.times-faster-than-tfjs-cpu`, plain / milliseconds.get(model)!, '×', speedup));
  }
  return figures;
}
