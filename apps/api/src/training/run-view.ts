import type { Explained } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { type BackendChoice, type DatasetCard, isEnded, isHeld, type Run, type RunOutcome, type RunRow, type RunView, scoreOf, type StepProgress, type Usage, usage } from '@capstan/training';
import { epochsOf } from './epochs.view.ts';
import { momentsOf } from './moments.view.ts';
import type { RunRecord } from './runs.view.ts';

type Present = Exclude<Run, { is: 'absent' }>;
const read = <T>(json: string | null): T | null => (json === null ? null : JSON.parse(json) as T);

/** Final once the run has ended; before that, as far as its trainer reported. */
const usageOf = (state: Present, row: RunRecord): Usage => (isEnded(state) ? read<Usage>(row.usage)! : usage(state, state.tally.seenMs));

/** A record as a line of the runs table. */
export function rowOf(row: RunRecord): RunRow {
  const state = JSON.parse(row.state) as Present;
  const { run, name, spec, datasetName } = state.asked;
  return {
    run, name, situation: state.is, model: spec.model, dataset: spec.dataset.dataset, datasetName, epochsDone: row.epochs_done, epochs: spec.model.kind === 'baseline' ? 1 : spec.epochs,
    score: scoreOf(read<RunOutcome>(row.outcome)), usage: usageOf(state, row), leaseUntil: row.lease_until, endedAt: row.ended_at, actor: row.actor, at: row.at, fact: row.fact,
  };
}

const number = (name: string, value: number | null, unit?: string): Explained['inputs'][number] => ({ name, value: { kind: 'number', number: value, ...(unit && { unit }) } });

function whyOf(state: Present, row: RunRecord, used: Usage): RunView['why'] {
  const { machine } = state.asked;
  const facts = [row.end_fact, row.fact].filter((f) => f !== null);
  const behind = { facts, factCount: facts.length };
  const outcome = read<RunOutcome>(row.outcome);
  const wall = number('wall-seconds', used.wallSeconds, 's');
  return {
    cost: { metric: 'run-cost', convention: 'wall-clock', inputs: [wall, { name: 'price-per-hour', value: { kind: 'money', money: machine.pricePerHour }, facts: [row.fact] }, { name: 'exact-cost', value: { kind: 'text', text: used.exactCost } }], ...behind },
    energy: { metric: 'run-energy', convention: 'whole-machine', inputs: [wall, number('watts', machine.watts, 'W'), number('pue', machine.pue)], ...behind },
    wallTime: { metric: 'run-wall-time', inputs: [wall, number('busy-seconds', outcome?.seconds ?? null, 's')], ...behind },
    flops: { metric: 'run-flops', inputs: [number('flops', outcome?.flops ?? null), number('busy-seconds', outcome?.seconds ?? null, 's'), number('mfu', outcome?.mfu ?? null)], ...behind },
  };
}

/** Everything about one run. */
export function viewOf(views: Views, row: RunRecord): RunView {
  const state = JSON.parse(row.state) as Present;
  const line = rowOf(row);
  const moments = momentsOf(views, row.company, row.run);
  return {
    ...line, spec: state.asked.spec, machine: state.asked.machine, trainer: isHeld(state) ? state.lease.trainer : null,
    attempts: moments.filter(({ type }) => type === 'RunLeased').length, interruptions: moments.filter(({ type }) => type === 'RunInterrupted').length,
    backend: read<BackendChoice>(row.backend), parameters: row.parameters, card: read<DatasetCard>(row.card),
    epochMeasures: epochsOf(views, row.company, row.run), progress: read<StepProgress>(row.progress), checkpointEpoch: row.checkpoint_epoch,
    outcome: read<RunOutcome>(row.outcome), reason: row.reason, moments, why: whyOf(state, row, line.usage),
  };
}
