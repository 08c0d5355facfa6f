import { exact, Label, type Refusal } from '@capstan/kernel';
import { z } from 'zod';
import { capBases } from '../convertible.ts';
import { refuse } from '../refusals.ts';
import { priceRound } from '../round-price.ts';
import { conventions, type RoundTerms } from '../rounds/terms.ts';
import { type RoundingName, roundings } from '../rounding.ts';
import { Answered, answered, givenAs, NotNegative, Positive, valueOf } from './figures.ts';

const MOST = 200;
const Convertible = z.object({ name: Label, kind: z.enum(['post-money', 'pre-money', 'note']), amount: Positive.describe('of a note: principal and interest'), cap: Positive.optional(), discount: NotNegative.optional(), capBase: z.enum(capBases).optional() });

export const CalculateRound = z.object({
  existing: Positive.describe('fully diluted shares before the round, options and unallocated pool included, SAFEs and notes not'), unallocated: NotNegative.default('0').describe('the part of them that nobody was granted'),
  common: NotNegative.optional().describe('issued common shares, for notes whose cap counts those alone'), preMoney: Positive, investments: z.array(z.object({ name: Label, amount: Positive })).max(MOST),
  convertibles: z.array(Convertible).max(MOST).default([]), pool: z.union([z.object({ target: NotNegative }), z.object({ increase: NotNegative })]).default({ increase: '0' }).describe('unallocated part of everything after the round, or shares added'),
  convention: z.enum(conventions).default('percentage-ownership'), rounding: z.enum(Object.keys(roundings) as [RoundingName, ...RoundingName[]]).default('exact'),
}).meta({ id: 'CalculateRound', examples: [{ existing: 10_000_000, unallocated: 1_000_000, preMoney: 12_000_000, investments: [{ name: 'Lead', amount: 3_000_000 }], convertibles: [{ name: 'SAFE', kind: 'post-money', amount: 500_000, cap: 5_000_000 }], pool: { target: '0.1' } }] });
export type CalculateRound = z.output<typeof CalculateRound>;

export const RoundAnswer = z.object({
  price: Answered, issued: z.array(z.object({ name: Label, shares: Answered })), conversions: z.array(z.object({ name: Label, price: Answered, shares: Answered, by: z.enum(['cap', 'discount', 'round']) })),
  poolIncrease: Answered, capitalisation: Answered.describe('company capitalisation of the post-money SAFE'), total: Answered.describe('all shares, fully diluted, after the round'), postMoney: Answered, effectivePreMoney: Answered, priceWithoutIncrease: Answered,
}).meta({ id: 'RoundAnswer' });

const termsOf = (body: CalculateRound): RoundTerms => ({
  existing: valueOf(body.existing), unallocated: valueOf(body.unallocated), preMoney: valueOf(body.preMoney), convention: body.convention, rounding: roundings[body.rounding],
  investments: body.investments.map((i) => ({ id: i.name, amount: valueOf(i.amount) })), pool: 'target' in body.pool ? { target: valueOf(body.pool.target) } : { increase: valueOf(body.pool.increase) }, ...givenAs('common', body.common),
  convertibles: body.convertibles.map((c) => ({ id: c.name, kind: c.kind, amount: valueOf(c.amount), ...givenAs('cap', c.cap), ...givenAs('discount', c.discount), ...(c.capBase && { capBase: c.capBase }) })),
});

/** A priced round: price, conversions and pool in one exact fixed point. */
export function calculateRound(body: CalculateRound): z.output<typeof RoundAnswer> | Refusal {
  if ('target' in body.pool && exact.compare(valueOf(body.pool.target), exact.ONE) >= 0) return refuse('pool-impossible', {}, 'pool.target');
  const round = priceRound(termsOf(body));
  if (round.kind !== 'priced') return refuse(round.kind);
  return {
    price: answered(round.price), issued: round.issued.map(({ id, shares }) => ({ name: id, shares: answered(shares) })), conversions: round.conversions.map((c) => ({ name: c.id, price: answered(c.price), shares: answered(c.shares), by: c.by })),
    poolIncrease: answered(round.poolIncrease), capitalisation: answered(round.capitalisation), total: answered(round.total), postMoney: answered(round.postMoney),
    effectivePreMoney: answered(round.shuffle.effectivePreMoney), priceWithoutIncrease: answered(round.shuffle.priceWithoutIncrease),
  };
}
