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
  /** Some points were left out: finer ones can be asked for. */
  thinned?: boolean;
  /** Steps that smoothing takes for one; the average between points where it is left out. */
  spacing?: number;
}

export type Axis = 'step' | 'time' | 'cost';

/** A curve ready to be drawn: places never fall, what is unknown is NaN. */
export interface Trace { readonly xs: Float64Array; readonly ys: Float64Array }

/**
 * Exponential moving average without its bias to the beginning: Σ wᵏ·yₜ₋ₖ / Σ wᵏ over the values so far (Kingma and Ba 2015,
 * §3). `gaps` are how far each value is from the one before; it counts for so much, and what came before fades by so much, so that
 * a line looks the same where its points are finer. A weight of 0 changes nothing; what is unknown stays unknown and is passed over.
 */
export function smoothed(ys: Float64Array, weight: number, gaps: Float64Array = new Float64Array(ys.length).fill(1)): Float64Array {
  if (weight <= 0) return ys;
  const out = new Float64Array(ys.length);
  let sum = 0, mass = 0;
  for (let i = 0; i < ys.length; i++) {
    const y = ys[i]!, kept = weight ** gaps[i]!, counts = gaps[i]! || 1;
    if (Number.isFinite(y)) {
      sum = kept * sum + counts * y;
      mass = kept * mass + counts;
    }
    out[i] = Number.isFinite(y) ? sum / mass : Number.NaN;
  }
  return out;
}

/** Steps from one point to the next, on average; 1 where all are of one step. */
export const spacingOf = ({ steps, spacing }: Curve): number => spacing ?? ((steps.at(-1)! - steps[0]!) / (steps.length - 1) || 1);

/** How far each point of a curve is from the one before, in the steps that count as one; the first as far as any. */
function gapsOf(curve: Curve): Float64Array {
  const spacing = spacingOf(curve), { steps } = curve;
  return Float64Array.from(steps, (step, i) => (i === 0 ? 1 : (step - steps[i - 1]!) / spacing));
}

/** Where the points of a curve are along an axis; null where the cost is asked for and not known. */
export function placesOf({ steps, seconds, costPerSecond }: Curve, axis: Axis): ((i: number) => number) | null {
  if (axis === 'step') return (i) => steps[i]!;
  if (axis === 'time') return (i) => seconds[i]!;
  return costPerSecond === null ? null : (i) => seconds[i]! * costPerSecond;
}

/** Along an axis, in its order. Null where the cost is asked for and not known. */
export function traceOf(curve: Curve, axis: Axis, weight: number): Trace | null {
  const place = placesOf(curve, axis);
  if (!place) return null;
  const ys = smoothed(Float64Array.from(curve.values, (v) => v ?? Number.NaN), weight, gapsOf(curve));
  const order = Array.from({ length: curve.steps.length }, (_, i) => i);
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
