import type { Decider, Refusal } from '@capstan/kernel';
import { milliseconds } from './machine.ts';
import { refuse } from './refusals.ts';
import { evolveRun, type Held, isEnded, isHeld, type Queued, type Run, usage } from './run.ts';
import type { RunFact, RunRequest } from './run-events.ts';
import { strangeSetting } from './data-spec.ts';
import { lossMayFit } from './learning-spec.ts';
import { misfit } from './model-spec.ts';
import type { BackendChoice, DatasetCard, EpochMeasure, RunOutcome, StepProgress } from './spec.ts';

/** So many leases may lapse, and so many times may the process die, before a run is given up. */
export const MOST_LAPSES = 3;
export const MOST_INTERRUPTIONS = 3;

interface Timed { now: string; leaseMs: number }
interface OfLease { run: string; lease: string }

export type RunCommand =
  | ({ type: 'RequestRun' } & RunRequest)
  | ({ type: 'LeaseRun'; trainer: string } & OfLease & Timed)
  | ({ type: 'RenewLease' } & OfLease & Timed)
  | ({ type: 'NoteStart'; backend: BackendChoice; card: DatasetCard; resumes: boolean } & OfLease)
  | ({ type: 'NoteProgress'; measures: EpochMeasure[]; progress: StepProgress | null; checkpoint: { epoch: number; step: number } | null; wallSeconds: number } & OfLease & Timed)
  | ({ type: 'NoteInterruption'; reason: string; wallSeconds: number } & OfLease)
  | ({ type: 'ReleaseRun'; wallSeconds: number } & OfLease)
  | ({ type: 'EndRun'; outcome: RunOutcome | null; reason: string | null; wallSeconds: number } & OfLease)
  | { type: 'StopRun'; run: string; now: string }
  | { type: 'NoteLapse'; run: string; now: string; graceMs: number };

type Answer = RunFact[] | Refusal;
type Of<T extends RunCommand['type']> = Extract<RunCommand, { type: T }>;

const lapsed = (run: Held, now: string, graceMs = 0) => Date.parse(run.lease.until) + graceMs <= Date.parse(now);
const after = (now: string, ms: number) => new Date(Date.parse(now) + ms).toISOString();

const end = (run: Queued | Held, attemptMs: number) => ({ ...run.asked, lease: isHeld(run) ? run.lease.id : null, usage: usage(run, attemptMs) });
const stopped = (run: Queued | Held): RunFact => ({ type: 'RunStopped', data: { ...end(run, run.tally.seenMs), outcome: null } });
const lost = (run: Held, reason: 'too-many-lapses' | 'no-trainer-came-back'): RunFact => ({ type: 'RunLost', data: { ...end(run, run.tally.seenMs), reason } });

function request(c: Of<'RequestRun'>, run: Run): Answer {
  const { type: _, ...asked } = c;
  if (run.is !== 'absent') return refuse('run-exists');
  const { dataset, model, loss, data } = asked.spec;
  if (misfit(dataset.kind, model) !== undefined) return refuse('model-does-not-fit', { model: model.kind === 'baseline' ? model.rule : model.kind, kind: dataset.kind }, 'model.kind');
  if (!lossMayFit(loss, dataset.kind)) return refuse('loss-does-not-fit', undefined, 'loss.kind');
  const strange = strangeSetting(dataset.kind, data);
  if (strange !== undefined) return refuse('setting-does-not-fit', { kind: dataset.kind }, `data.${strange}`);
  return [{ type: 'RunRequested', data: asked }];
}

function lease(c: Of<'LeaseRun'>, run: Queued | Held): Answer {
  if (isHeld(run)) {
    if (!lapsed(run, c.now)) return refuse('run-leased', { until: run.lease.until });
    if (run.is === 'stopping') return [stopped(run)];
    if (run.tally.lapses >= MOST_LAPSES) return [lost(run, 'too-many-lapses')];
  }
  return [{ type: 'RunLeased', data: { run: c.run, lease: c.lease, trainer: c.trainer, until: after(c.now, c.leaseMs), attempt: run.tally.attempts + 1 } }];
}

/** Renewals are rare on purpose: one only when less than half of the lease is left. */
const renewal = (c: OfLease & Timed, run: Held): RunFact[] =>
  Date.parse(run.lease.until) - Date.parse(c.now) < c.leaseMs / 2 ? [{ type: 'LeaseRenewed', data: { run: c.run, lease: c.lease, until: after(c.now, c.leaseMs) } }] : [];

function progress(c: Of<'NoteProgress'>, run: Held): RunFact[] {
  const { run: id, lease, measures, progress, wallSeconds } = c;
  const measured: RunFact[] = measures.length > 0 || progress ? [{ type: 'EpochMeasured', data: { run: id, lease, measures, progress, wallSeconds } }] : [];
  const saved: RunFact[] = c.checkpoint ? [{ type: 'CheckpointSaved', data: { run: id, lease, ...c.checkpoint, wallSeconds } }] : [];
  return [...measured, ...saved, ...renewal(c, run)];
}

function interruption({ run: id, lease, reason, wallSeconds }: Of<'NoteInterruption'>, run: Held): RunFact[] {
  const ending = end(run, milliseconds(wallSeconds));
  if (run.is === 'stopping') return [{ type: 'RunStopped', data: { ...ending, outcome: null } }];
  if (run.tally.interruptions >= MOST_INTERRUPTIONS) return [{ type: 'RunFailed', data: { ...ending, reason, outcome: null } }];
  return [{ type: 'RunInterrupted', data: { run: id, lease, reason, wallSeconds } }];
}

function release({ run: id, lease, wallSeconds }: Of<'ReleaseRun'>, run: Held): RunFact[] {
  if (run.is === 'stopping') return [{ type: 'RunStopped', data: { ...end(run, milliseconds(wallSeconds)), outcome: null } }];
  return [{ type: 'RunReleased', data: { run: id, lease, wallSeconds } }];
}

function ended({ outcome, reason, wallSeconds }: Of<'EndRun'>, run: Held): RunFact[] {
  const ending = end(run, milliseconds(wallSeconds));
  if (!outcome) return [{ type: 'RunFailed', data: { ...ending, outcome, reason: reason ?? 'unknown' } }];
  if (outcome.how === 'stopped') return [{ type: 'RunStopped', data: { ...ending, outcome } }];
  if (outcome.how === 'failed') return [{ type: 'RunFailed', data: { ...ending, outcome, reason: outcome.reason ?? outcome.code ?? 'unknown' } }];
  return [{ type: 'RunFinished', data: { ...ending, outcome } }];
}

function byLeaseholder(c: Exclude<RunCommand, Of<'RequestRun' | 'LeaseRun' | 'StopRun' | 'NoteLapse'>>, run: Held): RunFact[] {
  switch (c.type) {
    case 'RenewLease': return renewal(c, run);
    case 'NoteStart': { const { type: _, ...data } = c; return [{ type: 'RunStarted', data }]; }
    case 'NoteProgress': return progress(c, run);
    case 'NoteInterruption': return interruption(c, run);
    case 'ReleaseRun': return release(c, run);
    case 'EndRun': return ended(c, run);
  }
}

function stop(c: Of<'StopRun'>, run: Queued | Held): RunFact[] {
  if (run.is === 'queued' || lapsed(run, c.now)) return [stopped(run)];
  return run.is === 'stopping' ? [] : [{ type: 'StopAsked', data: { run: c.run } }];
}

function lapse(c: Of<'NoteLapse'>, run: Run): RunFact[] {
  if (!isHeld(run) || !lapsed(run, c.now, c.graceMs)) return [];
  return [run.is === 'stopping' ? stopped(run) : lost(run, 'no-trainer-came-back')];
}

function decide(c: RunCommand, run: Run): Answer {
  if (c.type === 'RequestRun') return request(c, run);
  if (run.is === 'absent') return refuse('run-unknown');
  if (c.type === 'NoteLapse') return lapse(c, run);
  // A finish that is sent again because its answer was lost changes nothing.
  if (isEnded(run)) return 'lease' in c && c.type === 'EndRun' && run.lease === c.lease ? [] : refuse('run-over');
  if (c.type === 'LeaseRun') return lease(c, run);
  if (c.type === 'StopRun') return stop(c, run);
  if (!isHeld(run)) return refuse('run-not-leased');
  return run.lease.id === c.lease ? byLeaseholder(c, run) : refuse('lease-lost');
}

/** The life of one run, decided on its own stream: exactly one trainer wins a lease, because only one append fits the revision. */
export const runDecider: Decider<RunCommand, Run, RunFact> = {
  name: 'training-run', initial: { is: 'absent' }, evolve: evolveRun, decide,
  subject: (c) => (c.type === 'StopRun' ? c.run : undefined),
  concerns: (f) => [f.data.run],
};
