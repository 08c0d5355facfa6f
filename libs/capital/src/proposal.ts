import { type Day, exact, type Fraction, minorDigits, type Money, moneyFrom, type Rational } from '@capstan/kernel';
import type { ClosingTerms } from './commands.ts';
import { type CapBase, type Convertible, settleMfn, type Signed } from './convertible.ts';
import { type Held, type Ownership, ownership, type OwnershipRow, type Promised } from './ownership.ts';
import { type Convention, type PoolTerm, type PricedRound, priceRound, type Unpriceable } from './round-price.ts';
import { type RoundingName, roundings } from './rounding.ts';
import { type AdjustedClass, afterAdjusting, type ProtectedOnSheet, protectedTerms } from './rounds/closing.ts';

/** Everything that pricing a round takes, as plain JSON: the API answers it and the browser plays with it. */
export interface RoundSheet {
  readonly class: string;
  readonly preMoney: Money;
  readonly commitments: readonly { readonly commitment: string; readonly holder: string; readonly investor: string; readonly amount: Money }[];
  readonly safes: readonly SafeOnSheet[];
  readonly notes: readonly NoteOnSheet[];
  readonly held: readonly Held[];
  /** Outstanding grants and warrants. */
  readonly promised: readonly Promised[];
  /** Issued shares that are not preferred: what a cap of the base `common-only` is divided by. */
  readonly common: number;
  readonly pool: number;
  /** Classes that a price below theirs gives more shares. */
  readonly protected: readonly ProtectedOnSheet[];
}
export interface SafeOnSheet {
  readonly safe: string; readonly holder: string; readonly investor: string; readonly amount: Money; readonly kind: 'post-money' | 'pre-money';
  readonly cap?: Money | undefined; readonly discount?: string | undefined; readonly mfn: boolean; readonly signedOn: Day;
}

/** A note with what it has grown to on the day of the sheet, interest included. */
export interface NoteOnSheet {
  readonly note: string; readonly holder: string; readonly investor: string; readonly principal: Money; readonly amount: Money;
  readonly cap?: Money | undefined; readonly discount?: string | undefined; readonly capBase: CapBase;
}

interface Converted { readonly holder: string; readonly investor: string; readonly class: string; readonly shares: number; readonly amount: Money; readonly price: Fraction; readonly by: 'cap' | 'discount' | 'round' }

export interface Proposal {
  readonly kind: 'priced';
  readonly convention: Convention;
  readonly rounding: Exclude<RoundingName, 'exact'>;
  readonly pricePerShare: Fraction;
  readonly raised: Money;
  readonly postMoney: Money;
  readonly issued: readonly { readonly commitment: string; readonly holder: string; readonly investor: string; readonly class: string; readonly shares: number; readonly amount: Money }[];
  readonly converted: readonly (Converted & { readonly safe: string })[];
  readonly convertedNotes: readonly (Converted & { readonly note: string; readonly interest: Money })[];
  /** Earlier classes whose conversion price the round lowers, inside the pre-money. */
  readonly adjusted: readonly AdjustedClass[];
  readonly poolIncrease: number;
  readonly poolAfter: number;
  readonly totalAfter: number;
  readonly shuffle: { readonly effectivePreMoney: Money; readonly priceWithoutIncrease: Fraction };
  readonly dilution: readonly Diluted[];
  readonly poolBeforePart: Fraction | null;
  readonly poolAfterPart: Fraction | null;
}
/** One holder's part of everything fully diluted, before and after the round; null before for who comes in with it. */
export interface Diluted { readonly holder: string; readonly name: string; readonly before: Fraction | null; readonly after: Fraction | null; readonly shares: number }
export type NoProposal = { readonly kind: Unpriceable['kind'] | 'shares-too-many' };

/** Money in whole currency units, exact: 12345 cents are 12345/100. */
export const major = ({ amount, currency }: Money): Rational => exact.rational(amount, 10 ** minorDigits(currency));
const minor = (units: Rational, currency: string): Money => moneyFrom(exact.mul(units, exact.rational(10 ** minorDigits(currency))), currency);

const signedSafe = (s: SafeOnSheet): Signed => ({ id: s.safe, amount: major(s.amount), kind: s.kind, signedOn: s.signedOn, mfn: s.mfn, ...(s.cap && { cap: major(s.cap) }), ...(s.discount && { discount: exact.parseDecimal(s.discount)! }) });
const heldNote = (n: NoteOnSheet): Convertible => ({ id: n.note, kind: 'note', amount: major(n.amount), capBase: n.capBase, ...(n.cap && { cap: major(n.cap) }), ...(n.discount && { discount: exact.parseDecimal(n.discount)! }) });
const poolTerm = ({ poolTarget, poolIncrease }: ClosingTerms): PoolTerm => (poolIncrease !== undefined ? { increase: exact.rational(poolIncrease) } : poolTarget ? { target: exact.parseDecimal(poolTarget)! } : { increase: exact.ZERO });

/**
 * What closing the round on these terms would give: price, shares, conversions, pool, everyone's dilution. Whole shares, exact
 * prices. Promised options are in the pool and no longer free; what was promised beyond it makes it larger before the round
 * (post-money SAFE: the unissued pool is without them, the company capitalisation counts both).
 */
export function proposeClose(sheet: RoundSheet, terms: ClosingTerms): Proposal | NoProposal {
  const { convention = 'percentage-ownership', rounding = 'floor-shares', promisedOptions = 0 } = terms;
  const beyond = Math.max(0, promisedOptions - sheet.pool);
  const before = ownership(sheet.held, sheet.pool, sheet.promised);
  const classes = protectedTerms(sheet.protected, sheet.held, before);
  const priced = priceRound({
    ...(classes.length > 0 && { protection: { classes } }),
    existing: exact.rational(before.fullyDiluted + beyond), unallocated: exact.rational(Math.max(0, sheet.pool - promisedOptions)), common: exact.rational(sheet.common), preMoney: major(sheet.preMoney), pool: poolTerm(terms), convention, rounding: roundings[rounding],
    convertibles: [...settleMfn(sheet.safes.map(signedSafe), terms.mfn), ...sheet.notes.map(heldNote)], investments: sheet.commitments.map((c) => ({ id: c.commitment, amount: major(c.amount) })),
  });
  if (priced.kind !== 'priced') return priced;
  return priced.total.num > BigInt(Number.MAX_SAFE_INTEGER) ? { kind: 'shares-too-many' } : written(sheet, before, priced, beyond, { convention, rounding });
}

const whole = (shares: Rational): number => Number(shares.num);

function written(sheet: RoundSheet, before: Ownership, priced: PricedRound, beyond: number, how: Pick<Proposal, 'convention' | 'rounding'>): Proposal {
  const { currency } = sheet.preMoney;
  const poolIncrease = whole(priced.poolIncrease) + beyond;
  const issued = sheet.commitments.map((c, i) => ({ ...c, class: sheet.class, shares: whole(priced.issued[i]!.shares) }));
  const prices = new Map(priced.conversions.map((c) => [c.id, c]));
  const become = (ids: readonly string[], kind: string) => {
    const series = seriesOf(ids.map((id) => prices.get(id)!.price));
    return (id: string) => {
      const { shares, price, by } = prices.get(id)!;
      return { class: seriesName(sheet.class, ` (${kind}${series(price)})`), shares: whole(shares), price: exact.toFraction(price), by };
    };
  };
  const [ofSafe, ofNote] = [become(sheet.safes.map((s) => s.safe), 'SAFE'), become(sheet.notes.map((n) => n.note), 'note')];
  const converted = sheet.safes.map(({ safe, holder, investor, amount }) => ({ safe, holder, investor, amount, ...ofSafe(safe) }));
  const convertedNotes = sheet.notes.map(({ note, holder, investor, amount, principal }) => ({ note, holder, investor, amount, interest: { amount: amount.amount - principal.amount, currency }, ...ofNote(note) }));
  const newly = [...issued, ...converted, ...convertedNotes].map((n) => ({ holder: n.holder, name: n.investor, class: n.class, shares: n.shares }));
  const { adjusted, held } = afterAdjusting(sheet.protected, sheet.held, priced);
  const after = ownership([...held, ...newly], sheet.pool + poolIncrease, sheet.promised);
  return {
    kind: 'priced', ...how, adjusted, pricePerShare: exact.toFraction(priced.price), issued, converted, convertedNotes,
    raised: { amount: sheet.commitments.reduce((sum, c) => sum + c.amount.amount, 0), currency }, postMoney: minor(priced.postMoney, currency),
    poolIncrease, poolAfter: after.pool, totalAfter: after.fullyDiluted,
    shuffle: { effectivePreMoney: minor(priced.shuffle.effectivePreMoney, currency), priceWithoutIncrease: exact.toFraction(priced.shuffle.priceWithoutIncrease) },
    dilution: diluted(before.holders, after.holders), poolBeforePart: before.poolOfFullyDiluted, poolAfterPart: after.poolOfFullyDiluted,
  };
}

const LONGEST_NAME = 120;
/** The name of a series that comes with the class of a round; of a long one, its beginning. */
const seriesName = (name: string, series: string): string => `${name.slice(0, LONGEST_NAME - series.length).replace(/[\uD800-\uDBFF]$/, '')}${series}`;

/** SAFEs, and notes, that convert at different prices get series of their own, so that each keeps its own original price: ` 1`, ` 2`, … in order of signing. */
function seriesOf(prices: readonly Rational[]): (price: Rational) => string {
  const each = prices.filter((p, i) => prices.findIndex((q) => exact.equal(p, q)) === i);
  return (price) => (each.length > 1 ? ` ${each.findIndex((p) => exact.equal(p, price)) + 1}` : '');
}

function diluted(before: readonly OwnershipRow[], after: readonly OwnershipRow[]): Diluted[] {
  const was = new Map(before.map((row) => [row.holder, row.ofFullyDiluted]));
  return after.map((row) => ({ holder: row.holder, name: row.name, shares: row.diluted, before: was.get(row.holder) ?? null, after: row.ofFullyDiluted }));
}
