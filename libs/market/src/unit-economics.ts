/** Figures of one or several months, in one unit of money; null is what is not known. */
export interface UnitInputs {
  /** Recurring revenue per customer and month. */
  readonly arpa: number | null;
  /** Share of revenue left after what serving it costs, 0 to 1. */
  readonly grossMargin: number | null;
  /** Share of customers (or revenue) lost per month, 0 to 1. */
  readonly churn: number | null;
  readonly salesAndMarketing: number | null;
  readonly newCustomers: number | null;
}

/** A figure, or in words why there is none. */
export type Ratio = { readonly kind: 'value'; readonly value: number } | { readonly kind: 'unknown'; readonly missing: string[] } | { readonly kind: 'never'; readonly because: 'no-churn' | 'no-customers-won' | 'no-margin' | 'no-growth' };

const value = (v: number): Ratio => ({ kind: 'value', value: v });
const never = (because: Extract<Ratio, { kind: 'never' }>['because']): Ratio => ({ kind: 'never', because });

/** The ratio that `make` gives once every named input is known. */
function known<K extends keyof UnitInputs>(inputs: UnitInputs, names: readonly K[], make: (i: Record<K, number>) => Ratio): Ratio {
  const missing = names.filter((n) => inputs[n] === null);
  return missing.length > 0 ? { kind: 'unknown', missing } : make(inputs as Record<K, number>);
}

/** LTV = ARPA · gross margin / monthly churn. Without churn a customer never leaves: no figure, not infinity. */
export const lifetimeValue = (inputs: UnitInputs): Ratio =>
  known(inputs, ['arpa', 'grossMargin', 'churn'], (i) => (i.churn > 0 ? value((i.arpa * i.grossMargin) / i.churn) : never('no-churn')));

/** CAC = sales and marketing / new customers of the same months. */
export const acquisitionCost = (inputs: UnitInputs): Ratio =>
  known(inputs, ['salesAndMarketing', 'newCustomers'], (i) => (i.newCustomers > 0 ? value(i.salesAndMarketing / i.newCustomers) : never('no-customers-won')));

/** Months until a customer has paid back what winning it cost: CAC / (ARPA · gross margin). */
export function paybackMonths(inputs: UnitInputs): Ratio {
  const cac = acquisitionCost(inputs);
  if (cac.kind !== 'value') return cac;
  return known(inputs, ['arpa', 'grossMargin'], (i) => (i.arpa * i.grossMargin > 0 ? value(cac.value / (i.arpa * i.grossMargin)) : never('no-margin')));
}

export const burnBands = ['amazing', 'great', 'good', 'suspect', 'bad'] as const;
export type BurnBand = (typeof burnBands)[number];

/** Burn multiple = net burn / net new ARR of the same period (Sacks); there is none while ARR does not grow. */
export const burnMultiple = (netBurn: number, netNewArr: number): Ratio => (netNewArr > 0 ? value(netBurn / netNewArr) : never('no-growth'));

/** Sacks' bands: below 1 amazing, to 1.5 great, to 2 good, to 3 suspect, above bad. */
export const burnBand = (multiple: number): BurnBand => burnBands[[1, 1.5, 2, 3].filter((edge) => multiple >= edge && (edge < 3 || multiple > 3)).length]!;

/** Rule of 40: growth and margin in per cent, added. */
export const ruleOf40 = (growthPercent: number, marginPercent: number): number => growthPercent + marginPercent;
