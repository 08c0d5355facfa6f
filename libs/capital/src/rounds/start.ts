import { type Day, exact, keyed } from '@capstan/kernel';
import { safesOn } from '../capitalisation.ts';
import { capitalisationOn } from '../securities/cap-table.ts';
import { asConverted, classTermsOn } from '../securities/classes.ts';
import { notesOn } from '../securities/outstanding.ts';
import type { CapitalState } from '../state.ts';
import type { SimulatorStart, StartInstrument } from './scenario-terms.ts';

/** What rounds to come are played on: the fully diluted table of a day, outstanding SAFEs and notes, protected classes. Linear in holdings and grants. */
export function simulatorStartOn(state: CapitalState, on: Day): SimulatorStart {
  const { held, promised, pool } = capitalisationOn(state, on);
  const holders = new Map<string, { holder: string; name: string; shares: number }>();
  for (const one of [...held, ...promised]) {
    const row = holders.get(one.holder) ?? { holder: one.holder, name: one.name, shares: 0 };
    row.shares += one.converted ?? one.shares;
    holders.set(one.holder, row);
  }
  const isCommon = (name: string) => classTermsOn(state.classes, name, on)?.kind !== 'preferred';
  return {
    on, currency: state.currency ?? 'USD', holders: [...holders.values()].sort((a, b) => b.shares - a.shares), pool,
    common: held.reduce((sum, h) => sum + (isCommon(h.class) ? h.shares : 0), 0), options: promised.reduce((sum, p) => sum + (p.converted ?? p.shares), 0),
    convertibles: [...safesIn(state, on), ...notesIn(state, on)], classes: protectedClasses(state, held, on),
  };
}

const safesIn = (state: CapitalState, on: Day): StartInstrument[] =>
  safesOn(keyed.values(state.safes), on).map(({ safe, holder, investor, amount, kind, cap, discount, mfn, signedOn }) => ({ id: safe, holder, investor, amount, kind, mfn, signedOn, ...(cap && { cap }), ...(discount && { discount }) }));

const notesIn = (state: CapitalState, on: Day): StartInstrument[] =>
  notesOn(keyed.values(state.notes), on).map(({ note, holder, investor, principal, rate, compounding, dayCount, cap, discount, capBase, signedOn }) => ({
    id: note, holder, investor, amount: principal, kind: 'note' as const, mfn: false, signedOn, capBase, interest: { rate, compounding, dayCount }, ...(cap && { cap }), ...(discount && { discount }),
  }));

/** Preferred classes with a conversion price and a right to have it lowered, and who holds them, as converted. */
function protectedClasses(state: CapitalState, held: ReturnType<typeof capitalisationOn>['held'], on: Day): SimulatorStart['classes'] {
  return keyed.values(state.classes).flatMap(({ name }) => {
    const terms = classTermsOn(state.classes, name, on);
    const price = terms?.conversionPrice ?? terms?.originalPrice;
    if (!terms || terms.kind !== 'preferred' || terms.antiDilution === 'none' || !price || exact.fromFraction(price).num <= 0n) return [];
    const holders = new Map<string, number>();
    for (const h of held) if (h.class === name) holders.set(h.holder, (holders.get(h.holder) ?? 0) + asConverted(h.shares, terms));
    return [{ class: name, protection: terms.antiDilution, conversionPrice: price, held: [...holders].map(([holder, shares]) => ({ holder, shares })) }];
  });
}
