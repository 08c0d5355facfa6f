/** What a warrant on one share is worth by Black–Scholes–Merton, without dividends. Doubles: an estimate, never recorded money. */
export interface WarrantPricing {
  readonly price: number;
  readonly strike: number;
  /** Years until it lapses. */
  readonly years: number;
  /** Yearly volatility of the share, as a fraction. */
  readonly volatility: number;
  /** Yearly riskless rate; the source's sheet compounds it continuously. */
  readonly riskFree: number;
}

/** What lenders' sheets assume of a young company's share when nothing else is said: 70 % a year over ten years. */
export const DEFAULT_VOLATILITY = 0.7;
export const DEFAULT_WARRANT_YEARS = 10;

/** Source: Black and Scholes 1973; with the defaults it gives the warrant cost that BVP's venture debt model prints. */
export function warrantValue({ price, strike, years, volatility, riskFree }: WarrantPricing): number {
  if (strike <= 0) return price;
  const spread = volatility * Math.sqrt(years);
  const discounted = strike * Math.exp(-riskFree * years);
  if (spread === 0) return Math.max(0, price - discounted);
  const d1 = (Math.log(price / strike) + (riskFree + volatility ** 2 / 2) * years) / spread;
  return price * normal(d1) - discounted * normal(d1 - spread);
}

const { SQRT2, PI } = Math;
const normal = (x: number): number => (x < 0 ? tail(-x) : 1 - tail(x));

/** P(Z > x) for x ≥ 0: a series near zero, a continued fraction beyond; better than 1e-12. Source: Abramowitz and Stegun 26.2.11, 26.2.14. */
function tail(x: number): number {
  const density = Math.exp(-(x * x) / 2) / (SQRT2 * Math.sqrt(PI));
  if (x > 4) {
    let fraction = x;
    for (let n = 60; n >= 1; n--) fraction = x + n / fraction;
    return density / fraction;
  }
  let [term, sum] = [x, x];
  for (let n = 1; Math.abs(term) > 1e-17 && n < 200; n++) { term *= (x * x) / (2 * n + 1); sum += term; }
  return 0.5 - density * sum;
}
