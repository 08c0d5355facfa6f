import { breakPoints, type Choice, type ClaimName, type ExitPlay, type ExitSheet, type ExitTable, exitTable, holderParts, type HolderParts, type HolderPayout, payoutsAt, payoutsGiven, payoutsOf, waterfallCurve, type WaterfallCurve } from '@capstan/capital/waterfall';
import { exact, minorDigits } from '@capstan/kernel';

/** A company under some terms: its payouts at every exit value. */
export interface Played { readonly table: ExitTable; readonly curve: WaterfallCurve; readonly holders: readonly HolderParts[]; /** Shares per claim. */ readonly shares: ReadonlyMap<string, exact.Rational> }
/** The curve of the sheet under the terms played, or why there is none. */
export function play(sheet: ExitSheet, terms: ExitPlay): Played | 'no-shares' | 'convertibles-own-everything' {
  const table = exitTable(sheet, terms);
  const curve = waterfallCurve(table.terms);
  if (curve.kind !== 'curve') return curve.kind;
  const shares = new Map<string, exact.Rational>();
  for (const h of table.holds) shares.set(h.claim, exact.add(shares.get(h.claim) ?? exact.ZERO, h.shares));
  return { table, curve, holders: holderParts(table.holds), shares };
}

/** A claim at one exit value; amounts in minor units, for reading only. */
export interface Row { readonly id: string; readonly kind: string; readonly name: ClaimName | undefined; readonly choice: Choice; readonly amount: number; readonly part: number; readonly perShare: number | null; /** What it would have had with the other choice; null where it has none. */ readonly otherwise: number | null }
export interface AtExit { readonly price: number; readonly rows: readonly Row[]; /** The biggest payouts, as many as asked for. */ readonly holders: readonly HolderPayout[] }

const choosers: readonly string[] = ['preferred', 'unconverted'];

/** Everything shown of one exit value, in minor units. */
export function atExit({ table, curve, holders, shares }: Played, exit: number, most: number): AtExit {
  const value = exact.rational(exit);
  const { price, payouts } = payoutsAt(curve, value);
  const converting = new Set(payouts.filter((p) => p.choice === 'converts').map((p) => p.id));
  const rows = payouts.map(({ id, kind, amount, choice }, i): Row => {
    const held = shares.get(id);
    const mayChoose = choosers.includes(kind) && curve.claims[i]!.convertsAbove !== null;
    return {
      id, kind, choice, name: table.names.get(id), amount: exact.toNumber(amount), part: exit === 0 ? 0 : exact.toNumber(exact.div(amount, value)),
      perShare: held && kind !== 'unconverted' && held.num > 0n ? exact.toNumber(exact.div(amount, held)) : null,
      otherwise: mayChoose ? exact.toNumber(payoutsGiven(table.terms, value, toggled(converting, id)).get(id)!) : null,
    };
  });
  return { price: exact.toNumber(price), rows, holders: payoutsOf(payouts, holders, most) };
}

const toggled = (set: ReadonlySet<string>, id: string): Set<string> => new Set(set.has(id) ? [...set].filter((x) => x !== id) : [...set, id]);

/** Where the division changes, in minor units. */
export const breaksOf = ({ curve }: Played) => breakPoints(curve).map((b) => ({ exit: exact.toNumber(b.exit), price: exact.toNumber(b.price), events: b.events }));

/** A sale to begin with: four times what was paid for the preferred classes, or ten million. */
export function firstPrice({ classes, currency }: ExitSheet): number {
  const unit = 10 ** minorDigits(currency);
  const invested = classes.reduce((sum, c) => sum + (c.terms?.originalPrice ? exact.toNumber(exact.fromFraction(c.terms.originalPrice)) * c.shares : 0), 0);
  const wanted = invested > 0 ? invested * 4 : 10_000_000;
  const step = 10 ** (Math.floor(Math.log10(wanted)) - 1);
  return Math.round(wanted / step) * step * unit;
}
