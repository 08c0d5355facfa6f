import type { Knob } from '@capstan/training';
import { type Formatters, NumberField } from '@capstan/ui';
import type { Words } from '../../../../i18n/words.ts';

/** Enough places for a learning rate, none too many for anything else. */
const say = (f: Formatters, value: number) => (value !== 0 && Math.abs(value) < 0.001 ? value.toExponential() : f.number(value, Number.isInteger(value) ? 0 : Math.min(5, String(value).split('.')[1]?.length ?? 0)));

/** What a hyper-parameter is measured in, and its limits. */
export const sayLimits = (f: Formatters, t: Words, name: string, knob: Knob): string => t('knobs.limits', { unit: t(`units.${name}`), min: say(f, knob.min), max: say(f, knob.max) });

/** Hyper-parameters as fields: the name, what it is measured in, its limits, the default filled in. */
export const Knobs = ({ group, prefix, f, t }: { group: Readonly<Record<string, Knob>>; prefix: string; f: Formatters; t: Words }) => (
  <div className="form-row">
    {Object.entries(group).map(([name, knob]) => (
      <NumberField key={name} name={`${prefix}${name}`} label={t(`knobs.${name}`)} defaultValue={String(knob.default)} required
        hint={sayLimits(f, t, name, knob)} />
    ))}
  </div>
);
