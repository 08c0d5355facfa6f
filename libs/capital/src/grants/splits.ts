import { type Day, exact, type Rational } from '@capstan/kernel';
import type { VestingTerms } from '../vesting/terms.ts';
import type { Grant } from './state.ts';

/**
 * A grant after a split of its class: what is granted is rounded down to whole shares, what was taken from it up, the
 * strike and the fair value are divided exactly, so that what everything costs together stays the same.
 */
export function splitGrant(grant: Grant, ratio: Rational, on: Day): Grant {
  const down = (shares: number) => times(shares, ratio, 'floor');
  const up = (shares: number) => times(shares, ratio, 'ceil');
  const { strike, fairValue, termination } = grant;
  const priced = (price: [string, string]) => exact.toFraction(exact.div(exact.fromFraction(price), ratio));
  return {
    ...grant, shares: down(grant.shares), vesting: grant.vesting && splitTerms(grant.vesting, ratio),
    ...(strike && { strike: priced(strike) }), ...(fairValue && { fairValue: priced(fairValue) }),
    accelerated: grant.accelerated.map((a) => ({ ...a, shares: down(a.shares) })), taken: grant.taken.map((t) => ({ ...t, shares: up(t.shares) })),
    ...(termination && { termination: { ...termination, forfeited: up(termination.forfeited) } }), before: { until: on, grant },
  };
}

const times = (shares: number, ratio: Rational, policy: 'floor' | 'ceil'): number => Number(exact.round(exact.mul(exact.rational(shares), ratio), policy));

/** Terms that name shares name them anew: of a list the running total is rounded down. */
function splitTerms(terms: VestingTerms, ratio: Rational): VestingTerms {
  if (terms.kind === 'conditions') return { ...terms, conditions: terms.conditions.map((c) => ('shares' in c.amount ? { ...c, amount: { shares: times(c.amount.shares, ratio, 'floor') } } : c)) };
  if (terms.kind !== 'dates') return terms;
  let [seen, given] = [0, 0];
  return { ...terms, dates: terms.dates.map(({ on, shares }) => {
    seen += shares;
    const part = times(seen, ratio, 'floor') - given;
    given += part;
    return { on, shares: part };
  }) };
}
