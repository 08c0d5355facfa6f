/** A function of several numbers with its slope there. */
export type Slope = (at: readonly number[]) => { value: number; gradient: number[] };

const MOST_STEPS = 300;
const FLAT = 1e-12;

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const identity = (n: number): number[][] => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));

/** Armijo's rule: the longest of halved steps that gains what the slope promises; undefined when none does. */
function search(of: Slope, from: readonly number[], { value, gradient }: ReturnType<Slope>, direction: readonly number[]): { at: number[]; seen: ReturnType<Slope> } | undefined {
  const promise = dot(gradient, direction);
  for (let step = 1; step > 1e-12; step /= 2) {
    const at = from.map((x, i) => x + step * direction[i]!), seen = of(at);
    if (seen.value <= value + 1e-4 * step * promise) return { at, seen };
  }
  return undefined;
}

/** The inverse of the curvature after one more step (Broyden, Fletcher, Goldfarb and Shanno 1970); as it was where the step says nothing about it. */
function curved(inverse: number[][], step: readonly number[], change: readonly number[]): number[][] {
  const along = dot(step, change);
  if (!(along > 1e-14)) return inverse;
  const pushed = inverse.map((row) => dot(row, change)), size = (1 + dot(change, pushed) / along) / along;
  return inverse.map((row, i) => row.map((h, j) => h + size * step[i]! * step[j]! - (pushed[i]! * step[j]! + step[i]! * pushed[j]!) / along));
}

/** The lowest place that BFGS reaches from a start, for functions of a handful of numbers. */
export function lowest(of: Slope, start: readonly number[]): { at: readonly number[]; value: number } {
  let at = start, seen = of(start), inverse = identity(start.length);
  for (let i = 0; i < MOST_STEPS; i++) {
    const direction = inverse.map((row) => -dot(row, seen.gradient)), downhill = dot(direction, seen.gradient) < 0;
    const next = search(of, at, seen, downhill ? direction : seen.gradient.map((g) => -g));
    if (!next || seen.value - next.seen.value < FLAT * Math.max(1, Math.abs(seen.value))) return next ? { at: next.at, value: next.seen.value } : { at, value: seen.value };
    const { at: before, gradient } = { at, gradient: seen.gradient };
    inverse = downhill ? curved(inverse, next.at.map((x, j) => x - before[j]!), next.seen.gradient.map((g, j) => g - gradient[j]!)) : identity(start.length);
    [at, seen] = [next.at, next.seen];
  }
  return { at, value: seen.value };
}
