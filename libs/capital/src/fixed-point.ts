import { exact, type Rational } from '@capstan/kernel';
import type { Convertible } from './convertible.ts';
import { solveLinear } from './linear.ts';
import type { RoundTerms, Unpriceable } from './round-price.ts';

export interface Fixed {
  readonly price: Rational;
  readonly converted: Rational;
  readonly poolIncrease: Rational;
  readonly postMoney: Rational;
  /** What each convertible's price comes from. */
  readonly by: readonly ('cap' | 'discount' | 'round')[];
  /** The shares that a cap is divided by, per kind of SAFE. */
  readonly capBase: Readonly<Record<Convertible['kind'], Rational>>;
}

/** Which of the alternatives is in force: whose cap beats the round price, and whether the pool has to grow at all. */
interface Pieces { readonly capped: readonly boolean[]; readonly poolGrows: boolean }
interface Point { readonly converted: Rational; readonly poolIncrease: Rational; readonly perUnit: Rational }

const { ZERO, ONE, add, sub, mul, div, neg, sum } = exact;

/**
 * Converted shares S, pool increase K and shares per unit of money q = 1/price are linear in one another once it is known
 * who converts at the cap. Every alternative is a maximum of non-decreasing linear functions, so S ↦ S is convex:
 * taking the better piece at each solution climbs to the smallest fixed point in at most one step per SAFE.
 */
export function fixedPoint(terms: RoundTerms): Fixed | Unpriceable {
  let pieces: Pieces = { capped: terms.convertibles.map(() => false), poolGrows: false };
  for (;;) {
    const point = solve(terms, pieces);
    if (!point) return { kind: pieces.poolGrows ? 'pool-impossible' : 'convertibles-own-everything' };
    const better = bestAt(terms, point, pieces);
    if (same(better, pieces)) return finish(terms, point, pieces);
    pieces = better;
  }
}

function solve(terms: RoundTerms, { capped, poolGrows }: Pieces): Point | undefined {
  const { existing, convertibles, investments, pool, convention = 'percentage-ownership' } = terms;
  const share = (kind: Convertible['kind']) => sum(convertibles.map((c, i) => (capped[i] && c.kind === kind ? div(c.amount, c.cap!) : ZERO)));
  const [post, pre] = [share('post-money'), share('pre-money')];
  const atRound = sum(convertibles.map((c, i) => (capped[i] ? ZERO : div(c.amount, factor(c)))));
  const target = 'target' in pool && poolGrows ? pool.target : undefined;
  const fixedIncrease = 'increase' in pool ? pool.increase : ZERO;
  const newMoney = sum(investments.map((i) => i.amount));
  const dollars = convention === 'dollars-invested' ? add(terms.preMoney, sum(convertibles.map((c) => c.amount))) : terms.preMoney;
  const rows = [
    [sub(ONE, post), neg(pre), neg(atRound)],
    target ? [neg(target), sub(ONE, target), neg(mul(target, newMoney))] : [ZERO, ONE, ZERO],
    [convention === 'pre-money-method' ? ZERO : ONE, ONE, neg(dollars)],
  ];
  const right = [mul(add(post, pre), existing), target ? sub(mul(target, existing), terms.unallocated) : fixedIncrease, neg(existing)];
  const [converted, poolIncrease, perUnit] = solveLinear(rows, right) ?? [];
  const meaningful = converted && poolIncrease && perUnit && converted.num >= 0n && perUnit.num > 0n && sub(ONE, post).num > 0n;
  return meaningful ? { converted, poolIncrease, perUnit } : undefined;
}

/** What one unit of the round price a SAFE without its cap pays. */
const factor = (c: Convertible): Rational => sub(ONE, c.discount ?? ZERO);

/** A pre-money SAFE's capitalisation leaves out converting securities but holds the pool increase; a post-money SAFE's is the reverse. */
const bases = ({ existing }: RoundTerms, { converted, poolIncrease }: Point): Fixed['capBase'] => ({ 'post-money': add(existing, converted), 'pre-money': add(existing, poolIncrease) });

function bestAt(terms: RoundTerms, point: Point, now: Pieces): Pieces {
  const base = bases(terms, point);
  const capped = terms.convertibles.map((c, i) => {
    if (!c.cap) return false;
    const order = exact.compare(mul(div(base[c.kind], c.cap), factor(c)), point.perUnit);
    return order === 0 ? now.capped[i]! : order > 0;
  });
  return { capped, poolGrows: poolGrows(terms, point, now) };
}

function poolGrows({ pool, existing, unallocated, investments }: RoundTerms, point: Point, now: Pieces): boolean {
  if (!('target' in pool) || now.poolGrows) return now.poolGrows;
  const newShares = mul(sum(investments.map((i) => i.amount)), point.perUnit);
  return exact.compare(mul(pool.target, sum([existing, point.converted, newShares])), unallocated) > 0;
}

const same = (a: Pieces, b: Pieces) => a.poolGrows === b.poolGrows && a.capped.every((c, i) => c === b.capped[i]);

const finish = (terms: RoundTerms, point: Point, { capped }: Pieces): Fixed => ({
  price: div(ONE, point.perUnit),
  converted: point.converted,
  poolIncrease: point.poolIncrease,
  postMoney: add(div(sum([terms.existing, point.converted, point.poolIncrease]), point.perUnit), sum(terms.investments.map((i) => i.amount))),
  by: terms.convertibles.map((c, i) => (capped[i] ? 'cap' : c.discount ? 'discount' : 'round')),
  capBase: bases(terms, point),
});
