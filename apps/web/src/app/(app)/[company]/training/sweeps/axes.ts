import type { TrialSettings } from '@capstan/training';
import type { Formatters } from '@capstan/ui';
import type { Words } from '../../../../../i18n/words.ts';

/** Rows of the form's search space. */
export const AXES = 4;

/** A setting by its path, in the words of the form it is set in. */
export const sayPath = (path: string, training: Words): string => training(`knobs.${path.split('.').at(-1)!}`);

export const sayValue = (value: number, f: Formatters): string => (Number.isInteger(value) ? f.number(value) : String(value));

/** The settings of a trial on one line. */
export const saySettings = (settings: TrialSettings, training: Words, f: Formatters): string => Object.entries(settings).map(([path, value]) => `${sayPath(path, training)} ${sayValue(value, f)}`).join(' · ');
