import type { Decider, Refusal } from '@capstan/kernel';
import { milliseconds } from './machine.ts';
import { refuse } from './refusals.ts';
import { attemptMsLeft, evolveRun, type Held, isEnded, isHeld, type Paused, type Queued, type Run, type Terms, usage } from './run.ts';
import type { RunFact, RunRequest, StopReason } from './run-events.ts';
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
  | { type: 'StopRun'; run: string; now: string; reason?: StopReason | null }
  | { type: 'PauseRun'; run: string; now: string }
  /** Without terms it goes on under those it has. */
  | { type: 'ResumeRun'; run: string; terms?: Terms }
  | { type: 'NoteLapse'; run: string; now: string; graceMs: number };

type Answer = RunFact[] | Refusal;
type Of<T extends RunCommand['type']> = Extract<RunCommand, { type: T }>;

const lapsed = (run: Held, now: string, graceMs = 0) => Date.parse(run.lease.until) + graceMs <= Date.parse(now);
/** So many leases ahead no lease can end, but where the clock was set back: it is not waited for. */
export const MOST_LEASES_AHEAD = 10;
const beyond = (run: Held, { now, leaseMs }: Timed) => Date.parse(run.lease.until) - Date.parse(now) > MOST_LEASES_AHEAD * leaseMs;
const after = (now: string, ms: number) => new Date(Date.parse(now) + ms).toISOString();

const end = (run: Queued | Paused | Held, attemptMs: number) => ({ ...run.asked, lease: isHeld(run) ? run.lease.id : null, usage: usage(run, attemptMs) });
const whyOf = (run: Queued | Paused | Held): StopReason | null => (run.is === 'stopping' ? run.why : null);
const stopped = (run: Queued | Paused | Held, attemptMs = run.tally.seenMs, reason = whyOf(run)): RunFact => ({ type: 'RunStopped', data: { ...end(run, attemptMs), reason, outcome: null } });
const paused = (run: Queued | Held, attemptMs = run.tally.seenMs): RunFact =>
  ({ type: 'RunPaused', data: { run: run.asked.run, lease: isHeld(run) ? run.lease.id : null, partOf: run.asked.partOf, wallSeconds: attemptMs / 1000, usage: usage(run, attemptMs), reached: run.reached } });
/** The attempt under way has cost what the run may cost. */
const capReached = (run: Queued | Held, attemptMs: number): boolean => attemptMs >= (attemptMsLeft(run) ?? Infinity);
const lost = (run: Held, reason: 'too-many-lapses' | 'no-trainer-came-back'): RunFact => ({ type: 'RunLost', data: { ...end(run, run.tally.seenMs), reason } });

function request(c: Of<'RequestRun'>, run: Run): Answer {
  const { type: _, ...asked } = c;
  if (run.is !== 'absent') return refuse('run-exists');
  const { dataset, model, loss, data } = asked.spec, { currency } = asked.machine.pricePerHour;
  if (misfit(dataset.kind, model) !== undefined) return refuse('model-does-not-fit', { model: model.kind === 'baseline' ? model.rule : model.kind, kind: dataset.kind }, 'model.kind');
  if (!lossMayFit(loss, dataset.kind)) return refuse('loss-does-not-fit', undefined, 'loss.kind');
  const strange = strangeSetting(dataset.kind, data);
  if (strange !== undefined) return refuse('setting-does-not-fit', { kind: dataset.kind }, `data.${strange}`);
  if (asked.costCap && asked.costCap.currency !== currency) return refuse('currency-differs', { currency }, 'costCap.currency');
  return [{ type: 'RunRequested', data: asked }];
}

function lease(c: Of<'LeaseRun'>, run: Queued | Held): Answer {
  if (isHeld(run)) {
    if (!lapsed(run, c.now) && !beyond(run, c)) return refuse('run-leased', { until: run.lease.until });
    if (run.is === 'stopping') return [stopped(run)];
    if (run.is === 'pausing') return [paused(run)];
    if (run.tally.lapses >= MOST_LAPSES) return [lost(run, 'too-many-lapses')];
  }
  if (capReached(run, run.tally.seenMs)) return [stopped(run, run.tally.seenMs, 'cost-cap')];
  return [{ type: 'RunLeased', data: { run: c.run, lease: c.lease, trainer: c.trainer, until: after(c.now, c.leaseMs), attempt: run.tally.attempts + 1 } }];
}

/** Renewals are rare on purpose: one only when less than half of the lease is left, or when it ends in a time that was taken back. */
const renewal = (c: OfLease & Timed, run: Held): RunFact[] =>
  Date.parse(run.lease.until) - Date.parse(c.now) < c.leaseMs / 2 || beyond(run, c) ? [{ type: 'LeaseRenewed', data: { run: c.run, lease: c.lease, until: after(c.now, c.leaseMs) } }] : [];

/** A run that has cost its cap stops; one that is where it was to pause pauses. */
function limits({ run: id, measures, wallSeconds }: Of<'NoteProgress'>, run: Held): RunFact[] {
  if (run.is === 'stopping') return [];
  if (capReached(run, milliseconds(wallSeconds))) return [{ type: 'StopAsked', data: { run: id, reason: 'cost-cap' } }];
  const { pauseAt } = run.terms, isThere = pauseAt !== null && pauseAt < run.asked.spec.epochs && measures.some(({ epoch }) => epoch >= pauseAt);
  return isThere && run.is !== 'pausing' ? [{ type: 'PauseAsked', data: { run: id } }] : [];
}

function progress(c: Of<'NoteProgress'>, run: Held): RunFact[] {
  const { run: id, lease, measures, progress, wallSeconds } = c;
  const measured: RunFact[] = measures.length > 0 || progress ? [{ type: 'EpochMeasured', data: { run: id, lease, measures, progress, wallSeconds } }] : [];
  const saved: RunFact[] = c.checkpoint ? [{ type: 'CheckpointSaved', data: { run: id, lease, ...c.checkpoint, wallSeconds } }] : [];
  return [...measured, ...saved, ...limits(c, run), ...renewal(c, run)];
}

function interruption({ run: id, lease, reason, wallSeconds }: Of<'NoteInterruption'>, run: Held): RunFact[] {
  const attemptMs = milliseconds(wallSeconds);
  if (run.is === 'stopping') return [stopped(run, attemptMs)];
  if (capReached(run, attemptMs)) return [stopped(run, attemptMs, 'cost-cap')];
  if (run.is === 'pausing') return [paused(run, attemptMs)];
  if (run.tally.interruptions >= MOST_INTERRUPTIONS) return [{ type: 'RunFailed', data: { ...end(run, attemptMs), reason, outcome: null } }];
  return [{ type: 'RunInterrupted', data: { run: id, lease, reason, wallSeconds } }];
}

function release({ run: id, lease, wallSeconds }: Of<'ReleaseRun'>, run: Held): RunFact[] {
  if (run.is === 'stopping') return [stopped(run, milliseconds(wallSeconds))];
  if (run.is === 'pausing') return [paused(run, milliseconds(wallSeconds))];
  return [{ type: 'RunReleased', data: { run: id, lease, wallSeconds } }];
}

function ended({ outcome, reason, wallSeconds }: Of<'EndRun'>, run: Held): RunFact[] {
  const ending = end(run, milliseconds(wallSeconds));
  if (!outcome) return [{ type: 'RunFailed', data: { ...ending, outcome, reason: reason ?? 'unknown' } }];
  if (outcome.how === 'stopped') return [{ type: 'RunStopped', data: { ...ending, reason: whyOf(run) ?? (reason === 'cost-cap' ? reason : null), outcome } }];
  if (outcome.how === 'failed') return [{ type: 'RunFailed', data: { ...ending, outcome, reason: outcome.reason ?? outcome.code ?? 'unknown' } }];
  return [{ type: 'RunFinished', data: { ...ending, outcome } }];
}

function byLeaseholder(c: Exclude<RunCommand, Of<'RequestRun' | 'LeaseRun' | 'StopRun' | 'PauseRun' | 'ResumeRun' | 'NoteLapse'>>, run: Held): RunFact[] {
  switch (c.type) {
    case 'RenewLease': return renewal(c, run);
    case 'NoteStart': { const { type: _, ...data } = c; return [{ type: 'RunStarted', data }]; }
    case 'NoteProgress': return progress(c, run);
    case 'NoteInterruption': return interruption(c, run);
    case 'ReleaseRun': return release(c, run);
    case 'EndRun': return ended(c, run);
  }
}

function stop({ run: id, now, reason = null }: Of<'StopRun'>, run: Queued | Paused | Held): RunFact[] {
  if (run.is === 'stopping') return lapsed(run, now) ? [stopped(run)] : [];
  if (!isHeld(run) || lapsed(run, now)) return [stopped(run, run.tally.seenMs, reason)];
  return [{ type: 'StopAsked', data: { run: id, reason } }];
}

function pause({ run: id, now }: Of<'PauseRun'>, run: Queued | Paused | Held): Answer {
  if (run.is === 'stopping') return refuse('run-stopping');
  if (run.is === 'paused' || run.is === 'pausing') return [];
  return !isHeld(run) || lapsed(run, now) ? [paused(run)] : [{ type: 'PauseAsked', data: { run: id } }];
}

/** A run that already is where it was to pause goes on to its end. */
function resume({ run: id, terms }: Of<'ResumeRun'>, run: Queued | Paused | Held): Answer {
  if (run.is !== 'paused') return refuse('run-not-paused');
  const { pauseAt, costCap } = terms ?? { ...run.terms, ...((run.reached?.epoch ?? 0) >= (run.terms.pauseAt ?? Infinity) && { pauseAt: null }) };
  return [{ type: 'RunResumed', data: { run: id, pauseAt, costCap } }];
}

function lapse(c: Of<'NoteLapse'>, run: Run): RunFact[] {
  if (!isHeld(run) || !lapsed(run, c.now, c.graceMs)) return [];
  if (run.is === 'stopping') return [stopped(run)];
  return [run.is === 'pausing' ? paused(run) : lost(run, 'no-trainer-came-back')];
}

function decide(c: RunCommand, run: Run): Answer {
  if (c.type === 'RequestRun') return request(c, run);
  if (run.is === 'absent') return refuse('run-unknown');
  if (c.type === 'NoteLapse') return lapse(c, run);
  // A finish that is sent again because its answer was lost changes nothing.
  if (isEnded(run)) return 'lease' in c && c.type === 'EndRun' && run.lease === c.lease ? [] : refuse('run-over');
  if (c.type === 'StopRun') return stop(c, run);
  if (c.type === 'PauseRun') return pause(c, run);
  if (c.type === 'ResumeRun') return resume(c, run);
  if (c.type === 'LeaseRun') return run.is === 'paused' ? refuse('run-paused') : lease(c, run);
  if (!isHeld(run)) return refuse('run-not-leased');
  return run.lease.id === c.lease ? byLeaseholder(c, run) : refuse('lease-lost');
}

/** The life of one run, decided on its own stream: exactly one trainer wins a lease, because only one append fits the revision. */
export const runDecider: Decider<RunCommand, Run, RunFact> = {
  name: 'training-run', initial: { is: 'absent' }, evolve: evolveRun, decide,
  subject: (c) => (c.type === 'StopRun' || c.type === 'PauseRun' || c.type === 'ResumeRun' ? c.run : undefined),
  concerns: (f) => [f.data.run],
};
