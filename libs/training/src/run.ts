import { milliseconds, runCost, runEnergy } from './machine.ts';
import type { RunFact, RunRequest, Usage } from './run-events.ts';

export interface Lease { readonly id: string; readonly trainer: string; readonly until: string }

/** Wall time of the attempts that are over, of the one under way as far as it was reported, and what went wrong so far. */
export interface Tally { readonly attempts: number; readonly lapses: number; readonly interruptions: number; readonly pastMs: number; readonly seenMs: number }

export interface Queued { readonly is: 'queued'; readonly asked: RunRequest; readonly tally: Tally }
/** With a trainer: `leased` until its process has chosen a backend, `running`, or `stopping` once somebody asked for it. */
export interface Held { readonly is: 'leased' | 'running' | 'stopping'; readonly asked: RunRequest; readonly tally: Tally; readonly lease: Lease }
export interface Ended { readonly is: 'finished' | 'stopped' | 'failed' | 'lost'; readonly asked: RunRequest; readonly lease: string | null }
export type Run = { readonly is: 'absent' } | Queued | Held | Ended;

const fresh: Tally = { attempts: 0, lapses: 0, interruptions: 0, pastMs: 0, seenMs: 0 };
const settled = (t: Tally, ms: number): Tally => ({ ...t, pastMs: t.pastMs + ms, seenMs: 0 });

export const isHeld = (run: Run): run is Held => run.is === 'leased' || run.is === 'running' || run.is === 'stopping';
export const isEnded = (run: Run): run is Ended => run.is === 'finished' || run.is === 'stopped' || run.is === 'failed' || run.is === 'lost';

/** What a run has used, with the attempt under way at so many milliseconds. */
export function usage(run: Queued | Held, attemptMs: number): Usage {
  const wallMs = run.tally.pastMs + attemptMs;
  const { cost, exact } = runCost(wallMs, run.asked.machine);
  return { wallSeconds: wallMs / 1000, cost, exactCost: exact, energyKwh: runEnergy(wallMs, run.asked.machine) };
}

function leased(run: Queued | Held, { data }: Extract<RunFact, { type: 'RunLeased' }>): Held {
  const lapsed = isHeld(run);
  const tally = settled(run.tally, run.tally.seenMs);
  return { is: 'leased', asked: run.asked, lease: { id: data.lease, trainer: data.trainer, until: data.until }, tally: { ...tally, attempts: data.attempt, lapses: tally.lapses + (lapsed ? 1 : 0) } };
}

const seen = (run: Held, seconds: number): Held => ({ ...run, tally: { ...run.tally, seenMs: Math.max(run.tally.seenMs, milliseconds(seconds)) } });

function whileHeld(run: Held, fact: RunFact): Run {
  switch (fact.type) {
    case 'LeaseRenewed': return { ...run, lease: { ...run.lease, until: fact.data.until } };
    case 'RunStarted': return run.is === 'leased' ? { ...run, is: 'running' } : run;
    case 'EpochMeasured':
    case 'CheckpointSaved': return seen(run, fact.data.wallSeconds);
    case 'RunInterrupted': return { ...run, tally: { ...settled(run.tally, milliseconds(fact.data.wallSeconds)), interruptions: run.tally.interruptions + 1 } };
    case 'RunReleased': return { is: 'queued', asked: run.asked, tally: settled(run.tally, milliseconds(fact.data.wallSeconds)) };
    case 'StopAsked': return { ...run, is: 'stopping' };
    default: return run;
  }
}

const endings = { RunFinished: 'finished', RunStopped: 'stopped', RunFailed: 'failed', RunLost: 'lost' } as const;

/** The situation after one more fact; facts of other streams change nothing. */
export function evolveRun(run: Run, fact: RunFact): Run {
  if (fact.type === 'RunRequested') return { is: 'queued', asked: fact.data, tally: fresh };
  if (run.is === 'absent' || isEnded(run)) return run;
  if (fact.type in endings) return { is: endings[fact.type as keyof typeof endings], asked: run.asked, lease: isHeld(run) ? run.lease.id : null };
  if (fact.type === 'RunLeased') return leased(run, fact);
  return isHeld(run) ? whileHeld(run, fact) : run;
}
