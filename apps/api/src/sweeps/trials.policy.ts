import type { Recorded } from '@capstan/kernel';
import { policy } from '@capstan/event-log';
import { runDecider, type RunEnd, type RunFact, sweepDecider, type SweepFact } from '@capstan/training';
import { type Asked, asking } from '../ledger/policy.ts';

type Trial<T extends SweepFact['type']> = Recorded<Extract<SweepFact, { type: T }>>;

const endings = { RunFinished: 'finished', RunStopped: 'stopped', RunFailed: 'failed', RunLost: 'lost' } as const;

function ended({ type, data }: Recorded<RunEnd>): Asked | undefined {
  if (data.partOf === null) return undefined;
  const outcome = 'outcome' in data ? data.outcome : null;
  return asking(sweepDecider, { type: 'NoteTrialEnd', sweep: data.partOf, run: data.run, how: endings[type], value: outcome?.metrics?.loss ?? null, spent: data.usage.cost });
}

/** What a sweep asks for becomes orders to runs, and how runs pause and end is told to their sweep. */
export const trials = policy<Asked>({
  name: 'trials',
  on: {
    TrialRequested: ({ data: { run, request } }: Trial<'TrialRequested'>) => asking(runDecider, { type: 'RequestRun', ...request }, { stream: run }),
    TrialPromoted: ({ data: { run, pauseAt, costCap } }: Trial<'TrialPromoted'>) => asking(runDecider, { type: 'ResumeRun', run, terms: { pauseAt, costCap } }, { stream: run }),
    TrialDropped: ({ data: { run, reason }, meta }: Trial<'TrialDropped'>) => asking(runDecider, { type: 'StopRun', run, now: meta.at, reason }, { stream: run }),
    RunPaused: ({ data: { run, partOf, reached, usage } }: Recorded<Extract<RunFact, { type: 'RunPaused' }>>) =>
      (partOf === null ? undefined : asking(sweepDecider, { type: 'NoteTrialPaused', sweep: partOf, run, reached, spent: usage.cost })),
    RunFinished: ended, RunStopped: ended, RunFailed: ended, RunLost: ended,
  },
});
