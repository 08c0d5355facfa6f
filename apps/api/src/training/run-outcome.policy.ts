import type { Recorded } from '@capstan/kernel';
import { policy } from '@capstan/event-log';
import { spendDecider } from '@capstan/compute';
import { type RunEnd, trainingDecider } from '@capstan/training';
import { type Asked, asking, idAfter } from '../ledger/policy.ts';

/** What a run of our own machine is bought from, in the list of compute spend. */
const PROVIDER = 'Capstan trainer';

function settle(fact: Recorded<RunEnd>): Asked[] {
  const end = { type: fact.type, data: fact.data } as RunEnd;
  const today = fact.meta.effective;
  const { run, name, usage } = end.data;
  const pilot = asking(trainingDecider, { type: 'NotePilot', end, today });
  if (usage.wallSeconds === 0) return [pilot];
  const spend = idAfter(fact, 'spend');
  return [pilot, asking(spendDecider, { type: 'RecordSpend', spend, today, on: today, provider: PROVIDER, purpose: 'training', description: name, amount: usage.cost, run }, { id: spend })];
}

/** When a run ends, however it ends: note the pilot in the company's ledger, and what it cost as compute spend. */
export const runOutcome = policy<Asked>({ name: 'run-outcome', on: { RunFinished: settle, RunStopped: settle, RunFailed: settle, RunLost: settle } });
