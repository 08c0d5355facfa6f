import { milliseconds, runCost, runEnergy, wallMsFor } from './machine.ts';
import type { Reached, RunFact, RunRequest, StopReason, Usage } from './run-events.ts';

export interface Lease { readonly id: string; readonly trainer: string; readonly until: string }

/** Wall time of the attempts that are over, of the one under way as far as it was reported, and what went wrong so far. */
export interface Tally { readonly attempts: number; readonly lapses: number; readonly interruptions: number; readonly pastMs: number; readonly seenMs: number }

/** How far a run may go: the epoch after which it pauses, and what it may cost. */
export type Terms = Pick<RunRequest, 'pauseAt' | 'costCap'>;

interface Open { readonly asked: RunRequest; readonly terms: Terms; readonly reached: Reached | null; readonly tally: Tally }
export interface Queued extends Open { readonly is: 'queued' }
/** Out of every trainer's hands until somebody resumes it. */
export interface Paused extends Open { readonly is: 'paused' }
/** With a trainer: `leased` until its process has chosen a backend, `running`, then `pausing` or `stopping` once that was asked for. */
export type Held = Open & { readonly lease: Lease } & ({ readonly is: 'leased' | 'running' | 'pausing' } | { readonly is: 'stopping'; readonly why: StopReason | null });
export interface Ended { readonly is: 'finished' | 'stopped' | 'failed' | 'lost'; readonly asked: RunRequest; readonly lease: string | null }
export type Run = { readonly is: 'absent' } | Queued | Paused | Held | Ended;

const fresh: Tally = { attempts: 0, lapses: 0, interruptions: 0, pastMs: 0, seenMs: 0 };
const settled = (t: Tally, ms: number): Tally => ({ ...t, pastMs: t.pastMs + ms, seenMs: 0 });

const held: readonly string[] = ['leased', 'running', 'pausing', 'stopping'];
export const isHeld = (run: Run): run is Held => held.includes(run.is);
export const isEnded = (run: Run): run is Ended => run.is === 'finished' || run.is === 'stopped' || run.is === 'failed' || run.is === 'lost';

/** What a run has used, with the attempt under way at so many milliseconds. */
export function usage(run: Queued | Paused | Held, attemptMs: number): Usage {
  const wallMs = run.tally.pastMs + attemptMs;
  const { cost, exact } = runCost(wallMs, run.asked.machine);
  return { wallSeconds: wallMs / 1000, cost, exactCost: exact, energyKwh: runEnergy(wallMs, run.asked.machine) };
}

/** Wall time that the attempt under way, or the next one, may still take before the run has cost its cap; null without a cap. */
export function attemptMsLeft({ asked, terms, tally }: Queued | Paused | Held): number | null {
  const most = terms.costCap && wallMsFor(terms.costCap, asked.machine);
  return most === null ? null : Math.max(0, most - tally.pastMs);
}

function leased(run: Queued | Held, { data }: Extract<RunFact, { type: 'RunLeased' }>): Held {
  const lapsed = isHeld(run), { asked, terms, reached } = run;
  const tally = settled(run.tally, run.tally.seenMs);
  return { is: 'leased', asked, terms, reached, lease: { id: data.lease, trainer: data.trainer, until: data.until }, tally: { ...tally, attempts: data.attempt, lapses: tally.lapses + (lapsed ? 1 : 0) } };
}

const seen = (run: Held, seconds: number): Held => ({ ...run, tally: { ...run.tally, seenMs: Math.max(run.tally.seenMs, milliseconds(seconds)) } });

/** Epochs beyond the one to pause after are left out: trials are compared after the same number of them. */
function measured(run: Held, { measures, wallSeconds }: Extract<RunFact, { type: 'EpochMeasured' }>['data']): Held {
  const counted = measures.filter(({ epoch }) => run.terms.pauseAt === null || epoch <= run.terms.pauseAt);
  const last = counted.at(-1);
  const reached = last ? { epoch: last.epoch, validationLoss: Math.min(run.reached?.validationLoss ?? Infinity, ...counted.map((m) => m.validationLoss)) } : run.reached;
  return seen({ ...run, reached }, wallSeconds);
}

function whileHeld(run: Held, fact: RunFact): Run {
  const { asked, terms, reached, lease } = run;
  switch (fact.type) {
    case 'LeaseRenewed': return { ...run, lease: { ...lease, until: fact.data.until } };
    case 'RunStarted': return { ...run, ...(run.is === 'leased' && { is: 'running' as const }), reached: fact.data.resumes ? reached : null };
    case 'EpochMeasured': return measured(run, fact.data);
    case 'CheckpointSaved': return seen(run, fact.data.wallSeconds);
    case 'RunInterrupted': return { ...run, tally: { ...settled(run.tally, milliseconds(fact.data.wallSeconds)), interruptions: run.tally.interruptions + 1 } };
    case 'RunReleased': return { is: 'queued', asked, terms, reached, tally: settled(run.tally, milliseconds(fact.data.wallSeconds)) };
    case 'PauseAsked': return { ...run, is: 'pausing' };
    case 'StopAsked': return { ...run, is: 'stopping', why: fact.data.reason };
    default: return run;
  }
}

const endings = { RunFinished: 'finished', RunStopped: 'stopped', RunFailed: 'failed', RunLost: 'lost' } as const;

/** The situation after one more fact; facts of other streams change nothing. */
export function evolveRun(run: Run, fact: RunFact): Run {
  if (fact.type === 'RunRequested') return { is: 'queued', asked: fact.data, terms: { pauseAt: fact.data.pauseAt, costCap: fact.data.costCap }, reached: null, tally: fresh };
  if (run.is === 'absent' || isEnded(run)) return run;
  if (fact.type in endings) return { is: endings[fact.type as keyof typeof endings], asked: run.asked, lease: isHeld(run) ? run.lease.id : null };
  if (fact.type === 'RunPaused') return { is: 'paused', asked: run.asked, terms: run.terms, reached: run.reached, tally: settled(run.tally, milliseconds(fact.data.wallSeconds)) };
  if (run.is === 'paused') return fact.type === 'RunResumed' ? { ...run, is: 'queued', terms: { pauseAt: fact.data.pauseAt, costCap: fact.data.costCap } } : run;
  if (fact.type === 'RunLeased') return leased(run, fact);
  return isHeld(run) ? whileHeld(run, fact) : run;
}
