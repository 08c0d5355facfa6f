import { exact, type Rational } from '@capstan/kernel';
import { roundings } from '../rounding.ts';
import { type Protected, type Protection, weighedBase } from './anti-dilution.ts';
import { remembered } from './remembered.ts';
import type { PlannedRound } from './sequence.ts';
import type { PricedRound } from './terms.ts';

/** A preferred class: what it converts into and for whom, as converted. */
export interface HeldClass {
  readonly id: string;
  readonly name: string;
  readonly method: Protection;
  readonly conversionPrice: Rational;
  readonly held: ReadonlyMap<string, Rational>;
}

/** Everyone's shares before the first round: preferred as converted, options and warrants as exercised. Whole shares. */
export interface StartTable {
  readonly holders: readonly { readonly id: string; readonly name: string; readonly shares: number }[];
  /** Unallocated pool. */
  readonly pool: number;
  /** Issued common shares alone. */
  readonly common: number;
  /** Options, units and warrants that are not exercised: a narrow base leaves them out. */
  readonly options: number;
  readonly classes: readonly HeldClass[];
}

/** Where the company stands between two rounds: the start, and what each holder got since. */
export interface Table {
  readonly start: StartTable;
  readonly gains: ReadonlyMap<string, Rational>;
  readonly total: Rational;
  readonly pool: Rational;
  readonly classes: readonly HeldClass[];
  /** Shares of each holder at the start, for looking up. */
  readonly of: ReadonlyMap<string, number>;
}

const { ZERO, add, sub, mul, div, sum } = exact;

/**
 * A conversion price as later rounds meet it: exact up to a denominator of 10^15, beyond it to 15 decimal places. A price
 * that comes out of a fixed point has a denominator as long as those of all classes before it together: three down rounds
 * in a row would otherwise be worked out with numbers of many thousand digits. The shares of the round itself are not touched.
 */
function conversionPriceFrom(price: Rational): Rational {
  if (price.den <= 10n ** 15n) return price;
  const near = exact.toPlaces(price, 15, 'half-even');
  return near.num > 0n ? near : price;
}

/** The table that a sequence of rounds begins with. */
export const openTable = remembered((start: StartTable): Table => {
  const held = start.holders.reduce((all, h) => all + h.shares, 0);
  return { start, gains: new Map(), total: exact.rational(held + start.pool), pool: exact.rational(start.pool), classes: start.classes, of: new Map(start.holders.map((h) => [h.id, h.shares])) };
});

export const sharesOf = (table: Table, holder: string): Rational => add(exact.rational(table.of.get(holder) ?? 0), table.gains.get(holder) ?? ZERO);

/** The classes that a round could adjust, with the base that their averages weigh. */
export function protectedIn({ classes, total, pool, start }: Table, reserve: 'with' | 'without'): Protected[] {
  const options = exact.rational(start.options);
  const outstanding = { common: sub(sub(total, pool), options), preferred: ZERO, options, reserve: pool };
  return classes.flatMap(({ id, method, conversionPrice, held }) => (method === 'none' ? [] : [{ id, method, conversionPrice, shares: sum(held.values()), base: weighedBase(method, outstanding, reserve) }]));
}

/** The table after a round: buyers and converted holders have their shares, adjusted classes convert into more, new classes stand beside them. */
export function afterRound(table: Table, plan: PlannedRound, round: PricedRound): Table {
  const gains = new Map(table.gains);
  const gain = (holder: string, shares: Rational) => { if (shares.num > 0n) gains.set(holder, add(gains.get(holder) ?? ZERO, shares)); };
  const classes = table.classes.map((one) => adjusted(one, round, gain));
  const bought = boughtIn(plan, round);
  for (const { holder, shares } of bought) gain(holder, shares);
  return { ...table, gains, classes: [...classes, ...newClasses(plan, bought, classes.length)], total: round.total, pool: add(table.pool, round.poolIncrease) };
}

/** A class with its new conversion price; the shares that its adjustment adds go to its holders by what they hold. */
function adjusted(one: HeldClass, round: PricedRound, gain: (holder: string, shares: Rational) => void): HeldClass {
  const change = round.adjustments.find((a) => a.id === one.id);
  if (!change) return one;
  const all = sum(one.held.values());
  const held = new Map([...one.held].map(([holder, shares]) => {
    const more = div(mul(change.shares, shares), all);
    gain(holder, more);
    return [holder, add(shares, more)];
  }));
  return { ...one, conversionPrice: conversionPriceFrom(change.conversionPrice), held };
}

interface Bought { readonly holder: string; readonly shares: Rational; readonly price: Rational; readonly class: string }

/** Who got which shares at which price: investors and pro rata rights in the order of the round, then conversions. */
function boughtIn({ name, investors, convertibles }: PlannedRound, round: PricedRound): Bought[] {
  const issued = round.issued.map(({ id, shares }, i) => ({ holder: i < investors.length ? investors[i]!.holder : id, shares, price: round.price, class: name }));
  return [...issued, ...round.conversions.map(({ shares, price }, i) => ({ holder: convertibles[i]!.holder, shares, price, class: `${name} (${convertibles[i]!.kind === 'note' ? 'note' : 'SAFE'})` }))];
}

/** One class per price paid, as a close makes them: shares from SAFEs and notes get a conversion price of their own. Its number tells classes of one name apart. */
function newClasses({ protection }: PlannedRound, bought: readonly Bought[], before: number): HeldClass[] {
  const byPrice = new Map<string, { name: string; price: Rational; held: Map<string, Rational> }>();
  for (const { holder, shares, price, class: name } of bought) {
    const key = `${name} ${exact.toFraction(price).join('/')}`;
    const one = byPrice.get(key) ?? { name, price, held: new Map<string, Rational>() };
    one.held.set(holder, add(one.held.get(holder) ?? ZERO, shares));
    byPrice.set(key, one);
  }
  return [...byPrice.values()].filter(({ held }) => sum(held.values()).num > 0n).map(({ name, price, held }, i) => ({ id: `${name} ${before + i + 1}`, name, method: protection, conversionPrice: conversionPriceFrom(price), held }));
}

/** The policy whose shares are whole, unless the round names another. */
export const usualRounding = roundings['floor-shares'];
