import { knobs } from '@capstan/training';
import type { FormReader } from '../../../../api/read-form.ts';

type Numbers = Record<string, number | undefined>;
const group = (f: FormReader, knobsOf: object, prefix: string): Numbers => Object.fromEntries(Object.keys(knobsOf).map((name) => [name, f.number(`${prefix}${name}`)]));

const settingsOf = (f: FormReader, kind: string, prefix: string): Numbers => (kind in knobs ? group(f, knobs[kind as keyof typeof knobs], prefix) : {});

const modelFrom = (f: FormReader, kind: string) =>
  kind === 'baseline' ? { kind, rule: f.optional('model.rule') } : { kind, ...settingsOf(f, kind, 'model.') };

/** A choice with settings of its own: those of the kind that was chosen are read, the other fields are not. */
const choiceFrom = (f: FormReader, name: string) => {
  const kind = f.optional(`${name}.kind`);
  return kind === undefined ? undefined : { kind, ...settingsOf(f, kind, `${name}.`) };
};

/** How the data is prepared. Fields that a kind of data does not have were not shown and are left to their defaults. */
function dataFrom(f: FormReader) {
  const named = (name: string) => f.optional(`data.${name}`);
  return {
    cleaning: { duplicates: named('cleaning.duplicates'), missing: named('cleaning.missing'), outliers: named('cleaning.outliers'), ...group(f, knobs.cleaning, 'data.cleaning.') },
    scaling: named('scaling'), tokens: choiceFrom(f, 'data.tokens'),
    series: f.checked('data.series') ? group(f, knobs.series, 'data.series.') : null,
    side: f.number('data.side') ?? null, ...group(f, knobs.data, 'data.'),
    augmentation: { flip: f.checked('data.augmentation.flip'), ...group(f, knobs.augmentation, 'data.augmentation.') },
  };
}

/** The body of a request as the new-run form says it. Fields are named after the contract's paths; what was left empty takes the engine's default. */
export function requestFrom(f: FormReader, dataset: string, model: string) {
  const { patience, clip, ...run } = group(f, knobs.run, '');
  return {
    name: f.text('name'), ...run, patience: patience ?? null, clip: clip ?? null,
    optimiser: choiceFrom(f, 'optimiser') as never, schedule: choiceFrom(f, 'schedule') as never, loss: choiceFrom(f, 'loss') as never, data: dataFrom(f) as never,
    dataset: { dataset, label: f.optional('dataset.label') ?? null }, model: modelFrom(f, model),
  };
}
