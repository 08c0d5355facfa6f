import { type RunningApi, startApi } from './api-process.ts';
import type { Figure } from './figure.ts';
import { runsListFigures } from './runs-list.ts';
import { startTrainingLoad } from './training-load.ts';

const WARM_UP = 100;
const SAMPLES = 600;
/** A pause between requests: people click, they do not flood. */
const PAUSE_MS = 2;

const rest = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
const quantile = (sorted: readonly number[], q: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))]!;

/** Milliseconds of each of so many requests, one after the other, sorted. */
async function latencies(ask: (i: number) => Promise<unknown>, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) {
    const begun = performance.now();
    await ask(i);
    taken.push(performance.now() - begun);
    await rest(PAUSE_MS);
  }
  return taken.sort((a, b) => a - b);
}

/** What a page asks, and what a form sends. */
function requests({ ask, company }: RunningApi) {
  const base = `/api/companies/${company}/compute`;
  return {
    read: () => ask('GET', `${base}/spend`),
    write: (i: number) => ask('POST', `${base}/spend`, { on: `2026-${String(1 + (i % 9)).padStart(2, '0')}-15`, provider: 'Lambda', purpose: 'training', description: `bench ${i}`, amount: { amount: 10_000 + i, currency: 'EUR' } }),
  };
}

/** Latency of the API over HTTP, idle and beside a training run, and what the run adds to the slowest in a hundred. */
export async function run(): Promise<Figure[]> {
  const running = await startApi();
  try {
    const { read, write } = requests(running);
    await latencies(write, WARM_UP);
    await latencies(read, WARM_UP);
    const idle = { read: await latencies(read, SAMPLES), write: await latencies(write, SAMPLES) };
    const load = await startTrainingLoad(running);
    const busy = { read: await latencies(read, SAMPLES), write: await latencies(write, SAMPLES) };
    await load.stop();
    const lists = await runsListFigures(running);
    return [...lists, { name: 'api.start', value: running.startMs, unit: 'ms', target: 1000, higherIsBetter: false }, ...(['read', 'write'] as const).flatMap((kind) => figures(`api.${kind}`, idle[kind], busy[kind]))];
  } finally {
    await running.stop();
  }
}

function figures(what: string, idle: readonly number[], busy: readonly number[]): Figure[] {
  const at = (name: string, value: number, target: number | null = null, unit = 'ms'): Figure => ({ name: `${what}.${name}`, value, unit, target, higherIsBetter: false });
  const [slowIdle, slowBusy] = [quantile(idle, 0.99), quantile(busy, 0.99)];
  return [
    at('p50.idle', quantile(idle, 0.5)), at('p99.idle', slowIdle), at('p50.training', quantile(busy, 0.5)), at('p99.training', slowBusy),
    at('p99.training-to-idle', slowBusy / slowIdle, 2, '×'),
  ];
}
