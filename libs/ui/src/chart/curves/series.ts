/** What is measured along the way of a run, or of one of several that lie over each other. */
export interface Curve {
  name: string;
  /** Dashed while its run is under way. */
  open?: boolean;
  /** In the order of their steps; a value that is no number is null. `seconds` are since the run began. */
  steps: readonly number[];
  seconds: readonly number[];
  values: readonly (number | null)[];
  /** What a second of it costs, in units of the currency; null where that is unknown. */
  costPerSecond: number | null;
}

export type Axis = 'step' | 'time' | 'cost';

/** A curve ready to be drawn: places never fall, what is unknown is NaN. */
export interface Trace { readonly xs: Float64Array; readonly ys: Float64Array }

/**
 * Exponential moving average without its bias to the beginning: Σ wᵏ·yₜ₋ₖ / Σ wᵏ over the values so far (Kingma and Ba 2015,
 * §3). A weight of 0 changes nothing; what is unknown stays unknown and is passed over.
 */
export function smoothed(ys: Float64Array, weight: number): Float64Array {
  if (weight <= 0) return ys;
  const out = new Float64Array(ys.length);
  let sum = 0, mass = 0;
  for (let i = 0; i < ys.length; i++) {
    const y = ys[i]!;
    if (Number.isFinite(y)) {
      sum = weight * sum + (1 - weight) * y;
      mass = weight * mass + (1 - weight);
    }
    out[i] = Number.isFinite(y) ? sum / mass : Number.NaN;
  }
  return out;
}

/** Along an axis, in its order. Null where the cost is asked for and not known. */
export function traceOf({ steps, seconds, values, costPerSecond }: Curve, axis: Axis, weight: number): Trace | null {
  if (axis === 'cost' && costPerSecond === null) return null;
  const place = axis === 'step' ? (i: number) => steps[i]! : axis === 'time' ? (i: number) => seconds[i]! : (i: number) => seconds[i]! * costPerSecond!;
  const ys = smoothed(Float64Array.from(values, (v) => v ?? Number.NaN), weight);
  const order = Array.from({ length: steps.length }, (_, i) => i);
  const rises = order.every((i) => i === 0 || place(i) >= place(i - 1));
  if (!rises) order.sort((a, b) => place(a) - place(b));
  return { xs: Float64Array.from(order, place), ys: rises ? ys : Float64Array.from(order, (i) => ys[i]!) };
}

/** The first place that is not before `x`. */
export function placeOf(xs: Float64Array, x: number): number {
  let [low, high] = [0, xs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place nearest to `x` that has a value; −1 where none has. */
export function nearest({ xs, ys }: Trace, x: number): number {
  const at = placeOf(xs, x);
  for (let far = 0; far <= xs.length; far++) {
    const [before, after] = [at - 1 - far, at + far];
    const [b, a] = [before >= 0 && Number.isFinite(ys[before]!), after < xs.length && Number.isFinite(ys[after]!)];
    if (a && b) return x - xs[before]! <= xs[after]! - x ? before : after;
    if (a || b) return a ? after : before;
  }
  return -1;
}
