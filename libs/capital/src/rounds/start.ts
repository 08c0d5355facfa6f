import { type Day, keyed } from '@capstan/kernel';
import { safesOn } from '../capitalisation.ts';
import { nameKey } from '../names.ts';
import { capitalisationOn } from '../securities/cap-table.ts';
import { classTermsOn } from '../securities/classes.ts';
import { notesOn } from '../securities/outstanding.ts';
import type { CapitalState } from '../state.ts';
import { protectedOn } from './closing.ts';
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
  return protectedOn(state, on).map((one) => {
    const holders = new Map<string, number>();
    for (const h of held) if (nameKey(h.class) === nameKey(one.class)) holders.set(h.holder, (holders.get(h.holder) ?? 0) + (h.converted ?? h.shares));
    return { class: one.class, protection: one.method, conversionPrice: one.conversionPrice, held: [...holders].map(([holder, shares]) => ({ holder, shares })) };
  });
}
