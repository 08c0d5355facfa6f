import { tmpdir } from 'node:os';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setPriority } from 'node:os';
import { chooseBackend, loadDataset, trainRun } from '@capstan/ml';
import { RunSpec } from '@capstan/training';

/** Trains the digits network over and over, as low in priority as a real run's process, until it is killed. Says `training` at the first step. */
setPriority(12);
const dataset = await loadDataset({ source: 'digits' });
if ('refused' in dataset) throw new Error(dataset.message);
const backend = await chooseBackend({ calibrate: 0.2 });
const spec = RunSpec.parse({ dataset: { dataset: 'digits', hash: dataset.hash, kind: dataset.kind }, model: { kind: 'cnn' }, epochs: 1000, patience: 100 });
const checkpointDir = mkdtempSync(join(tmpdir(), 'capstan-bench-run-'));
let said = false;
await trainRun({ spec, dataset, backend, checkpointDir, checkpointEvery: 3600, onStep: () => { if (!said) console.log('training'); said = true; } });
