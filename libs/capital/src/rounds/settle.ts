import { exact, type Rational } from '@capstan/kernel';
import type { Convertible } from '../convertible.ts';
import { type Fixed, newMoneyOf } from '../fixed-point.ts';
import { type RoundingPolicy, roundPrice, roundShares } from '../rounding.ts';
import { adjustedAt, convert } from './convert.ts';
import type { Conversion, PricedRound, RoundTerms } from './terms.ts';

type Pass = Pick<PricedRound, 'price' | 'issued' | 'conversions' | 'adjustments' | 'poolIncrease' | 'capitalisation' | 'total'>;

/** More passes than any spreadsheet makes: figures that have not settled by then circle within a share or two. */
const MOST_PASSES = 1000;
const { ZERO, ONE, add, sub, mul, div, sum, max } = exact;

/**
 * The figures that agree with one another once rounded: passes from the shares there are, each rounding price and shares
 * and counting everything anew, until the total stays what it was (as 1984's solver and the law firms' sheets do).
 */
export function settle(terms: RoundTerms, solved: Fixed, policy: RoundingPolicy): Pass {
  let total = terms.existing;
  let made = pass(terms, solved, total, policy);
  for (let i = 0; i < MOST_PASSES && !exact.equal(made.total, total); i++) {
    total = made.total;
    made = pass(terms, solved, total, policy);
  }
  return made;
}

function pass(terms: RoundTerms, solved: Fixed, total: Rational, policy: RoundingPolicy): Pass {
  const { pool, unallocated, existing } = terms;
  const poolIncrease = 'increase' in pool ? pool.increase : max(ZERO, sub(roundShares(mul(total, pool.target), policy), unallocated));
  const price = roundPrice(priceOver(terms, total, poolIncrease), policy);
  const issued = terms.investments.map(({ id, amount }) => ({ id, amount, shares: roundShares(div(amount, price), policy) }));
  const adjustments = adjustedAt(terms, price, policy);
  const extra = sum(adjustments.map((a) => a.shares));
  const converted = sub(total, sum([existing, poolIncrease, extra, ...issued.map((i) => i.shares)]));
  const conversions = terms.convertibles.map((one, i) => cheaper(one, baseIn(one, solved.capBase[i]!, sum([existing, extra]), converted, poolIncrease), price, policy));
  const capitalisation = sum([existing, extra, ...conversions.map((c) => c.shares)]);
  return { price, issued, conversions, adjustments, poolIncrease, capitalisation, total: sum([capitalisation, poolIncrease, ...issued.map((i) => i.shares)]) };
}

/** The round price that a number of shares after the round means, by each convention. */
function priceOver(terms: RoundTerms, total: Rational, poolIncrease: Rational): Rational {
  const { convention = 'percentage-ownership', preMoney, existing } = terms;
  const newMoney = newMoneyOf(terms);
  if (convention === 'pre-money-method') return div(preMoney, add(existing, poolIncrease));
  const dollars = convention === 'dollars-invested' ? sum(terms.convertibles.map((c) => c.amount)) : ZERO;
  return div(sum([preMoney, newMoney, dollars]), total);
}

const baseIn = (one: Convertible, ofNote: Rational, before: Rational, converted: Rational, poolIncrease: Rational): Rational =>
  one.kind === 'note' ? ofNote : add(before, one.kind === 'post-money' ? max(ZERO, converted) : poolIncrease);

function cheaper(one: Convertible, base: Rational, price: Rational, policy: RoundingPolicy): Conversion {
  const discounted = mul(price, sub(ONE, one.discount ?? ZERO));
  const byCap = one.cap !== undefined && exact.compare(div(one.cap, base), discounted) < 0;
  return convert(one, byCap ? 'cap' : one.discount ? 'discount' : 'round', base, price, policy);
}
