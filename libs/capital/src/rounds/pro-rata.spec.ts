import { exact } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { priceRound, type PricedRound, roundings, type RoundTerms } from '../index.ts';

const million = (n: number) => exact.rational(Math.round(n * 1_000_000));
const base: RoundTerms = { existing: million(10), unallocated: million(1), convertibles: [], preMoney: million(20), investments: [{ id: 'lead', amount: million(4) }, { id: 'second', amount: million(1) }], pool: { increase: exact.ZERO }, rounding: roundings.exact };
const played = (terms: RoundTerms) => priceRound(terms) as PricedRound;
const amounts = (round: PricedRound) => Object.fromEntries(round.issued.map((i) => [i.id, exact.toNumber(i.amount)]));
const right = { id: 'elbe', shares: million(2) };

test('within the raise, a holder of a fifth takes a fifth of it and the new investors share the rest as they would have', () => {
  const round = played({ ...base, proRata: { convention: 'within', rights: [right] } });
  expect(amounts(round)).toEqual({ lead: 3_200_000, second: 800_000, elbe: 1_000_000 });
  expect(round.price).toEqual(played(base).price);
});

test('on top of it, the new investors keep their amounts and the holder buys a fifth of everything new', () => {
  const round = played({ ...base, proRata: { convention: 'on-top', rights: [right] } });
  expect(amounts(round)).toEqual({ lead: 4_000_000, second: 1_000_000, elbe: 1_250_000 });
});

test('what a holder’s SAFE converts into counts, and nobody pays more than they said', () => {
  const safe = { id: 'safe', kind: 'post-money', amount: million(1), cap: million(10) } as const;
  const proRata = { convention: 'within', rights: [{ ...right, convertibles: ['safe'] }, { id: 'kanal', shares: million(1), atMost: exact.rational(100_000) }] } as const;
  const round = played({ ...base, convertibles: [safe], proRata });
  expect(round.proRata.map((e) => [e.id, exact.toNumber(e.part)])).toEqual([['elbe', 0.28], ['kanal', 0.09]]);
  expect(amounts(round)).toMatchObject({ elbe: 1_400_000, kanal: 100_000 });
});

test('rights to everything cannot be met', () => {
  expect(priceRound({ ...base, proRata: { convention: 'on-top', rights: [{ id: 'all', shares: million(10) }] } })).toEqual({ kind: 'pro-rata-impossible' });
});

test('who takes the whole right is not diluted by the new money', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 2_400_000 }), { minLength: 1, maxLength: 4 });
  fc.assert(fc.property(parts, fc.constantFrom('within' as const, 'on-top' as const), (held, convention) => {
    const rights = held.map((shares, i) => ({ id: `h${i}`, shares: exact.rational(shares) }));
    const round = played({ ...base, proRata: { convention, rights } });
    rights.forEach(({ id, shares }, i) => {
      const bought = round.issued.find((one) => one.id === id)!.shares;
      expect(exact.div(exact.add(shares, bought), round.total)).toEqual(round.proRata[i]!.part);
    });
  }), { numRuns: 150 });
});
