import { antiDilution, type Issue, type Protection, weighedBase } from '@capstan/capital';
import { exact, type Rational } from '@capstan/kernel';
import type { Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { type Figures, named as under, numberIn, written } from '../figure.ts';
import { allRead } from './all-read.ts';
import { convertedNotes } from './notes.ts';

const methods: Readonly<Record<string, Protection>> = { broad: 'broad', broad_based: 'broad', narrow: 'narrow', narrow_based: 'narrow', full_ratchet: 'ratchet', ratchet: 'ratchet', none: 'none', weighted_average: 'broad', broad_based_weighted_average: 'broad', narrow_based_weighted_average: 'narrow' };
const zero = (input: Shaped, ...names: readonly string[]): Rational => numberIn(input, ...names) ?? exact.ZERO;

function adjusted(input: Shaped): Figures {
  const named = typeof input['method'] === 'string' ? input['method'] : 'none named';
  const [bare, counted] = named.replaceAll(/[- ]/g, '_').split(/_(?=with)/);
  const method = methods[bare!];
  if (!method) throw new Error(`method not known: ${named}`);
  const withReserve = [input['include_reserve'], input['with_reserve'], input['reserve_included']].includes(true) || counted?.startsWith('with_reserve') === true;
  const newShares = zero(input, 'new_shares');
  const price = numberIn(input, 'new_price', 'issue_price');
  const consideration = numberIn(input, 'consideration') ?? (price && exact.mul(price, newShares));
  if (!consideration) throw new Error('neither consideration nor new_price in the input');
  const issue: Issue = {
    method, reserve: withReserve ? 'with' : 'without', conversionPrice: written(input['conversion_price']), newShares, consideration,
    outstanding: { common: zero(input, 'common'), preferred: zero(input, 'preferred_as_converted', 'preferred'), options: zero(input, 'options'), reserve: zero(input, 'reserve') },
  };
  const result = antiDilution(issue);
  if (!('conversionPrice' in result)) throw new Error(result.kind);
  return {
    ...under(result.conversionPrice, 'CP2', 'conversion_price', 'new_conversion_price'), ...under(result.ratio, 'ratio', 'conversion_ratio'), adjusted: result.kind === 'adjusted',
    A: weighedBase(method, issue.outstanding, issue.reserve), B: exact.div(consideration, issue.conversionPrice), C: newShares, converted_shares: exact.mul(issue.outstanding.preferred, result.ratio),
  };
}

/** Convertible notes and price protection. */
export const protectionKinds: Readonly<Record<string, Engine>> = allRead({ anti_dilution: ({ input }) => adjusted(input), convertible_note: ({ input }) => convertedNotes(input) });
