import { type Day, exact, keyed, type Money, moneyFrom } from '@capstan/kernel';
import { safesOn } from '../capitalisation.ts';
import { settleMfn } from '../convertible.ts';
import { grantsOn } from '../grants/outstanding.ts';
import { positionOn } from '../grants/position.ts';
import { noteAccrual } from '../rounds/note.ts';
import { capitalisationOn } from '../securities/cap-table.ts';
import { classTermsOn, conversionRatio } from '../securities/classes.ts';
import { leftOn, notesOn, strikeOn } from '../securities/outstanding.ts';
import type { CapitalState } from '../state.ts';
import type { ExitSheet } from './sheet-contract.ts';

/** What an exit is played on at the end of a day; debts are what the loans say. Linear in holdings and grants. */
export function exitSheetOn(state: CapitalState, on: Day, debts: ExitSheet['debts']): ExitSheet {
  const { held, pool } = capitalisationOn(state, on);
  const classes = keyed.values(state.classes).map(({ name }) => {
    const terms = classTermsOn(state.classes, name, on);
    return { class: name, terms: terms ?? null, conversionRatio: exact.toFraction(conversionRatio(terms)), shares: held.reduce((sum, h) => sum + (h.class === name ? h.shares : 0), 0) };
  });
  return { on, currency: state.currency ?? 'USD', pool, classes: classes.filter((c) => c.shares > 0), held: perHolder(held), options: optionsOn(state, on), warrants: warrantsOn(state, on), unconverted: unconvertedOn(state, on), paid: paidBy(state, on), debts };
}

/** Money paid in for shares, SAFEs and notes. Who gave or took shares by transfer, repurchase or cancellation is left out: a return would be wrong. */
function paidBy(state: CapitalState, on: Day): ExitSheet['paid'] {
  const stakes = keyed.values(state.stakes).filter((s) => s.since <= on);
  const traded = new Set(stakes.filter((s) => s.from === 'transfer' || (s.ended !== undefined && s.ended !== 'converted')).map((s) => s.holder));
  const direct = stakes.filter((s) => s.source === undefined && s.from !== 'safe' && s.from !== 'note').flatMap((s) => (s.paid ? [{ holder: s.holder, on: s.since, amount: s.paid }] : []));
  const promised = [
    ...keyed.values(state.safes).filter((s) => s.situation !== 'cancelled').map((s) => ({ holder: s.holder, on: s.signedOn, amount: s.amount })),
    ...keyed.values(state.notes).filter((n) => n.situation === 'outstanding' || n.situation === 'converted').map((n) => ({ holder: n.holder, on: n.signedOn, amount: n.principal })),
  ];
  return [...direct, ...promised].filter((p) => p.on <= on && p.amount.amount > 0 && !traded.has(p.holder));
}

/** One row per holder and class. */
function perHolder(held: ReturnType<typeof capitalisationOn>['held']): ExitSheet['held'] {
  const rows = new Map<string, ExitSheet['held'][number]>();
  for (const { holder, name, class: of, shares } of held) {
    const key = `${holder} ${of}`;
    const row = rows.get(key);
    if (row) row.shares += shares; else rows.set(key, { holder, name, class: of, shares });
  }
  return [...rows.values()];
}

const optionsOn = (state: CapitalState, on: Day): ExitSheet['options'] => grantsOn(keyed.values(state.grants.made), on).map(({ grant, shares }) => {
  const { vested, taken } = positionOn(keyed.at(state.grants.made, grant.grant)!, on);
  const open = Math.min(shares, Math.max(0, vested - taken));
  return { holder: grant.holder, name: grant.name, kind: grant.kind === 'rsu' ? 'unit' as const : 'option' as const, strike: grant.strike ?? ['0', '1'], vested: open, unvested: shares - open };
});

const warrantsOn = (state: CapitalState, on: Day): ExitSheet['warrants'] =>
  keyed.values(state.warrants).map((w) => ({ holder: w.holder, name: w.name, class: w.class, shares: leftOn(w, on), strike: strikeOn(w, on) })).filter((w) => w.shares > 0);

function unconvertedOn(state: CapitalState, on: Day): ExitSheet['unconverted'] {
  const safes = safesOn(keyed.values(state.safes), on);
  const settled = settleMfn(safes.map((s) => ({ id: s.safe, kind: s.kind, amount: exact.rational(s.amount.amount), signedOn: s.signedOn, mfn: s.mfn, ...(s.cap && { cap: exact.rational(s.cap.amount) }) })));
  const capOf = (i: number, { currency }: Money): Money | null => { const { cap } = settled[i]!; return cap ? moneyFrom(cap, currency) : null; };
  return [
    ...safes.map((s, i) => ({ id: s.safe, holder: s.holder, name: s.investor, kind: 'safe' as const, capKind: settled[i]!.kind === 'pre-money' ? 'pre-money' as const : 'post-money' as const, amount: s.amount, cap: capOf(i, s.amount) })),
    ...notesOn(keyed.values(state.notes), on).map((n) => ({
      id: n.note, holder: n.holder, name: n.investor, kind: 'note' as const, capKind: 'pre-money' as const, cap: n.cap ?? null,
      amount: moneyFrom(noteAccrual({ principal: exact.rational(n.principal.amount), rate: exact.parseDecimal(n.rate)!, compounding: n.compounding, dayCount: n.dayCount, signedOn: n.signedOn }, on), n.principal.currency),
    })),
  ];
}
