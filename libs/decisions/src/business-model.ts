import { Decimal, exact, Label, type Money, moneyFrom, PositiveMoney } from '@capstan/kernel';
import { z } from 'zod';

/** A way to earn money, per unit sold (a seat for a month, a thousand requests): what it sells for and what one more costs. */
export const BusinessModel = z.object({
  unit: Label,
  price: PositiveMoney.describe('per unit'),
  inference: z.object({
    requestsPerUnit: z.number().min(0).max(1e12),
    tokensPerRequest: z.number().min(0).max(1e9),
    perMillionTokens: Decimal.refine((d) => !d.startsWith('-'), { error: 'A price per million tokens cannot be negative.', params: { refusal: 'amount-negative' } }),
  }),
  hosting: PositiveMoney.describe('per unit'),
  otherUnitCost: PositiveMoney.describe('per unit: support, payment fees'),
  fixedMonthly: PositiveMoney,
  expectedVolume: z.number().int().min(0).max(1e12).describe('units a month'),
}).refine((m) => [m.hosting, m.otherUnitCost, m.fixedMonthly].every((one) => one.currency === m.price.currency), { error: 'All amounts of a business model are in one currency.', params: { refusal: 'currency-differs' } })
  .meta({ id: 'BusinessModel' });
export type BusinessModel = z.infer<typeof BusinessModel>;

/** Units a month at which margins pay the fixed costs: a number, none needed, or never because a unit earns nothing. */
export type BreakEven = { kind: 'volume'; units: number } | { kind: 'at-once' } | { kind: 'never' };

export interface Economics {
  readonly inferencePerUnit: exactText;
  readonly unitCost: exactText;
  readonly margin: exactText;
  /** Margin over price; null for a free unit. */
  readonly grossMargin: number | null;
  readonly breakEven: BreakEven;
  readonly monthlyRevenue: Money;
  /** Margin × expected volume − fixed costs: what the model does to net burn (above zero lowers it). */
  readonly monthlyEffect: Money;
}
/** Major units with six places: a unit's cost is often a fraction of a cent. */
type exactText = string;

const PLACES = 6;
const whole = (n: number) => exact.rational(BigInt(n));
const minor = (m: Money) => exact.rational(m.amount);
/** A double is itself an exact fraction: its shortest decimal text is what the person typed. */
const typed = (n: number) => exact.parseDecimal(n.toFixed(9).replace(/\.?0+$/, '')) ?? exact.ZERO;

/** Inference cost of one unit in exact minor units: requests × tokens × price per million / 10⁶. */
function inferenceCost(model: BusinessModel, digits: number) {
  const { requestsPerUnit, tokensPerRequest, perMillionTokens } = model.inference;
  const perMillion = exact.mul(exact.parseDecimal(perMillionTokens) ?? exact.ZERO, whole(10 ** digits));
  return exact.div(exact.mul(exact.mul(typed(requestsPerUnit), typed(tokensPerRequest)), perMillion), whole(1_000_000));
}

/**
 * What a business model earns. Exact until the last step; the break-even volume is the first whole number of units
 * whose margins cover the fixed costs. `digits` are those of the currency's minor unit.
 */
export function economics(model: BusinessModel, digits: number): Economics {
  const inference = inferenceCost(model, digits);
  const cost = exact.sum([inference, minor(model.hosting), minor(model.otherUnitCost)]);
  const margin = exact.sub(minor(model.price), cost);
  const fixed = minor(model.fixedMonthly);
  const earns = exact.compare(margin, exact.ZERO) > 0;
  const volume = whole(model.expectedVolume);
  const text = (r: exact.Rational) => exact.toDecimal(exact.div(r, whole(10 ** digits)), PLACES);
  return {
    inferencePerUnit: text(inference), unitCost: text(cost), margin: text(margin),
    grossMargin: model.price.amount === 0 ? null : exact.toNumber(exact.div(margin, minor(model.price))),
    breakEven: model.fixedMonthly.amount === 0 && exact.compare(margin, exact.ZERO) >= 0 ? { kind: 'at-once' } : earns ? { kind: 'volume', units: Number(exact.round(exact.div(fixed, margin), 'ceil')) } : { kind: 'never' },
    monthlyRevenue: moneyFrom(exact.mul(minor(model.price), volume), model.price.currency),
    monthlyEffect: moneyFrom(exact.sub(exact.mul(margin, volume), fixed), model.price.currency),
  };
}
