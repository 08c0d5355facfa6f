import { exact, type Rational } from '@capstan/kernel';
import type { PoolTerm, RoundTerms, Unpriceable } from './terms.ts';

const negative = (one: Rational | undefined): boolean => one !== undefined && one.num < 0n;
const belowOne = (one: Rational): boolean => exact.compare(one, exact.ONE) < 0;
const isPart = (one: Rational): boolean => !negative(one) && belowOne(one);
const poolFits = (pool: PoolTerm): boolean => ('target' in pool ? isPart(pool.target) : !negative(pool.increase));

/** Why terms cannot be those of a round, before anything is solved; undefined when they can. */
export function impossible(terms: RoundTerms): Unpriceable | undefined {
  const { existing, unallocated, common, convertibles, investments, proRata } = terms;
  const no = (kind: Unpriceable['kind'], when: boolean): Unpriceable | undefined => (when ? { kind } : undefined);
  const rights = proRata?.rights ?? [];
  return no('nothing-issued', existing.num <= 0n)
    ?? no('shares-inconsistent', negative(unallocated) || negative(common) || exact.compare(exact.add(unallocated, common ?? exact.ZERO), existing) > 0)
    ?? no('pre-money-not-positive', terms.preMoney.num <= 0n)
    ?? no('round-money-negative', [...convertibles, ...investments].some((one) => negative(one.amount)))
    ?? no('cap-not-positive', convertibles.some((c) => c.cap !== undefined && c.cap.num <= 0n))
    ?? no('discount-out-of-range', convertibles.some((c) => c.discount !== undefined && !isPart(c.discount)))
    ?? no('pool-impossible', !poolFits(terms.pool))
    ?? no('pro-rata-impossible', rights.some((r) => negative(r.shares) || negative(r.atMost)) || !belowOne(exact.div(exact.sum(rights.map((r) => r.shares)), existing)));
}
