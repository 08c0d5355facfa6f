import { exact, type Rational } from '@capstan/kernel';
import type { Convertible } from '../convertible.ts';
import { type RoundingPolicy, roundPrice, roundShares } from '../rounding.ts';
import { extraShares, ratioAt } from './anti-dilution.ts';
import type { Adjustment, Conversion, RoundTerms } from './terms.ts';

/** A SAFE or note at a round price: at its cap over its base, at the discounted price, or at the round's. */
export function convert(one: Convertible, by: Conversion['by'], capBase: Rational, price: Rational, policy: RoundingPolicy): Conversion {
  const own = by === 'cap' ? roundPrice(exact.div(one.cap!, capBase), policy)
    : by === 'discount' ? roundPrice(exact.mul(price, exact.sub(exact.ONE, one.discount!)), policy) : price;
  return { id: one.id, price: own, by, shares: roundShares(exact.div(one.amount, own), policy) };
}

/** What a round at a price gives its protected classes; those it does not touch are left out. */
export function adjustedAt({ protection, investments }: RoundTerms, price: Rational, policy: RoundingPolicy): Adjustment[] {
  const newMoney = exact.sum(investments.map((i) => i.amount));
  return (protection?.classes ?? []).flatMap((one) => {
    const ratio = ratioAt(one, newMoney, price);
    return exact.equal(ratio, exact.ONE) ? [] : [{ id: one.id, ratio, conversionPrice: exact.div(one.conversionPrice, ratio), shares: roundShares(extraShares(one, ratio), policy) }];
  });
}
