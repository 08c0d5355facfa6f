import { exact } from '@capstan/kernel';
import { type Fixed, fixedPoint } from './fixed-point.ts';
import { type RoundingPolicy, roundings, roundPrice, roundShares } from './rounding.ts';
import { adjustedAt, convert } from './rounds/convert.ts';
import { impossible } from './rounds/possible.ts';
import { entitlements, withEntitlements } from './rounds/pro-rata.ts';
import { settle } from './rounds/settle.ts';
import type { Convention, Entitlement, PricedRound, RoundTerms, Unpriceable } from './rounds/terms.ts';

export * from './rounds/terms.ts';

/**
 * Prices a round: price, conversions, adjustments and pool meet in one exact fixed point; then prices and shares are
 * rounded by the named policy (default: exact prices, shares down). Each SAFE and note converts at the lower of its cap
 * price and its discounted round price. Sources: YC Post-Money SAFE User Guide v1.2, Appendix II; Cooley GO for the
 * conventions; NVCA model charter 4.4.4 for protected classes.
 */
export function priceRound(asked: RoundTerms): PricedRound | Unpriceable {
  const wrong = impossible(asked);
  if (wrong) return wrong;
  const { proRata, terms } = splitUp(asked);
  const solved = fixedPoint(terms);
  if ('kind' in solved) return solved;
  const policy: RoundingPolicy = terms.rounding ?? roundings['floor-shares'];
  const rounded = policy.when === 'throughout' && policy.shares !== null ? settle(terms, solved, policy) : roundedOnce(terms, solved, policy);
  return { kind: 'priced', ...rounded, proRata, postMoney: solved.postMoney, shuffle: shuffle(terms, solved) };
}

/** The terms with each pro rata right as an investment of its own. */
function splitUp(asked: RoundTerms): { proRata: readonly Entitlement[]; terms: RoundTerms } {
  const { proRata: rights, ...terms } = asked;
  if (!rights || rights.rights.length === 0) return { proRata: [], terms };
  const alone = fixedPoint(terms);
  const proRata = 'kind' in alone ? [] : entitlements(terms, rights, alone);
  return { proRata, terms: { ...terms, investments: withEntitlements(terms.investments, rights.convention, proRata) } };
}

type Rounded = Pick<PricedRound, 'price' | 'issued' | 'conversions' | 'adjustments' | 'poolIncrease' | 'capitalisation' | 'total'>;

function roundedOnce(terms: RoundTerms, solved: Fixed, policy: RoundingPolicy): Rounded {
  const price = roundPrice(solved.price, policy);
  const issued = terms.investments.map(({ id, amount }) => ({ id, amount, shares: roundShares(exact.div(amount, price), policy) }));
  const conversions = terms.convertibles.map((one, i) => convert(one, solved.by[i]!, solved.capBase[i]!, price, policy));
  const poolIncrease = roundShares(solved.poolIncrease, policy);
  const adjustments = adjustedAt(terms, solved.price, policy);
  const capitalisation = exact.sum([terms.existing, ...conversions.map((c) => c.shares), ...adjustments.map((a) => a.shares)]);
  const total = exact.sum([capitalisation, poolIncrease, ...issued.map((i) => i.shares)]);
  return { price, issued, conversions, adjustments, poolIncrease, capitalisation, total };
}

function shuffle(terms: RoundTerms, solved: Fixed): PricedRound['shuffle'] {
  const without = solved.poolIncrease.num === 0n ? solved : fixedPoint({ ...terms, pool: { increase: exact.ZERO } });
  return {
    effectivePreMoney: exact.sub(terms.preMoney, exact.mul(solved.price, solved.poolIncrease)),
    priceWithoutIncrease: 'kind' in without ? solved.price : without.price,
  };
}

/** One round priced by each convention on the same terms, for a table side by side. */
export const priceByConvention = (terms: RoundTerms): Record<Convention, PricedRound | Unpriceable> => ({
  'percentage-ownership': priceRound({ ...terms, convention: 'percentage-ownership' }),
  'pre-money-method': priceRound({ ...terms, convention: 'pre-money-method' }),
  'dollars-invested': priceRound({ ...terms, convention: 'dollars-invested' }),
});
