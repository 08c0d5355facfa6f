/** Money `amount` at time `at` in years (or periods); in is positive. Rates are doubles: they are statistics, never recorded money. */
export interface TimedFlow { readonly at: number; readonly amount: number }

/** Rates to look between, as fractions per year: more than −1. */
export interface RateRange { readonly from: number; readonly to: number }

/** From losing all but a millionth in a year to growing a million million times. */
export const DEFAULT_RANGE: RateRange = { from: -0.999999, to: 1e12 };

/**
 * Every rate in the range at which the flows are worth nothing today, smallest first.
 *
 * In s = ln(1 + rate) the value is a sum of exponentials Σ c·e^(−s·t), which has at most as many roots as its amounts, in
 * order of time, change sign. Multiplied by e^(s·τ), with τ between the two sides of a change, its derivative has one
 * change less; between the derivative's roots the product is monotone, so bisection finds every root there is.
 */
export function ratesWorthNothing(flows: readonly TimedFlow[], range: RateRange = DEFAULT_RANGE): number[] {
  const merged = inOrder(flows);
  return zeros(merged, Math.log1p(range.from), Math.log1p(range.to)).map((s) => Math.expm1(s));
}

/** How often the amounts change sign in order of time: the most rates that there can be. */
export function signChanges(flows: readonly TimedFlow[]): number {
  const signs = inOrder(flows).map((f) => Math.sign(f.amount));
  return signs.filter((s, i) => i > 0 && s !== signs[i - 1]).length;
}

/** One flow per moment, none of nothing. */
function inOrder(flows: readonly TimedFlow[]): TimedFlow[] {
  const byTime = new Map<number, number>();
  for (const { at, amount } of flows) byTime.set(at, (byTime.get(at) ?? 0) + amount);
  return [...byTime].map(([at, amount]) => ({ at, amount })).filter((f) => f.amount !== 0).sort((a, b) => a.at - b.at);
}

function zeros(flows: readonly TimedFlow[], low: number, high: number): number[] {
  const change = flows.findIndex((f, i) => i > 0 && Math.sign(f.amount) !== Math.sign(flows[i - 1]!.amount));
  if (change < 0) return [];
  const between = (flows[change - 1]!.at + flows[change]!.at) / 2;
  const turning = zeros(flows.map(({ at, amount }) => ({ at, amount: amount * (between - at) })), low, high);
  const marks = [low, ...turning, high];
  const found = marks.slice(1).flatMap((to, i) => zeroBetween(flows, marks[i]!, to));
  return found.filter((s, i) => i === 0 || Math.abs(s - found[i - 1]!) > 1e-9);
}

/** The sign of the value, over its scale: exponents stay at or below zero, so that nothing overflows. */
function scaled(flows: readonly TimedFlow[], s: number): number {
  const anchor = s >= 0 ? flows[0]!.at : flows.at(-1)!.at;
  let [value, size] = [0, 0];
  for (const { at, amount } of flows) {
    const now = amount * Math.exp(-s * (at - anchor));
    value += now;
    size += Math.abs(now);
  }
  return value / size;
}

/** A value this small beside its parts is zero: what a double can tell. */
const NOTHING = 1e-13;

function zeroBetween(flows: readonly TimedFlow[], from: number, to: number): number[] {
  let [low, high] = [from, to];
  const [atLow, atHigh] = [scaled(flows, low), scaled(flows, high)];
  if (Math.abs(atLow) < NOTHING) return [low];
  if (Math.abs(atHigh) < NOTHING) return [high];
  if (atLow > 0 === atHigh > 0) return [];
  while (true) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return [middle];
    if (scaled(flows, middle) > 0 === atLow > 0) low = middle; else high = middle;
  }
}
