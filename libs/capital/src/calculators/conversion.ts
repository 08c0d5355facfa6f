import { Day, exact, type Rational, type Refusal } from '@capstan/kernel';
import { z } from 'zod';
import { type Protection, protections, antiDilution } from '../rounds/anti-dilution.ts';
import { dayCounts } from '../rounds/day-count.ts';
import { compoundings, noteAccrual } from '../rounds/note.ts';
import { refuse } from '../refusals.ts';
import { Answered, answered, givenAs, NotNegative, Positive, valueOf } from './figures.ts';

const { ONE, compare, div, mul, sub } = exact;
const Discount = NotNegative.refine((x) => compare(valueOf(x), ONE) < 0, 'below 1').describe('part of the round price taken off: 0.2 means 20 % off');
const terms = { cap: Positive.optional(), discount: Discount.optional(), capitalisation: Positive.optional().describe('shares that the cap is divided by'), roundPrice: Positive.optional() };
const Converted = z.object({ price: Answered, by: z.enum(['cap', 'discount', 'round']), shares: Answered, ofCapitalisation: Answered.nullable() }).nullable();
type Converted = z.output<typeof Converted>;

interface Promise { readonly amount: Rational; readonly cap?: Rational; readonly discount?: Rational; readonly capitalisation?: Rational; readonly roundPrice?: Rational }

/** At the lowest of cap price, discounted price and round price; shares exact. */
function converted({ amount, cap, discount, capitalisation, roundPrice }: Promise): Converted | Refusal {
  if (cap && !capitalisation) return refuse('capitalisation-needed', {}, 'capitalisation');
  const offers = [
    ...(cap ? [{ price: div(cap, capitalisation!), by: 'cap' as const }] : []), ...(discount && roundPrice ? [{ price: mul(roundPrice, sub(ONE, discount)), by: 'discount' as const }] : []), ...(roundPrice ? [{ price: roundPrice, by: 'round' as const }] : []),
  ];
  const best = offers.reduce<(typeof offers)[number] | undefined>((low, o) => (!low || compare(o.price, low.price) < 0 ? o : low), undefined);
  if (!best) return refuse('conversion-price-needed', {}, 'roundPrice');
  const shares = div(amount, best.price);
  return { price: answered(best.price), by: best.by, shares: answered(shares), ofCapitalisation: capitalisation ? answered(div(shares, capitalisation)) : null };
}

const given = (body: { [K in keyof typeof terms]?: z.output<(typeof terms)[K]> }) =>
  ({ ...givenAs('cap', body.cap), ...givenAs('discount', body.discount), ...givenAs('capitalisation', body.capitalisation), ...givenAs('roundPrice', body.roundPrice) });

export const CalculateSafe = z.object({ amount: Positive, ...terms }).meta({ id: 'CalculateSafe', examples: [{ amount: 500_000, cap: 5_000_000, discount: '0.2', capitalisation: 10_000_000, roundPrice: '0.9' }] });
export type CalculateSafe = z.output<typeof CalculateSafe>;
export const SafeAnswer = z.object({ conversion: Converted.unwrap(), ownershipOfCap: Answered.nullable().describe('post-money SAFE: amount over cap, before the round') }).meta({ id: 'SafeAnswer' });

/** What one SAFE converts into. For several SAFEs and a pool at once ask for a round: they depend on one another. */
export function calculateSafe(body: CalculateSafe): z.output<typeof SafeAnswer> | Refusal {
  const conversion = converted({ amount: valueOf(body.amount), ...given(body) });
  return conversion === null || 'refused' in conversion ? conversion ?? refuse('conversion-price-needed') : { conversion, ownershipOfCap: body.cap === undefined ? null : answered(div(valueOf(body.amount), valueOf(body.cap))) };
}

export const CalculateNote = z.object({ principal: Positive, rate: NotNegative, compounding: z.enum(compoundings).default('simple'), dayCount: z.enum(dayCounts).default('act/365f'), signedOn: Day, on: Day, ...terms })
  .meta({ id: 'CalculateNote', examples: [{ principal: 100_000, rate: '0.06', signedOn: '2025-01-01', on: '2026-07-01', cap: 5_000_000, discount: '0.2', capitalisation: 10_000_000, roundPrice: '0.9' }] });
export type CalculateNote = z.output<typeof CalculateNote>;
export const NoteAnswer = z.object({ amount: Answered.describe('principal and interest'), interest: Answered, conversion: Converted.describe('null without a cap or a round price') }).meta({ id: 'NoteAnswer' });

/** What a note has grown to on a day, and what it converts into. */
export function calculateNote(body: CalculateNote): z.output<typeof NoteAnswer> | Refusal {
  const amount = noteAccrual({ principal: valueOf(body.principal), rate: valueOf(body.rate), compounding: body.compounding, dayCount: body.dayCount, signedOn: body.signedOn }, body.on);
  const conversion = body.cap === undefined && body.roundPrice === undefined ? null : converted({ amount, ...given(body) });
  return conversion && 'refused' in conversion ? conversion : { amount: answered(amount), interest: answered(sub(amount, valueOf(body.principal))), conversion };
}

export const CalculateAntiDilution = z.object({
  method: z.enum(protections), conversionPrice: Positive, newShares: Positive, consideration: NotNegative.describe('everything paid for the new shares'),
  outstanding: z.object({ common: NotNegative, preferred: NotNegative, options: NotNegative.default('0'), reserve: NotNegative.default('0') }).describe('shares just before, preferred as converted'), reserve: z.enum(['with', 'without']).default('without'),
}).meta({ id: 'CalculateAntiDilution', examples: [{ method: 'broad', conversionPrice: '2.5', newShares: 4_000_000, consideration: 5_000_000, outstanding: { common: 8_000_000, preferred: 2_000_000, options: 2_000_000 } }] });
export type CalculateAntiDilution = z.output<typeof CalculateAntiDilution>;
export const AntiDilutionAnswer = z.object({ kind: z.enum(['adjusted', 'unchanged']), conversionPrice: Answered, ratio: Answered.describe('how many times as many shares the class converts into') }).meta({ id: 'AntiDilutionAnswer' });

/** The conversion price after an issue below it (NVCA model charter 4.4.4). */
export function calculateAntiDilution(body: CalculateAntiDilution): z.output<typeof AntiDilutionAnswer> | Refusal {
  const { common, preferred, options, reserve } = body.outstanding;
  const method: Protection = body.method;
  const after = antiDilution({
    method, reserve: body.reserve, outstanding: { common: valueOf(common), preferred: valueOf(preferred), options: valueOf(options), reserve: valueOf(reserve) },
    conversionPrice: valueOf(body.conversionPrice), newShares: valueOf(body.newShares), consideration: valueOf(body.consideration),
  });
  return 'ratio' in after ? { kind: after.kind, conversionPrice: answered(after.conversionPrice), ratio: answered(after.ratio) } : refuse(after.kind);
}
