import { lowest, type Slope } from './descent.ts';
import { lossOf, type ScalingLaw } from './scaling-law.ts';

/** One trained model: its size, how many tokens it learned from, and its validation loss in nats. */
export interface TrainedModel { readonly parameters: number; readonly tokens: number; readonly loss: number }

/** Five numbers cannot be had from fewer points, nor an exponent from fewer sizes or a spread too narrow to see it in. */
export const FEWEST_POINTS = 6;
export const FEWEST_SIZES = 3;
export const LEAST_SPREAD = 4;
/** Half of the points may miss a law by so much, as a share of the loss. */
export const MOST_ERROR = 0.05;

/**
 * A law with what it rests on: `low` and `high` are the 10th and 90th percentile of each number over `ensemble`, laws fitted to the
 * same points drawn again with replacement; `error` is the median of |ln predicted − ln measured|. Or why there is none.
 */
export type ScalingFit =
  | { readonly kind: 'fitted'; readonly law: ScalingLaw; readonly low: ScalingLaw; readonly high: ScalingLaw; readonly error: number; readonly ensemble: readonly ScalingLaw[] }
  | { readonly kind: 'too-few'; readonly found: number; readonly needed: number }
  | { readonly kind: 'not-varied'; readonly of: 'parameters' | 'tokens'; readonly sizes: number; readonly spread: number }
  /** Drawn again, the same points tell another law, or it misses half of them by more than `MOST_ERROR`: nothing to look ahead by. */
  | { readonly kind: 'not-steady'; readonly error: number }
  /** The loss does not fall with size or data as a power law does. */
  | { readonly kind: 'not-falling' };

interface Centred { readonly n: number; readonly d: number; readonly l: number }
interface Cloud { readonly points: readonly Centred[]; readonly n: number; readonly d: number }

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** Logarithms, sizes and data about their mean: the numbers of the fit then say what each part weighs in the middle of the points. */
function centred(models: readonly TrainedModel[]): Cloud {
  const n = mean(models.map(({ parameters }) => Math.log(parameters))), d = mean(models.map(({ tokens }) => Math.log(tokens)));
  return { n, d, points: models.map(({ parameters, tokens, loss }) => ({ n: Math.log(parameters) - n, d: Math.log(tokens) - d, l: Math.log(loss) })) };
}

/** Huber's loss of ln L against ln(e^e + e^(a − αn) + e^(b − βd)), and its slope in (e, a, b, α, β). */
const misfit = (points: readonly Centred[], delta: number): Slope => ([e, a, b, alpha, beta]) => {
  let value = 0;
  const gradient = [0, 0, 0, 0, 0];
  for (const { n, d, l } of points) {
    const parts = [e!, a! - alpha! * n, b! - beta! * d], top = Math.max(...parts), weights = parts.map((part) => Math.exp(part - top)), sum = weights[0]! + weights[1]! + weights[2]!;
    const residual = top + Math.log(sum) - l, size = Math.abs(residual);
    value += size <= delta ? (residual * residual) / 2 : delta * (size - delta / 2);
    const push = size <= delta ? residual : delta * Math.sign(residual), [we, wa, wb] = weights.map((w) => (push * w) / sum);
    [we!, wa!, wb!, -wa! * n, -wb! * d].forEach((slope, i) => { gradient[i]! += slope; });
  }
  return { value: value / delta, gradient: gradient.map((g) => g / delta) };
};

type Place = ReturnType<typeof lowest>;
/** Least squares, which is smooth, come first; then the robust border of Hoffmann et al. (2022), by way of a wider one. */
const smooth = (points: readonly Centred[], start: readonly number[]): Place => lowest(misfit(points, 1), start);
const settle = (points: readonly Centred[], start: readonly number[]): Place => lowest(misfit(points, 1e-3), lowest(misfit(points, 1e-2), start).at);

/** How the loss in the middle of the points may divide into what is left at the end, what size and what data account for; and exponents. */
function starts({ points }: Cloud): number[][] {
  const middle = mean(points.map(({ l }) => l)), exponents = [0.1, 0.35, 0.8];
  const shares = [[0.8, 0.1, 0.1], [0.5, 0.25, 0.25], [0.2, 0.4, 0.4], [0.3, 0.6, 0.1], [0.3, 0.1, 0.6]];
  return shares.flatMap((parts) => exponents.flatMap((alpha) => exponents.map((beta) => [...parts.map((part) => middle + Math.log(part)), alpha, beta])));
}

/** The starts that come lowest as least squares go on. */
const GOING_ON = 5;
function bestPlace(cloud: Cloud): Place {
  const found = starts(cloud).map((start) => smooth(cloud.points, start)).toSorted((a, b) => a.value - b.value).slice(0, GOING_ON);
  return found.map(({ at }) => settle(cloud.points, at)).reduce((a, b) => (b.value < a.value ? b : a));
}

const lawAt = ([e, a, b, alpha, beta]: readonly number[], { n, d }: Cloud): ScalingLaw => ({ E: Math.exp(e!), A: Math.exp(a! + alpha! * n), B: Math.exp(b! + beta! * d), alpha: alpha!, beta: beta! });

/** An exponent that is nothing, or so steep that one step of size would use it up, is no law of these points. */
const LEAST_EXPONENT = 0.01;
const MOST_EXPONENT = 5;
const falls = ({ E, A, B, alpha, beta }: ScalingLaw): boolean => [alpha, beta].every((x) => x >= LEAST_EXPONENT && x <= MOST_EXPONENT) && [E, A, B].every(Number.isFinite);

const varied = (values: readonly number[]): { sizes: number; spread: number; enough: boolean } => {
  const sizes = new Set(values).size, spread = Math.max(...values) / Math.min(...values);
  return { sizes, spread, enough: sizes >= FEWEST_SIZES && spread >= LEAST_SPREAD };
};

/** A draw of as many points, with replacement, by a plain generator (Lehmer; Park and Miller 1988). */
function* redrawn(points: readonly Centred[], { draws, seed }: { draws: number; seed: number }): Generator<Centred[]> {
  let state = (seed % 2147483646) + 1;
  const below = (n: number): number => Math.floor(((state = (state * 48271) % 2147483647) / 2147483647) * n);
  for (let i = 0; i < draws; i++) yield points.map(() => points[below(points.length)]!);
}

const quantile = (values: readonly number[], at: number): number => values.toSorted((a, b) => a - b)[Math.round(at * (values.length - 1))]!;

/** An exponent may stand this far outside the interval of its own draws, as a share, and half of the draws may find no law. */
const SLACK = 0.1;
const steady = (law: ScalingLaw, { low, high, share }: { low: ScalingLaw; high: ScalingLaw; share: number }, draws: number): boolean =>
  draws === 0 || (share >= 0.5 && (['alpha', 'beta'] as const).every((key) => law[key] >= low[key] * (1 - SLACK) && law[key] <= high[key] * (1 + SLACK)));

/**
 * The law L = E + A/N^α + B/D^β of a family of trained models (Hoffmann et al. 2022, approach 3): Huber's loss with δ = 10⁻³ on the
 * logarithm, by BFGS from 45 starts; intervals by drawing the points again `draws` times. Refuses what cannot carry a law.
 */
export function fitScalingLaw(models: readonly TrainedModel[], { draws = 60, seed = 1 }: { draws?: number; seed?: number } = {}): ScalingFit {
  if (models.length < FEWEST_POINTS) return { kind: 'too-few', found: models.length, needed: FEWEST_POINTS };
  for (const axis of ['parameters', 'tokens'] as const) {
    const { enough, ...found } = varied(models.map((model) => model[axis]));
    if (!enough) return { kind: 'not-varied', of: axis, ...found };
  }
  const cloud = centred(models), best = bestPlace(cloud), law = lawAt(best.at, cloud);
  if (!falls(law)) return { kind: 'not-falling' };
  const ensemble = [...redrawn(cloud.points, { draws, seed })].map((points) => lawAt(settle(points, best.at).at, cloud)).filter(falls);
  const of = (at: number): ScalingLaw => Object.fromEntries(Object.keys(law).map((key) => [key, ensemble.length > 0 ? quantile(ensemble.map((one) => one[key as keyof ScalingLaw]), at) : law[key as keyof ScalingLaw]])) as unknown as ScalingLaw;
  const error = quantile(models.map(({ parameters, tokens, loss }) => Math.abs(Math.log(lossOf(law, parameters, tokens) / loss))), 0.5);
  const [low, high] = [of(0.1), of(0.9)];
  return error > MOST_ERROR || !steady(law, { low, high, share: ensemble.length / Math.max(1, draws) }, draws) ? { kind: 'not-steady', error } : { kind: 'fitted', law, low, high, error, ensemble };
}
