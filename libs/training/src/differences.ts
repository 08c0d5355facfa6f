import type { RunSpec } from './spec.ts';

export type Setting = string | number | boolean | null;
/** The settings of a run by their dotted paths. */
export type Settings = Readonly<Record<string, Setting>>;

/** One setting in which runs differ: its dotted path and its value in each run, in order; undefined where a run has no such setting. */
export interface Difference { readonly path: string; readonly values: readonly (Setting | undefined)[] }

function leaves(value: unknown, path: string): [string, Setting][] {
  if (typeof value !== 'object' || value === null) return [[path, value as Setting]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

/** What of a spec decides how its run goes: a baseline does not learn, so it has no learning rate either. The data's hash is left out: its id says the same. */
export function settingsOf({ dataset: { dataset, label }, model, data, seed, validationShare, ...learning }: RunSpec): Settings {
  return Object.fromEntries(leaves({ dataset: { dataset, label }, model, data, seed, validationShare, ...(model.kind !== 'baseline' && learning) }, ''));
}

/** The settings that are not the same in all, in the order of the first run that has them. */
export function differencesOf(all: readonly Settings[]): Difference[] {
  const paths = new Set(all.flatMap((one) => Object.keys(one)));
  return [...paths].map((path) => ({ path, values: all.map((one) => one[path]) })).filter(({ values }) => values.some((v) => v !== values[0]));
}

/** The settings in which the specs are not all the same. */
export const differences = (specs: readonly RunSpec[]): Difference[] => differencesOf(specs.map(settingsOf));
