import type { Recorded } from '@capstan/kernel';
import { policy } from '@capstan/event-log';
import { spendDecider } from '@capstan/compute';
import { type ExternalRunFact, trainingDecider } from '@capstan/training';
import { idsOf } from '../http/caller.ts';
import { type Asked, asking } from '../ledger/policy.ts';

type Ended = Recorded<Extract<ExternalRunFact, { type: 'ExternalRunEnded' }>>;

/** Each stretch of a run has a spend of its own, named by both, so that the next one can take it back. */
const spendOf = (run: string, stretch: number): string => idsOf(`${run} ${stretch}`)('spend');
const provider = { mlflow: 'MLflow', tensorboard: 'TensorBoard' } as const;

/**
 * When a run elsewhere ends: note the pilot and what it cost, as for our own. A run that went on after its end has cost
 * all its stretches together, so what the last one recorded is taken back first.
 */
function settle(fact: Ended): Asked[] {
  const { run, name, origin, usage, stretch } = fact.data;
  const on = fact.meta.effective, spend = spendOf(run, stretch), today = fact.meta.at.slice(0, 10);
  const pilot = asking(trainingDecider, { type: 'NoteExternalPilot', end: fact.data, on });
  const back = stretch > 1 ? [asking(spendDecider, { type: 'ReverseSpend', spend: spendOf(run, stretch - 1), reason: 'The run went on' })] : [];
  if (usage.wallSeconds === 0) return [...back, pilot];
  return [...back, pilot, asking(spendDecider, { type: 'RecordSpend', spend, today, on, provider: provider[origin], purpose: 'training', description: name, amount: usage.cost, run }, { id: spend })];
}

export const externalOutcome = policy<Asked>({ name: 'external-run-outcome', on: { ExternalRunEnded: settle } });
