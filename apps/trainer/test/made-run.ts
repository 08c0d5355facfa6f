// Trains tiny models on the table in a data folder and prints their outcomes, an object by kind of model: for tests of what comes after training.
// node made-run.ts <data folder> <hash of the table> <kind of model> …
import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRefusal } from '@capstan/kernel';
import { installWasm, loadDataset, trainRun } from '@capstan/ml';
import { type BackendChoice, RunSpec } from '@capstan/training';
import { codeVersion } from '../src/code-version.ts';

const [data, hash, ...kinds] = process.argv.slice(2) as [string, string, ...('mlp' | 'gru')[]];
const backend: BackendChoice = { name: 'wasm', reason: 'a test', tried: [], gflops: 1 };

function taken<T>(value: T): Exclude<T, { refused: true }> {
  if (isRefusal(value)) throw new Error(value.message);
  return value as Exclude<T, { refused: true }>;
}

await installWasm();
const dataset = taken(await loadDataset({ source: 'table', path: join(data, 'datasets', hash), label: null }));
const artifacts = join(data, 'artifacts'), outcomes: Record<string, unknown> = {};
mkdirSync(artifacts, { recursive: true });
for (const kind of kinds) {
  const model = kind === 'mlp' ? { kind, units: 64 } : { kind, units: 8, embedding: 4 }, checkpointDir = mkdtempSync(join(tmpdir(), 'capstan-made-'));
  const spec = RunSpec.parse({ dataset: { dataset: 'dataset-customers1', hash, kind: 'table' }, model, epochs: 3, batchSize: 16 });
  const outcome = taken(await trainRun({ spec, dataset, backend, checkpointDir, code: await codeVersion() }));
  copyFileSync(join(checkpointDir, 'best.ckpt'), join(artifacts, outcome.artifact!.sha256));
  outcomes[kind] = outcome;
}
console.log(JSON.stringify(outcomes));
