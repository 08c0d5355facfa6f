import type { Setting } from '@capstan/training';
import type { Words } from '../../../../i18n/words.ts';

/** What a choice is called, and where its kinds have their names. */
const choices: Readonly<Record<string, string>> = { 'model.kind': 'run.model', 'optimiser.kind': 'run.optimiser', 'schedule.kind': 'run.schedule', 'loss.kind': 'run.loss', 'data.tokens.kind': 'preparation.tokens' };
const named: Readonly<Record<string, string>> = {
  'model.kind': 'models', 'model.rule': 'rules', 'optimiser.kind': 'optimisers', 'schedule.kind': 'schedules', 'loss.kind': 'losses',
  'data.tokens.kind': 'preparation.tokensKinds', 'data.scaling': 'preparation.scalingKinds', 'data.cleaning.duplicates': 'preparation.duplicatesKinds', 'data.cleaning.missing': 'preparation.missingKinds', 'data.cleaning.outliers': 'preparation.outliersKinds',
};

/** A setting as people call it; what a script elsewhere called a setting of its own stays as it is. */
export function settingName(path: string, t: Words): string {
  const last = path.split('.').at(-1)!;
  if (last === 'kind') return t(choices[path] ?? 'spec.kind');
  const group = ['knobs', 'settings', 'preparation'].find((one) => t.has(`${one}.${last}`));
  return group ? t(`${group}.${last}`) : path;
}

/** A value of a setting in words; `—` where a run has none. */
export function settingValue(path: string, value: Setting | undefined, t: Words): string {
  if (value === undefined || value === null) return '—';
  const all = named[path];
  return all && t.has(`${all}.${String(value)}`) ? t(`${all}.${String(value)}`) : String(value);
}
