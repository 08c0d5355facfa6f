import type { Decider, Refusal } from '@capstan/kernel';
import { builtIn } from './built-in.ts';
import type { DatasetFacts, Headline, TrainingFact } from './events.ts';
import type { ExternalEnd } from './external-events.ts';
import type { Machine } from './machine.ts';
import { refuse } from './refusals.ts';
import type { RunFact } from './run-events.ts';
import type { RunMetrics } from './spec.ts';

/** The end of a run as its own stream tells it. */
export type RunEnd = Extract<RunFact, { type: 'RunFinished' | 'RunStopped' | 'RunFailed' | 'RunLost' }>;

export type TrainingCommand =
  | ({ type: 'AddDataset' } & DatasetFacts)
  | { type: 'WithdrawDataset'; dataset: string }
  | { type: 'PriceTrainer'; machine: Machine }
  | { type: 'NotePilot'; end: RunEnd; today: string }
  | { type: 'NoteExternalPilot'; end: ExternalEnd; on: string };

export interface TrainingState {
  /** Name of each dataset by the hash of its content, and the hash by id. */
  readonly byHash: ReadonlyMap<string, string>;
  readonly hashes: ReadonlyMap<string, string>;
  readonly currency: string | undefined;
  readonly pilots: ReadonlySet<string>;
}

const initial: TrainingState = { byHash: new Map(), hashes: new Map(), currency: undefined, pilots: new Set() };
/** Of another context; only its currency matters here. */
type Founded = { type: 'CompanyFounded'; data: { currency: string } };

function evolve(state: TrainingState, fact: TrainingFact): TrainingState {
  switch (fact.type as TrainingFact['type'] | Founded['type']) {
    case 'CompanyFounded': return { ...state, currency: (fact as unknown as Founded).data.currency };
    case 'DatasetAdded': {
      const { dataset, hash, name } = (fact as Extract<TrainingFact, { type: 'DatasetAdded' }>).data;
      return { ...state, byHash: new Map(state.byHash).set(hash, name), hashes: new Map(state.hashes).set(dataset, hash) };
    }
    case 'DatasetWithdrawn': {
      const { dataset } = (fact as Extract<TrainingFact, { type: 'DatasetWithdrawn' }>).data;
      const [byHash, hashes] = [new Map(state.byHash), new Map(state.hashes)];
      byHash.delete(hashes.get(dataset) ?? '');
      hashes.delete(dataset);
      return { ...state, byHash, hashes };
    }
    case 'PilotFinished':
    case 'PilotEnded': return { ...state, pilots: new Set(state.pilots).add((fact.data as { run: string }).run) };
    default: return state;
  }
}

/** The metrics of a run without its matrix and its classes. */
export function headline(metrics: RunMetrics): Headline {
  const { perClass: _, confusion: __, ...rest } = metrics;
  return rest;
}

function note({ end, today }: Extract<TrainingCommand, { type: 'NotePilot' }>): TrainingFact {
  const { run, name, spec, datasetName, usage } = end.data;
  const pilot = { run, name, dataset: spec.dataset.dataset, datasetName, model: spec.model, seconds: usage.wallSeconds, energyKwh: usage.energyKwh, cost: usage.cost, exactCost: usage.exactCost };
  if (end.type === 'RunFinished') {
    const { metrics, baseline, flops, parameters, backend } = end.data.outcome;
    return { type: 'PilotFinished', effective: today, data: { ...pilot, metrics: metrics && headline(metrics), baseline: baseline && { rule: baseline.rule, metrics: headline(baseline.metrics) }, flops, parameters, backend: backend.name } };
  }
  const how = end.type === 'RunStopped' ? 'stopped' : end.type === 'RunFailed' ? 'failed' : 'lost';
  return { type: 'PilotEnded', effective: today, data: { ...pilot, how, reason: 'reason' in end.data ? end.data.reason : null } };
}

/** A run trained elsewhere, in the same words; its dataset is ours where the script named the hash of one. A run that went on after its end is noted again. */
function noteExternal({ end, on }: Extract<TrainingCommand, { type: 'NoteExternalPilot' }>, state: TrainingState): TrainingFact {
  const { run, name, dataset, usage, metrics, origin, how } = end;
  const ours = [...state.hashes].find(([, hash]) => hash === dataset?.hash)?.[0];
  const pilot = { run, name, dataset: ours ?? dataset?.digest ?? null, datasetName: dataset?.name ?? null, model: { kind: 'external' as const }, seconds: usage.wallSeconds, energyKwh: usage.energyKwh, cost: usage.cost, exactCost: usage.exactCost };
  if (how === 'finished') return { type: 'PilotFinished', effective: on, data: { ...pilot, metrics, baseline: null, flops: null, parameters: null, backend: origin } };
  return { type: 'PilotEnded', effective: on, data: { ...pilot, how, reason: null } };
}

function decide(c: TrainingCommand, state: TrainingState): TrainingFact[] | Refusal {
  switch (c.type) {
    case 'AddDataset': {
      const { type: _, ...data } = c;
      if (data.bytes === 0 || data.rows === 0) return refuse('dataset-empty');
      const name = state.byHash.get(data.hash);
      return name === undefined ? [{ type: 'DatasetAdded', data }] : refuse('dataset-known', { name });
    }
    case 'WithdrawDataset':
      if (builtIn(c.dataset)) return refuse('dataset-built-in');
      return state.hashes.has(c.dataset) ? [{ type: 'DatasetWithdrawn', data: { dataset: c.dataset } }] : refuse('dataset-unknown');
    case 'PriceTrainer': {
      const { currency } = c.machine.pricePerHour;
      if (state.currency !== undefined && currency !== state.currency) return refuse('currency-differs', { currency: state.currency }, 'pricePerHour.currency');
      return [{ type: 'TrainerPriced', data: c.machine }];
    }
    case 'NotePilot': return state.pilots.has(c.end.data.run) ? [] : [note(c)];
    case 'NoteExternalPilot': return c.end.stretch === 1 && state.pilots.has(c.end.run) ? [] : [noteExternal(c, state)];
  }
}

/** Datasets, the price of the machine, and what each pilot came to, in the company's ledger. */
export const trainingDecider: Decider<TrainingCommand, TrainingState, TrainingFact> = { name: 'training', initial, evolve, decide };
