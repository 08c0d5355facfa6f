import { antiDilution, type CapBase, noteAfter, type Protection, priceRound, type RoundTerms } from '@capstan/capital';
import { exact, type Rational } from '@capstan/kernel';
import type { Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { type Figures, named as under, numberIn, written } from '../figure.ts';

const methods: Readonly<Record<string, Protection>> = { broad: 'broad', broad_based: 'broad', narrow: 'narrow', narrow_based: 'narrow', full_ratchet: 'ratchet', ratchet: 'ratchet', none: 'none' };
const zero = (input: Shaped, ...names: readonly string[]): Rational => numberIn(input, ...names) ?? exact.ZERO;

function adjusted(input: Shaped): Figures {
  const named = typeof input['method'] === 'string' ? input['method'] : 'none named';
  const method = methods[named.replaceAll(/[- ]/g, '_')];
  if (!method) throw new Error(`method not known: ${named}`);
  const result = antiDilution({
    method, reserve: input['include_reserve'] === true ? 'with' : 'without', conversionPrice: written(input['conversion_price']), newShares: zero(input, 'new_shares'), consideration: zero(input, 'consideration'),
    outstanding: { common: zero(input, 'common'), preferred: zero(input, 'preferred_as_converted', 'preferred'), options: zero(input, 'options'), reserve: zero(input, 'reserve') },
  });
  if (!('conversionPrice' in result)) throw new Error(result.kind);
  return { ...under(result.conversionPrice, 'CP2', 'conversion_price', 'new_conversion_price'), ...under(result.ratio, 'ratio', 'conversion_ratio'), adjusted: result.kind === 'adjusted' };
}

interface Written { principal: number; rate?: number; simple?: boolean; compounding?: 'annual' | 'monthly'; years?: number; cap?: number; discount?: number }

/** The amount that converts: principal and interest. */
function converting(note: Written): Rational {
  const compounding = note.compounding ?? (note.simple === false ? 'annual' : 'simple');
  return noteAfter({ principal: written(note.principal), rate: written(note.rate ?? 0), compounding }, written(note.years ?? 0));
}

/** Everything before the round: a pool that is a part of it, of which some was granted. */
function termsOf(input: Shaped, note: Written, amount: Rational): RoundTerms {
  const common = exact.sum([zero(input, 'founders'), zero(input, 'common')]);
  const poolPart = numberIn(input, 'pool_pct_pre');
  const pool = poolPart ? exact.sub(exact.div(common, exact.sub(exact.ONE, poolPart)), common) : zero(input, 'pool', 'pool_reserved', 'unissued_pool');
  const target = numberIn(input, 'pool_target_post', 'pool_target_unallocated', 'pool_pct_post');
  const capBase = (typeof input['cap_base'] === 'string' ? input['cap_base'].replaceAll('_', '-') : 'with-pool') as CapBase;
  return {
    existing: exact.add(common, pool), unallocated: exact.sub(pool, zero(input, 'options_granted')), common, preMoney: zero(input, 'pre_money'), pool: target ? { target } : { increase: zero(input, 'pool_increase_shares') },
    investments: input['new_money'] === undefined ? [] : [{ id: 'series', amount: zero(input, 'new_money') }], rounding: { price: null, shares: null },
    convertibles: [{ id: 'note', kind: 'note', amount, capBase, ...(note.cap && { cap: written(note.cap) }), ...(note.discount && { discount: written(note.discount) }) }],
  };
}

/** The shares that a cap is divided by. */
function capShares({ existing, unallocated, common, convertibles: [one] }: RoundTerms): Rational {
  return one?.capBase === 'common-only' ? common! : one?.capBase === 'without-pool' ? exact.sub(existing, unallocated) : existing;
}

function note(input: Shaped): Figures {
  const terms = input['note'] as Written;
  const amount = converting(terms);
  const round = priceRound(termsOf(input, terms, amount));
  if (round.kind !== 'priced') throw new Error(round.kind);
  const [{ price, shares, by }] = round.conversions as [(typeof round.conversions)[0]];
  const capPrice = terms.cap ? exact.div(written(terms.cap), capShares(termsOf(input, terms, amount))) : undefined;
  const discountPrice = terms.discount ? exact.mul(round.price, exact.sub(exact.ONE, written(terms.discount))) : undefined;
  return {
    ...under(amount, 'converting_amount', 'amount'), ...under(shares, 'shares', 'note_shares'), ...under(price, 'conversion_price'), ...under(round.price, 'series_price', 'price'), by,
    ...(capPrice && { cap_price: capPrice }), ...(discountPrice && { discount_price: discountPrice }), interest: exact.sub(amount, written(terms.principal)), total: round.total, ...under(round.poolIncrease, 'pool_increase'),
    new_shares: exact.sum(round.issued.map((i) => i.shares)), ownership: exact.div(shares, round.total),
  };
}

/** Convertible notes and price protection. */
export const protectionKinds: Readonly<Record<string, Engine>> = { anti_dilution: ({ input }) => adjusted(input), convertible_note: ({ input }) => note(input) };
