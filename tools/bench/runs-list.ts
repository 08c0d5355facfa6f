import type { Figure } from './figure.ts';
import type { RunningApi } from './api-process.ts';

const RUNS = 5000;
const TOGETHER = 8;
const SAMPLES = 60;
/** So long may the first page of five thousand runs take. */
const TARGET_MS = 50;

/** Asks for five thousand runs; nobody trains them. */
async function fill({ ask, company }: Pick<RunningApi, 'ask' | 'company'>): Promise<void> {
  const models = ['cnn', 'lstm', 'mlp', 'transformer'];
  const request = (i: number) => ask('POST', `/api/companies/${company}/training/runs`, { name: `Trial ${i}`, dataset: { dataset: 'dataset-mnistdigits' }, model: { kind: models[i % models.length] }, epochs: 1 + (i % 20), seed: i });
  for (let from = 0; from < RUNS; from += TOGETHER) await Promise.all(Array.from({ length: Math.min(TOGETHER, RUNS - from) }, (_, n) => request(from + n)));
}

/** How long the first page of five thousand runs takes: newest first, and searched and sorted by name. */
export async function runsListFigures(api: Pick<RunningApi, 'ask' | 'company'>): Promise<Figure[]> {
  await fill(api);
  const median = async (query: string) => {
    const taken: number[] = [];
    for (let i = 0; i < SAMPLES; i++) {
      const begun = performance.now();
      await api.ask('GET', `/api/companies/${api.company}/training/runs${query}`);
      taken.push(performance.now() - begun);
    }
    return taken.toSorted((a, b) => a - b)[SAMPLES / 2]!;
  };
  const figure = (name: string, value: number): Figure => ({ name: `api.runs.${name}`, value, unit: `ms, of ${RUNS} runs`, target: TARGET_MS, higherIsBetter: false });
  return [figure('first-page', await median('')), figure('searched-and-sorted', await median('?text=al%2012&sort=name&order=ascending'))];
}
