import { appendFile, copyFile, link, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRefusal } from '@capstan/kernel';
import { beganOn, chooseBackend, describeDataset, loadDataset, trainRun } from '@capstan/ml';
import { engineSentences, type EpochMeasure, type RunOutcome, type StepProgress } from '@capstan/training';
import { codeVersion } from './code-version.ts';
import { sourceOf } from './dataset-source.ts';
import { fullAfter, isFull } from './full-disk.ts';
import type { Assignment, FromRun } from './messages.ts';
import { snapshots } from './snapshot.ts';

type Say = (message: FromRun) => Promise<void>;
export interface Ended { readonly outcome: RunOutcome | null; readonly reason: string | null }

/** Weights are replaced and never changed: on one disk a second name for them takes no room. */
const placed = (from: string, to: string): Promise<void> => link(from, to).catch(() => copyFile(from, to));

/** The best weights, and how they were judged, under the names of their content, for good. */
async function keepArtifacts({ checkpoint, artifacts }: Assignment, { artifact, evaluation }: RunOutcome): Promise<void> {
  await mkdir(artifacts, { recursive: true });
  for (const [kept, file, place] of [[artifact, 'best.ckpt', placed], [evaluation, 'evaluation.json', copyFile]] as const) {
    if (!kept) continue;
    const path = join(artifacts, kept.sha256), making = `${path}.${process.pid}.new`;
    await rm(making, { force: true });
    // Renaming one of two names of a file to the other does nothing: the first one is then left.
    await place(join(checkpoint, file), making).then(() => rename(making, path)).finally(() => rm(making, { force: true }));
  }
}

/** A full disk that has no room for the weights: the run has failed, and what it measured stays. */
const withoutArtifacts = (outcome: RunOutcome) => (error: unknown): RunOutcome => {
  if (!isFull(error)) throw error;
  return { ...outcome, how: 'failed', code: 'disk-full', reason: fullAfter(outcome.epochs), artifact: null, evaluation: null };
};

const journalOf = ({ checkpoint }: Assignment) => join(checkpoint, 'epochs.jsonl');

/** Measures that never reached the trainer: their process or the trainer died first. */
async function unheard(assignment: Assignment): Promise<EpochMeasure[]> {
  const journal = journalOf(assignment), text = await readFile(journal, 'utf8').catch(() => '');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  // The next line must not be glued to one that a crash has torn.
  if (whole.length < text.length) await writeFile(journal, whole);
  return whole.split('\n').slice(0, -1).map((line) => JSON.parse(line) as EpochMeasure).filter(({ epoch }) => epoch > assignment.heard);
}

/** Trains one run with the engine, from its checkpoint if there is one. Bad data and specs that do not fit end it with a reason. */
export async function trainAssignment(assignment: Assignment, say: Say, signal: AbortSignal): Promise<Ended> {
  const { spec, checkpoint, synthetic } = assignment;
  const failed = (reason: string): Ended => ({ outcome: null, reason });
  const dataset = await loadDataset(sourceOf(spec, assignment.datasets, synthetic));
  if (isRefusal(dataset)) return failed(dataset.message);
  if (dataset.hash !== spec.dataset.hash) return failed(engineSentences['dataset-changed']);
  const card = describeDataset(dataset, { seed: spec.seed, validationShare: spec.validationShare, data: spec.data });
  if (isRefusal(card)) return failed(card.message);
  const backend = await chooseBackend({ model: spec.model.kind, stay: await beganOn(checkpoint) });
  const resumes = await stat(join(checkpoint, 'last.ckpt')).then(() => true, () => false);
  await say({ say: 'started', backend, card, resumes });
  if (!resumes) await rm(journalOf(assignment), { force: true });
  for (const measure of await unheard(assignment)) await say({ say: 'epoch', measure });
  const onEpoch = async (measure: EpochMeasure) => {
    await appendFile(journalOf(assignment), `${JSON.stringify(measure)}\n`);
    await say({ say: 'epoch', measure });
  };
  const copies = snapshots(checkpoint, assignment.snapshotEvery);
  const onStep = async (progress: StepProgress) => {
    await say({ say: 'step', progress });
    const folder = await copies.take();
    if (folder !== undefined) await say({ say: 'snapshot', folder });
  };
  const outcome = await trainRun({
    spec, dataset, backend, code: await codeVersion(), checkpointDir: checkpoint, resume: true, signal,
    onEpoch, onStep,
  });
  if (isRefusal(outcome)) return failed(outcome.message);
  return { outcome: await keepArtifacts(assignment, outcome).then(() => outcome, withoutArtifacts(outcome)), reason: null };
}
