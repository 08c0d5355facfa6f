/** One thing that runs differ in: a number with its range, or one of some names. */
export interface Dimension { readonly key: string; readonly name: string; readonly values: readonly (number | string | null)[]; readonly log?: boolean }

/** A share of the height, 0 at the bottom, for each line; null where it has no value. */
export interface Scaled { readonly key: string; readonly name: string; readonly places: readonly (number | null)[]; readonly ticks: readonly { readonly at: number; readonly value: number | string }[] }

const isNumber = (value: number | string | null): value is number => typeof value === 'number' && Number.isFinite(value);

function numbers({ key, name, values, log }: Dimension): Scaled {
  const known = values.filter(isNumber), bent = log && known.every((v) => v > 0) ? Math.log : (v: number) => v;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const place = (v: number) => (high === low ? 0.5 : (bent(v) - bent(low)) / (bent(high) - bent(low)));
  return { key, name, places: values.map((v) => (isNumber(v) ? place(v) : null)), ticks: high === low ? [{ at: 0.5, value: low }] : [{ at: 0, value: low }, { at: 1, value: high }] };
}

function names({ key, name, values }: Dimension): Scaled {
  const known = [...new Set(values.filter((v) => v !== null).map(String))].sort(), last = Math.max(1, known.length - 1);
  const place = new Map(known.map((one, i) => [one, known.length === 1 ? 0.5 : i / last]));
  return { key, name, places: values.map((v) => (v === null ? null : place.get(String(v))!)), ticks: known.map((value) => ({ at: place.get(value)!, value })) };
}

/** Places of all lines on an axis: numbers between the least and the most, names evenly. */
export const scaled = (dimension: Dimension): Scaled => (dimension.values.every((v) => v === null || isNumber(v)) && dimension.values.some(isNumber) ? numbers(dimension) : names(dimension));

/** What is chosen on each axis, as shares of its height; an axis without a choice lets all through. */
export type Brushes = Readonly<Record<string, readonly [low: number, high: number]>>;
const ROUNDING = 1e-9;

/** The lines that pass through every choice; a line without a value on a chosen axis does not. */
export const passing = (axes: readonly Scaled[], brushes: Brushes, lines: number): boolean[] =>
  Array.from({ length: lines }, (_, line) => axes.every(({ key, places }) => {
    const brush = brushes[key], place = places[line];
    return !brush || (place !== null && place !== undefined && place >= brush[0] - ROUNDING && place <= brush[1] + ROUNDING);
  }));
