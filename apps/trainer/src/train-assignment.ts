import { copyFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefusal } from '@capstan/kernel';
import { chooseBackend, type DatasetSource, describeDataset, loadDataset, trainRun } from '@capstan/ml';
import { digits, type RunOutcome, type RunSpec } from '@capstan/training';
import type { Assignment, FromRun } from './messages.ts';

type Say = (message: FromRun) => Promise<void>;
interface Ended { readonly outcome: RunOutcome | null; readonly reason: string | null }

function sourceOf({ dataset }: RunSpec, folder: string): DatasetSource {
  if (dataset.hash === digits.hash) return { source: 'digits' };
  const path = join(folder, dataset.hash);
  return dataset.kind === 'text' ? { source: 'text', path } : { source: 'table', path, label: dataset.label };
}

/** The best weights under the name of their content, for good. */
async function keepArtifact({ checkpoint, artifacts }: Assignment, { artifact }: RunOutcome): Promise<void> {
  if (!artifact) return;
  await mkdir(artifacts, { recursive: true });
  const path = join(artifacts, artifact.sha256);
  await copyFile(join(checkpoint, 'best.ckpt'), `${path}.new`);
  await rename(`${path}.new`, path);
}

/** Trains one run with the engine, from its checkpoint if there is one. Bad data and specs that do not fit end it with a reason. */
export async function trainAssignment(assignment: Assignment, say: Say, signal: AbortSignal): Promise<Ended> {
  const { spec, checkpoint } = assignment;
  const failed = (reason: string): Ended => ({ outcome: null, reason });
  const dataset = await loadDataset(sourceOf(spec, assignment.datasets));
  if (isRefusal(dataset)) return failed(dataset.message);
  if (dataset.hash !== spec.dataset.hash) return failed(`the data has the hash ${dataset.hash}, not ${spec.dataset.hash}`);
  const card = describeDataset(dataset, { seed: spec.seed, validationShare: spec.validationShare });
  if (isRefusal(card)) return failed(card.message);
  const backend = await chooseBackend();
  const resumes = await stat(join(checkpoint, 'last.ckpt')).then(() => true, () => false);
  await say({ say: 'started', backend, card, resumes });
  const outcome = await trainRun({
    spec, dataset, backend, checkpointDir: checkpoint, resume: true, signal,
    onEpoch: (measure) => say({ say: 'epoch', measure }), onStep: (progress) => say({ say: 'step', progress }),
  });
  if (isRefusal(outcome)) return failed(outcome.message);
  await keepArtifact(assignment, outcome);
  return { outcome, reason: null };
}
