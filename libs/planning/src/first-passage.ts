/** Cash that drifts: what there is now, what it loses in a month on average, and how much a month's loss varies. One unit of money. */
export interface DriftingCash { readonly cash: number; readonly netBurn: number; /** Standard deviation of a month's net burn. */ readonly spread: number }

/** When the cash is used up, as a distribution in months. */
export interface RunwayDistribution {
  readonly kind: 'distribution';
  readonly mean: number;
  readonly sd: number;
  /** The probability that the cash is used up within so many months. */
  readonly usedUpBy: (months: number) => number;
  /** Months within which the cash is used up with a probability strictly between 0 and 1: 0.1 is P10, 0.5 the median. */
  readonly quantile: (probability: number) => number;
}
/** Cash that does not fall on average may last for ever; without spread there is one day, and no distribution. */
export type FirstPassage = RunwayDistribution | { readonly kind: 'not-burning' } | { readonly kind: 'certain'; readonly months: number };

/**
 * The first day on which cash that follows a Brownian motion with drift is used up: an inverse Gaussian with mean cash ÷ net burn and shape
 * cash² ÷ spread² (Schrödinger 1915; Folks & Chhikara 1978). The closed form that simulated runways are held against: one that only looks at
 * month ends finds it late by about half a month.
 */
export function firstPassage({ cash, netBurn, spread }: DriftingCash): FirstPassage {
  if (netBurn <= 0) return { kind: 'not-burning' };
  const mean = Math.max(0, cash) / netBurn;
  if (spread <= 0 || mean === 0) return { kind: 'certain', months: mean };
  const shape = (cash / spread) ** 2;
  const usedUpBy = (months: number): number => {
    if (months <= 0) return 0;
    const root = Math.sqrt(shape / months);
    const [near, far] = [root * (months / mean - 1), root * (months / mean + 1)];
    return Math.min(1, normal(near) + Math.exp((2 * shape) / mean + logNormalTail(far)));
  };
  return { kind: 'distribution', mean, sd: Math.sqrt(mean ** 3 / shape), usedUpBy, quantile: (p) => inverse(usedUpBy, p, mean) };
}

const HALVINGS = 200;

/** Where a rising function reaches a value, by halving. */
function inverse(rising: (x: number) => number, value: number, about: number): number {
  let [low, high] = [0, about];
  while (rising(high) < value) high *= 2;
  for (let i = 0; i < HALVINGS && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2;
    if (rising(middle) < value) low = middle; else high = middle;
  }
  return (low + high) / 2;
}

/** Up to here the series is used, beyond it the continued fraction: both have twelve digits where they meet. */
const SERIES_UNTIL = 4;
const HALF_LOG_TAU = Math.log(2 * Math.PI) / 2;

/** Standard normal distribution function. */
const normal = (x: number): number => (x < 0 ? Math.exp(logNormalTail(-x)) : 1 - Math.exp(logNormalTail(x)));

/** Logarithm of the probability above x ≥ 0, which neither underflows nor loses its digits (Abramowitz & Stegun 26.2.11 and 26.2.14). */
function logNormalTail(x: number): number {
  const logDensity = -(x * x) / 2 - HALF_LOG_TAU;
  if (x < SERIES_UNTIL) {
    let [term, sum] = [x, x];
    for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) sum += term *= (x * x) / k;
    return Math.log(0.5 - Math.exp(logDensity) * sum);
  }
  let fraction = x;
  for (let k = 60; k >= 1; k--) fraction = x + k / fraction;
  return logDensity - Math.log(fraction);
}
