import type { Formatters } from '../../format/formatters.ts';
import type { Axis } from './series.ts';

/** What the values of a chart are. */
export type Unit = 'number' | 'percent';

/** Three digits that matter, wherever the point stands. */
const digitsFor = (value: number) => (value === 0 ? 0 : Math.min(8, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))));

export function sayValue(value: number, unit: Unit, f: Formatters): string {
  if (unit === 'percent') return f.percent(value, 1);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-5 || size >= 1e12)) return value.toExponential(1);
  return size >= 10_000 ? f.compact(value) : Number.isInteger(value) ? f.number(value) : f.number(value, digitsFor(value));
}

export const sayPlace = (value: number, axis: Axis, f: Formatters): string =>
  axis === 'time' ? f.duration(Math.max(0, value)) : axis === 'step' ? (Math.abs(value) >= 10_000 ? f.compact(Math.round(value * 1000) / 1000) : f.number(value, Number.isInteger(value) ? 0 : 1)) : sayValue(value, 'number', f);
