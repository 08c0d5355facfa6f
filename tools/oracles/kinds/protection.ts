import { antiDilution, type CapBase, type Convertible, noteAfter, type Protection, priceRound, type RoundTerms } from '@capstan/capital';
import { exact, type Rational } from '@capstan/kernel';
import type { Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { type Figures, named as under, numberIn, written } from '../figure.ts';
import { sharesOf, termsOf as roundTermsOf } from './round-terms.ts';

const methods: Readonly<Record<string, Protection>> = { broad: 'broad', broad_based: 'broad', narrow: 'narrow', narrow_based: 'narrow', full_ratchet: 'ratchet', ratchet: 'ratchet', none: 'none', weighted_average: 'broad', broad_based_weighted_average: 'broad', narrow_based_weighted_average: 'narrow' };
const zero = (input: Shaped, ...names: readonly string[]): Rational => numberIn(input, ...names) ?? exact.ZERO;

function adjusted(input: Shaped): Figures {
  const named = typeof input['method'] === 'string' ? input['method'] : 'none named';
  const [bare, counted] = named.replaceAll(/[- ]/g, '_').split(/_(?=with)/);
  const method = methods[bare!];
  if (!method) throw new Error(`method not known: ${named}`);
  const result = antiDilution({
    method, reserve: input['include_reserve'] === true || input['with_reserve'] === true || input['reserve_included'] === true || counted?.startsWith('with_reserve') === true ? 'with' : 'without', conversionPrice: written(input['conversion_price']), newShares: zero(input, 'new_shares'), consideration: numberIn(input, 'consideration') ?? exact.mul(written(input['new_price'] ?? input['issue_price']), zero(input, 'new_shares')),
    outstanding: { common: zero(input, 'common'), preferred: zero(input, 'preferred_as_converted', 'preferred'), options: zero(input, 'options'), reserve: zero(input, 'reserve') },
  });
  if (!('conversionPrice' in result)) throw new Error(result.kind);
  return { ...under(result.conversionPrice, 'CP2', 'conversion_price', 'new_conversion_price'), ...under(result.ratio, 'ratio', 'conversion_ratio'), adjusted: result.kind === 'adjusted' };
}

interface Written { principal: number; rate?: number; interest_rate?: number; simple?: boolean; compound?: boolean; days?: number; compounding?: 'annual' | 'monthly'; years?: number; months?: number; cap?: number | null; discount?: number }

/** The amount that converts: principal and interest. */
function converting(note: Written): Rational {
  const compounding = note.compounding ?? (note.simple === false || note.compound === true ? 'annual' : 'simple');
  return noteAfter({ principal: written(note.principal), rate: written(note.rate ?? note.interest_rate ?? 0), compounding }, note.months === undefined ? (note.days === undefined ? written(note.years ?? 0) : exact.div(written(note.days), exact.rational(365))) : exact.div(written(note.months), exact.rational(12)));
}

/** The notes of a case: one, or several, with what each converts. */
const notesOf = (input: Shaped): { terms: Written; amount: Rational }[] =>
  [...(input['note'] === undefined ? [] : [input['note'] as Written]), ...((input['notes'] ?? []) as Written[])].map((terms) => ({ terms, amount: converting(terms) }));

/** The round of a case with its notes before its SAFEs. */
function termsOf(input: Shaped): RoundTerms {
  const capBase = (typeof input['cap_base'] === 'string' ? input['cap_base'].replaceAll('_', '-') : 'with-pool') as CapBase;
  const round = roundTermsOf(input);
  const notes = notesOf(input).map(({ terms, amount }, i): Convertible => ({ id: `note${i}`, kind: 'note', amount, capBase, ...(terms.cap && { cap: written(terms.cap) }), ...(terms.discount && { discount: written(terms.discount) }) }));
  return { ...round, common: sharesOf(input).holders, convertibles: [...notes, ...round.convertibles] };
}

/** The shares that a cap is divided by. */
function capShares({ existing, unallocated, common, convertibles: [one] }: RoundTerms): Rational {
  return one?.capBase === 'common-only' ? common! : one?.capBase === 'without-pool' ? exact.sub(existing, unallocated) : existing;
}

function note(input: Shaped): Figures {
  const notes = notesOf(input);
  const [{ terms, amount }] = notes as [(typeof notes)[0]];
  const round = priceRound(termsOf(input));
  if (round.kind !== 'priced') throw new Error(round.kind);
  const [{ price, shares, by }] = round.conversions as [(typeof round.conversions)[0]];
  const capPrice = terms.cap ? exact.div(written(terms.cap), capShares(termsOf(input))) : undefined;
  const discountPrice = terms.discount ? exact.mul(round.price, exact.sub(exact.ONE, written(terms.discount))) : undefined;
  return {
    ...under(amount, 'converting_amount', 'amount'), ...under(shares, 'shares', 'note_shares'), ...under(price, 'conversion_price'), ...under(round.price, 'series_price', 'price'), by,
    ...(capPrice && { cap_price: capPrice }), ...(discountPrice && { discount_price: discountPrice }), interest: exact.sub(amount, written(terms.principal)), total: round.total, ...under(round.poolIncrease, 'pool_increase'),
    new_shares: exact.sum(round.issued.map((i) => i.shares)), ownership: exact.div(shares, round.total),
  };
}

/** Convertible notes and price protection. */
export const protectionKinds: Readonly<Record<string, Engine>> = { anti_dilution: ({ input }) => adjusted(input), convertible_note: ({ input }) => note(input) };
