import { knobs } from '@capstan/training';
import type { FormReader } from '../../../../api/read-form.ts';

type Numbers = Record<string, number | undefined>;
const group = (f: FormReader, knobsOf: object, prefix: string): Numbers => Object.fromEntries(Object.keys(knobsOf).map((name) => [name, f.number(`${prefix}${name}`)]));

const modelFrom = (f: FormReader, kind: string) =>
  kind === 'baseline' ? { kind, rule: f.optional('model.rule') } : { kind, ...(kind === 'cnn' || kind === 'lstm' || kind === 'transformer' ? group(f, knobs[kind], 'model.') : {}) };

/** The body of a request as the new-run form says it. Fields are named after the contract's paths; what was left empty takes the engine's default. */
export function requestFrom(f: FormReader, dataset: string, model: string) {
  const { patience, ...run } = group(f, knobs.run, '');
  const optimiser = f.optional('optimiser.kind') === 'sgd' ? { kind: 'sgd' as const, ...group(f, knobs.sgd, 'optimiser.') } : undefined;
  return {
    name: f.text('name'), ...run, patience: patience ?? null, optimiser,
    dataset: { dataset, label: f.optional('dataset.label') ?? null }, model: modelFrom(f, model),
  };
}
