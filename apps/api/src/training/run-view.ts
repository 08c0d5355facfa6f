import { type Explained, minorDigits } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { type BackendChoice, type DatasetCard, isEnded, isHeld, type Run, type RunOutcome, type RunRow, type RunView, scoreOf, type StepProgress, type Usage, usage } from '@capstan/training';
import { epochsOf } from './epochs.view.ts';
import { momentsOf } from './moments.view.ts';
import type { RunRecord } from './runs.view.ts';

type Present = Exclude<Run, { is: 'absent' }>;
const read = (json: string | null): unknown => (json === null ? null : JSON.parse(json));

/** Final once the run has ended; before that, as far as its trainer reported. */
const usageOf = (state: Present, row: RunRecord): Usage => (isEnded(state) ? read(row.usage) as Usage : usage(state, state.tally.seenMs));

/** As the engine read the data; whether it was made by a program only who added it knows. */
const cardOf = ({ card, synthetic }: RunRecord): DatasetCard | null => (card === null ? null : { ...JSON.parse(card) as DatasetCard, synthetic: synthetic === 1 });

/** A record as a line of the runs table. */
export function rowOf(row: RunRecord): Pick<RunView, keyof RunRow> {
  const state = JSON.parse(row.state) as Present;
  const { run, name, spec, datasetName } = state.asked;
  return {
    run, name, origin: 'capstan', situation: state.is, model: spec.model, dataset: spec.dataset.dataset, datasetName, synthetic: row.synthetic === 1, epochsDone: row.epochs_done, epochs: spec.model.kind === 'baseline' ? 1 : spec.epochs,
    score: scoreOf(read(row.outcome) as RunOutcome | null), usage: usageOf(state, row), leaseUntil: row.lease_until, endedAt: row.ended_at, actor: row.actor, at: row.at, fact: row.fact,
  };
}

const number = (name: string, value: number | null, unit?: string): Explained['inputs'][number] => ({ name, value: { kind: 'number', number: value, ...(unit && { unit }) } });

function whyOf(state: Present, row: RunRecord, used: Usage): RunView['why'] {
  const { machine } = state.asked;
  const facts = [row.end_fact, row.fact].filter((f) => f !== null);
  const behind = { facts, factCount: facts.length };
  const outcome = read(row.outcome) as RunOutcome | null;
  // Not as money: a price per hour has parts of a unit that tables leave out.
  const { amount, currency } = machine.pricePerHour;
  const price = number('price-per-hour', amount / 10 ** minorDigits(currency), `${currency}/h`);
  const wall = number('wall-seconds', used.wallSeconds, 's');
  return {
    cost: { metric: 'run-cost', convention: 'wall-clock', inputs: [wall, { ...price, facts: [row.fact] }, { name: 'exact-cost', value: { kind: 'text', text: String(Number(used.exactCost)) } }], ...behind },
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
    ...line, costCap: isEnded(state) ? state.asked.costCap : state.terms.costCap, pauseAt: isEnded(state) ? null : state.terms.pauseAt, partOf: state.asked.partOf, retries: state.asked.retries,
    spec: state.asked.spec, machine: state.asked.machine, trainer: isHeld(state) ? state.lease.trainer : null,
    attempts: moments.filter(({ type }) => type === 'RunLeased').length, interruptions: moments.filter(({ type }) => type === 'RunInterrupted').length,
    backend: read(row.backend) as BackendChoice | null, parameters: row.parameters, card: cardOf(row),
    epochMeasures: epochsOf(views, row.company, row.run), progress: read(row.progress) as StepProgress | null, checkpointEpoch: row.checkpoint_epoch,
    outcome: read(row.outcome) as RunOutcome | null, reason: row.reason, moments, why: whyOf(state, row, line.usage),
  };
}
