import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal } from '@capstan/kernel';
import { RunSpec, type BackendChoice, type RunOutcome, type RunSpecInput } from '@capstan/training';
import type { Dataset, Images, Table, Text } from '../src/data/dataset.ts';
import { sha256 } from '../src/data/hash.ts';
import { readTable } from '../src/data/table.ts';
import { readText } from '../src/data/text.ts';
import type { TrainingOrder } from '../src/engine.ts';
import { randomAt } from '../src/random.ts';
import { trainRun } from '../src/run/train-run.ts';

export function taken<T>(value: T): Exclude<T, { refused: true }> {
  if (isRefusal(value)) throw new Error(`${value.code}: ${value.message}`);
  return value as Exclude<T, { refused: true }>;
}

/** Pictures of 8 × 8 with a bright bar, lying or standing, in noise. */
export function bars(n = 160): Images {
  const random = randomAt(11, 'bars'), pixels = new Uint8Array(n * 64), labels = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    labels[i] = i % 2;
    const at = Math.floor(random() * 8);
    for (let p = 0; p < 64; p++) pixels[i * 64 + p] = Math.floor(random() * 90) + ((labels[i] ? p % 8 : p >> 3) === at ? 150 : 0);
  }
  return { kind: 'images', task: 'classification', shape: [8, 8, 1], classes: ['lying', 'standing'], pixels, labels, hash: sha256(pixels), bytes: pixels.length, synthetic: true };
}

/** Sentences with a grammar that a bigram cannot hold: a verb agrees with a subject several words before. */
export function sentences(n = 400): Text {
  const random = randomAt(12, 'sentences'), pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const lines = Array.from({ length: n }, (_, i) => {
    const [subject, verb] = pick([['the cat', 'sleeps'], ['the cats', 'sleep'], ['a dog', 'runs'], ['two dogs', 'run']] as const);
    return `${subject} in the ${pick(['big', 'old', 'red', 'new'])} ${pick(['house', 'garden', 'street'])} ${verb} ${i % 97}.`;
  });
  return taken(readText(new TextEncoder().encode(lines.join('\n')), true));
}

/** Customers who leave when they pay much and use little. */
export function customers(n = 240, label: 'left' | 'value' = 'left'): Table {
  const random = randomAt(13, 'customers');
  const rows = Array.from({ length: n }, () => {
    const [price, hours] = [Math.round(random() * 1000) / 10, Math.round(random() * 400) / 10];
    return { price, hours, plan: ['free', 'team', 'firm'][Math.floor(random() * 3)]!, left: price - 2 * hours > 10 ? 'yes' : 'no', value: (3 * price + hours + random()).toFixed(2) };
  });
  return taken(readTable(new TextEncoder().encode(`price,hours,plan,${label}\n${rows.map((r) => [r.price, r.hours, r.plan, r[label]].join()).join('\n')}`), label, true));
}

export const wasm: BackendChoice = { name: 'wasm', reason: 'a test', tried: [], gflops: 40 };
export const folder = (): string => mkdtempSync(join(tmpdir(), 'capstan-run-'));

export const specFor = (dataset: Dataset, rest: Omit<RunSpecInput, 'dataset'>): RunSpec => RunSpec.parse({ dataset: { dataset: 'made-up', hash: dataset.hash, kind: dataset.kind }, ...rest });

export const train = async (dataset: Dataset, rest: Omit<RunSpecInput, 'dataset'>, order: Partial<TrainingOrder> = {}): Promise<RunOutcome> =>
  taken(await trainRun({ spec: specFor(dataset, rest), dataset, backend: wasm, checkpointDir: folder(), ...order }));

/** Long enough to be killed a few times on the way. */
export const killable = { model: { kind: 'cnn', filters: 4, dense: 16, dropout: 0.3 }, epochs: 8, batchSize: 4 } as const satisfies Omit<RunSpecInput, 'dataset'>;
