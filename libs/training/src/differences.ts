import type { RunSpec } from './spec.ts';

/** One setting in which runs differ: its dotted path and its value in each run, in order; undefined where a run has no such setting. */
export interface Difference { readonly path: string; readonly values: readonly (string | number | boolean | null | undefined)[] }

type Leaf = string | number | boolean | null;

function leaves(value: unknown, path: string, into: Map<string, Leaf>): Map<string, Leaf> {
  if (typeof value === 'object' && value !== null) for (const [key, inner] of Object.entries(value)) leaves(inner, path ? `${path}.${key}` : key, into);
  else into.set(path, value as Leaf);
  return into;
}

/** What of a spec decides how its run goes: a baseline does not learn, so it has no learning rate either. The data's hash is left out: its id says the same. */
function relevant({ dataset: { dataset, label }, model, data, seed, validationShare, ...learning }: RunSpec): object {
  return { dataset: { dataset, label }, model, data, seed, validationShare, ...(model.kind !== 'baseline' && learning) };
}

/** The settings in which the specs are not all the same, in the order of the first spec that has them. */
export function differences(specs: readonly RunSpec[]): Difference[] {
  const flat = specs.map((spec) => leaves(relevant(spec), '', new Map()));
  const paths = new Set(flat.flatMap((one) => [...one.keys()]));
  return [...paths].map((path) => ({ path, values: flat.map((one) => one.get(path)) })).filter(({ values }) => values.some((v) => v !== values[0]));
}
