import { exact, type Rational } from '@capstan/kernel';
import type { Convertible } from './convertible.ts';
import { solveLinear } from './linear.ts';
import { type Protected, ratioLine } from './rounds/anti-dilution.ts';
import type { RoundTerms, Unpriceable } from './rounds/terms.ts';

export interface Fixed {
  readonly price: Rational;
  readonly converted: Rational;
  readonly poolIncrease: Rational;
  readonly postMoney: Rational;
  /** What each convertible's price comes from. */
  readonly by: readonly ('cap' | 'discount' | 'round')[];
  /** The shares that each convertible's cap is divided by. */
  readonly capBase: readonly Rational[];
}

/** Which of the alternatives is in force: whose cap beats the round price, whether the pool has to grow, which protected classes are adjusted. */
interface Pieces { readonly capped: readonly boolean[]; readonly poolGrows: boolean; readonly adjusted: readonly boolean[] }
/** Everything before the round with its adjustments, converted shares, pool increase, shares per unit of money. */
interface Point { readonly before: Rational; readonly converted: Rational; readonly poolIncrease: Rational; readonly perUnit: Rational }

const { ZERO, ONE, add, sub, mul, div, neg, sum } = exact;

export const newMoneyOf = ({ investments }: Pick<RoundTerms, 'investments'>): Rational => sum(investments.map((i) => i.amount));
/** Classes whose adjustment is part of the pre-money. */
const inside = ({ protection }: RoundTerms): readonly Protected[] => (protection && protection.priced !== 'after' ? protection.classes : []);

/**
 * Converted shares S, pool increase K, adjusted shares and shares per unit of money q = 1/price are linear in one another
 * once it is known who converts at the cap and who is adjusted. Every alternative is a maximum of non-decreasing linear
 * functions, so the map is convex: taking the better piece at each solution climbs to the smallest fixed point in at most
 * one step per SAFE, note and class.
 */
export function fixedPoint(terms: RoundTerms): Fixed | Unpriceable {
  let pieces: Pieces = { capped: terms.convertibles.map(() => false), poolGrows: false, adjusted: inside(terms).map(() => false) };
  for (;;) {
    const point = solve(terms, pieces);
    if (!point) return { kind: pieces.adjusted.includes(true) ? 'protection-owns-everything' : pieces.poolGrows ? 'pool-impossible' : 'convertibles-own-everything' };
    const better = bestAt(terms, point, pieces);
    if (same(better, pieces)) return finish(terms, point, pieces);
    pieces = better;
  }
}

function solve(terms: RoundTerms, { capped, poolGrows, adjusted }: Pieces): Point | undefined {
  const { convertibles, pool, convention = 'percentage-ownership' } = terms;
  const share = (kind: Convertible['kind']) => sum(convertibles.map((c, i) => (capped[i] && c.kind === kind ? div(c.amount, c.cap!) : ZERO)));
  const [post, pre] = [share('post-money'), share('pre-money')];
  const ofNotes = sum(convertibles.map((c, i) => (capped[i] && c.kind === 'note' ? mul(div(c.amount, c.cap!), noteBase(terms, c)) : ZERO)));
  const atRound = sum(convertibles.map((c, i) => (capped[i] ? ZERO : div(c.amount, factor(c)))));
  const newMoney = newMoneyOf(terms);
  const before = linesOf(terms, adjusted, newMoney);
  const dollars = convention === 'dollars-invested' ? add(terms.preMoney, sum(convertibles.map((c) => c.amount))) : terms.preMoney;
  const target = 'target' in pool && poolGrows ? pool.target : undefined;
  const capBased = add(post, pre);
  const rows = [
    [sub(ONE, post), neg(pre), neg(add(atRound, mul(capBased, before.perUnit)))],
    target ? [neg(target), sub(ONE, target), neg(mul(target, add(newMoney, before.perUnit)))] : [ZERO, ONE, ZERO],
    [convention === 'pre-money-method' ? ZERO : ONE, ONE, sub(before.perUnit, dollars)],
  ];
  const increase = 'increase' in pool ? pool.increase : ZERO;
  const right = [add(ofNotes, mul(capBased, before.fixed)), target ? sub(mul(target, before.fixed), terms.unallocated) : increase, neg(before.fixed)];
  const [converted, poolIncrease, perUnit] = solveLinear(rows, right) ?? [];
  if (!converted || !poolIncrease || !perUnit || converted.num < 0n || perUnit.num <= 0n || sub(ONE, post).num <= 0n) return undefined;
  return { before: add(before.fixed, mul(before.perUnit, perUnit)), converted, poolIncrease, perUnit };
}

/** Everything before the round, adjusted classes included, as a line over q. */
function linesOf(terms: RoundTerms, adjusted: readonly boolean[], newMoney: Rational): { fixed: Rational; perUnit: Rational } {
  const lines = inside(terms).flatMap((one, i) => (adjusted[i] ? [{ one, line: ratioLine(one, newMoney) }] : []));
  return {
    fixed: sum([terms.existing, ...lines.map(({ one, line }) => mul(one.shares, sub(line.fixed, ONE)))]),
    perUnit: sum(lines.map(({ one, line }) => mul(one.shares, line.perUnit))),
  };
}

/** What one unit of the round price a SAFE without its cap pays. */
const factor = (c: Convertible): Rational => sub(ONE, c.discount ?? ZERO);

const noteBase = ({ existing, unallocated, common }: RoundTerms, { capBase = 'with-pool' }: Convertible): Rational =>
  capBase === 'with-pool' ? existing : capBase === 'common-only' && common ? common : sub(existing, unallocated);

/** A pre-money SAFE's capitalisation leaves out converting securities but holds the pool increase; a post-money SAFE's is the reverse; a note counts neither. */
const baseOf = (terms: RoundTerms, { before, converted, poolIncrease }: Point, c: Convertible): Rational =>
  c.kind === 'note' ? noteBase(terms, c) : add(before, c.kind === 'post-money' ? converted : poolIncrease);

function bestAt(terms: RoundTerms, point: Point, now: Pieces): Pieces {
  const capped = terms.convertibles.map((c, i) => {
    if (!c.cap) return false;
    const order = exact.compare(mul(div(baseOf(terms, point, c), c.cap), factor(c)), point.perUnit);
    return order === 0 ? now.capped[i]! : order > 0;
  });
  const adjusted = inside(terms).map((one, i) => now.adjusted[i]! || exact.compare(mul(one.conversionPrice, point.perUnit), ONE) > 0);
  return { capped, adjusted, poolGrows: poolGrows(terms, point, now) };
}

function poolGrows(terms: RoundTerms, point: Point, now: Pieces): boolean {
  if (!('target' in terms.pool) || now.poolGrows) return now.poolGrows;
  const newShares = mul(newMoneyOf(terms), point.perUnit);
  return exact.compare(mul(terms.pool.target, sum([point.before, point.converted, newShares])), terms.unallocated) > 0;
}

const sameFlags = (a: readonly boolean[], b: readonly boolean[]) => a.every((flag, i) => flag === b[i]);
const same = (a: Pieces, b: Pieces) => a.poolGrows === b.poolGrows && sameFlags(a.capped, b.capped) && sameFlags(a.adjusted, b.adjusted);

const finish = (terms: RoundTerms, point: Point, { capped }: Pieces): Fixed => ({
  price: div(ONE, point.perUnit),
  converted: point.converted,
  poolIncrease: point.poolIncrease,
  postMoney: add(div(sum([point.before, point.converted, point.poolIncrease]), point.perUnit), newMoneyOf(terms)),
  by: terms.convertibles.map((c, i) => (capped[i] ? 'cap' : c.discount ? 'discount' : 'round')),
  capBase: terms.convertibles.map((c) => baseOf(terms, point, c)),
});
