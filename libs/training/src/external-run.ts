import { exact, minorDigits, type Money, moneyFrom } from '@capstan/kernel';
import type { ArtifactFile, DatasetInput, ExternalEnd, ExternalOrigin, ExternalRunFact, Param, Tag } from './external-events.ts';
import type { LoggedModel } from './logged-model.ts';
import { type Machine, runCost, runEnergy } from './machine.ts';
import type { MetricPoint, MetricValue } from './metric-points.ts';
import type { Usage } from './run-events.ts';

export interface Latest { readonly step: number; readonly at: string; readonly value: MetricValue }

/** A run that trains elsewhere, or has. `heardAt` is the latest moment its script told of, `pastMs` the wall time of the stretches before this one. */
export interface KnownRun {
  readonly is: 'running' | ExternalEnd['how'];
  readonly deleted: boolean;
  readonly run: string; readonly name: string; readonly experiment: string; readonly origin: ExternalOrigin; readonly machine: Machine;
  readonly startedAt: string; readonly stretchFrom: string; readonly heardAt: string; readonly endedAt: string | null;
  readonly stretch: number; readonly pastMs: number;
  readonly params: Readonly<Record<string, string>>; readonly tags: Readonly<Record<string, string>>; readonly latest: Readonly<Record<string, Latest>>;
  readonly datasets: readonly DatasetInput[]; readonly artifacts: Readonly<Record<string, Omit<ArtifactFile, 'path'>>>;
  /** By id; absent until the first one is logged. */
  readonly models?: Readonly<Record<string, LoggedModel>>;
}
export type ExternalRun = { readonly is: 'absent' } | KnownRun;

export const PRICE_TAG = 'capstan.price_per_hour';
export const WATTS_TAG = 'capstan.watts';
export const MACHINE_TAG = 'capstan.machine';
export const NAME_TAG = 'mlflow.runName';
export const DATASET_TAG = 'capstan.dataset_hash';

const later = (a: string, b: string) => (Date.parse(b) > Date.parse(a) ? b : a);
const entries = (pairs: readonly Param[]) => Object.fromEntries(pairs.map(({ key, value }) => [key, value]));

/** A name as screens show it: one line of at most 120 characters. */
export const labelled = (name: string): string => name.replaceAll(/\p{Cc}+/gu, ' ').trim().slice(0, 120).trim() || 'run';

/** A price an hour as a script writes it (`2.49`); undefined for what is no amount of money. */
export function priceTag(text: string, currency: string): Money | undefined {
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text)) return undefined;
  return moneyFrom(exact.mul(exact.parseDecimal(text)!, exact.rational(10n ** BigInt(minorDigits(currency)))), currency);
}

const wattsTag = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,5}(\.\d{1,3})?$/.test(text) && Number(text) >= 0.1 ? Number(text) : undefined);
/** Whether a tag that says what a run is billed by can be read. */
export const machineTagReads = ({ key, value }: Tag): boolean => (key === PRICE_TAG ? priceTag(value, 'EUR') !== undefined : key === WATTS_TAG ? wattsTag(value) !== undefined : key === DATASET_TAG ? /^[0-9a-f]{64}$/.test(value) : true);

/** What a run is billed by: the company's machine, but for what its script says of its own. */
export function machineOfRun({ machine, tags }: KnownRun): Machine {
  const price = tags[PRICE_TAG] === undefined ? undefined : priceTag(tags[PRICE_TAG], machine.pricePerHour.currency);
  return { ...machine, pricePerHour: price ?? machine.pricePerHour, watts: wattsTag(tags[WATTS_TAG]) ?? machine.watts };
}

/** What a run has used until a moment, by the clock of its own script. */
export function externalUsage(run: KnownRun, until: string): Usage {
  const wallMs = run.pastMs + Math.max(0, Date.parse(until) - Date.parse(run.stretchFrom));
  const machine = machineOfRun(run);
  const { cost, exact: exactCost } = runCost(wallMs, machine);
  return { wallSeconds: wallMs / 1000, cost, exactCost, energyKwh: runEnergy(wallMs, machine) };
}

/** Of two points of a metric the later step counts, then the later moment. */
function newest(latest: KnownRun['latest'], points: readonly MetricPoint[]): KnownRun['latest'] {
  const next = { ...latest };
  for (const { metric, step, at, value } of points) {
    const before = next[metric];
    if (!before || step > before.step || (step === before.step && Date.parse(at) >= Date.parse(before.at))) next[metric] = { step, at, value };
  }
  return next;
}

const withTags = (run: KnownRun, tags: readonly Tag[]): KnownRun => {
  const name = tags.find(({ key }) => key === NAME_TAG)?.value;
  return { ...run, tags: { ...run.tags, ...entries(tags) }, name: name === undefined ? run.name : labelled(name) };
};
const without = (tags: KnownRun['tags'], key: string) => Object.fromEntries(Object.entries(tags).filter(([one]) => one !== key));

function began({ data }: Extract<ExternalRunFact, { type: 'ExternalRunBegan' }>): KnownRun {
  const { run, name, experiment, origin, machine, startedAt, tags } = data;
  return { is: 'running', deleted: false, run, name, experiment, origin, machine, startedAt, stretchFrom: startedAt, heardAt: startedAt, endedAt: null, stretch: 1, pastMs: 0, params: {}, tags: entries(tags), latest: {}, datasets: [], artifacts: {} };
}

/** The situation after one more fact; facts of other streams change nothing. */
export function evolveExternal(run: ExternalRun, fact: ExternalRunFact): ExternalRun {
  if (fact.type === 'ExternalRunBegan') return began(fact);
  if (run.is === 'absent') return run;
  switch (fact.type) {
    case 'ParamsLogged': return { ...run, params: { ...run.params, ...entries(fact.data.params) } };
    case 'MetricsLogged': return { ...run, latest: newest(run.latest, fact.data.points), heardAt: fact.data.points.reduce((at, point) => later(at, point.at), run.heardAt) };
    case 'TagsSet': return withTags(run, fact.data.tags);
    case 'TagRemoved': return { ...run, tags: without(run.tags, fact.data.key) };
    case 'DatasetsRead': return { ...run, datasets: [...run.datasets, ...fact.data.datasets] };
    case 'ArtifactKept': return { ...run, artifacts: { ...run.artifacts, [fact.data.path]: { sha256: fact.data.sha256, bytes: fact.data.bytes } } };
    case 'LoggedModelKept': return { ...run, models: { ...run.models, [fact.data.model.model]: fact.data.model } };
    case 'ExternalRunEnded': return { ...run, is: fact.data.how, endedAt: fact.data.endedAt, stretchFrom: fact.data.endedAt, heardAt: later(run.heardAt, fact.data.endedAt), pastMs: Math.round(fact.data.usage.wallSeconds * 1000) };
    case 'ExternalRunWentOn': return { ...run, is: 'running', endedAt: null, stretchFrom: fact.data.at, heardAt: later(run.heardAt, fact.data.at), stretch: run.stretch + 1 };
    case 'ExternalRunDeleted': return { ...run, deleted: true };
    case 'ExternalRunRestored': return { ...run, deleted: false };
    default: return run;
  }
}
