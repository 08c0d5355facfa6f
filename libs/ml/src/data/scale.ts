import type { Scaling } from '@capstan/training';

/** What a scaled unit is worth, and what 0 stands for: value = zero + unit × scaled. */
export interface Scale { readonly zero: number; readonly unit: number }

const known = (values: Float64Array, rows: Int32Array): number[] => Array.from(rows, (row) => values[row]!).filter((value) => !Number.isNaN(value));

/** Mean and standard deviation over the given rows; a column that does not vary there gets 1, so that it becomes 0. */
export function scaleOf(values: Float64Array, rows: Int32Array): { mean: number; deviation: number } {
  const there = known(values, rows);
  if (there.length === 0) return { mean: 0, deviation: 1 };
  const mean = there.reduce((sum, value) => sum + value, 0) / there.length;
  const deviation = Math.sqrt(there.reduce((sum, value) => sum + (value - mean) ** 2, 0) / there.length);
  return { mean, deviation: deviation > 1e-12 * Math.abs(mean) ? deviation : 1 };
}

/** The scale of a column by the given rows. */
export function scaleBy(scaling: Scaling, values: Float64Array, rows: Int32Array): Scale {
  const { mean, deviation } = scaleOf(values, rows);
  if (scaling === 'standard') return { zero: mean, unit: deviation };
  if (scaling === 'none') return { zero: 0, unit: 1 };
  const there = known(values, rows), low = there.reduce((a, b) => Math.min(a, b), Infinity), high = there.reduce((a, b) => Math.max(a, b), -Infinity);
  return high > low ? { zero: low, unit: high - low } : { zero: there[0] ?? 0, unit: 1 };
}
