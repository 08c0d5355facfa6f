import { capTableOn, type HoldersView, type HolderView, type Ownership, outstandingOn, refuse, safesOn } from '@capstan/capital';
import { type Day, keyed, type Money, type Refusal } from '@capstan/kernel';
import type { Book } from './book.view.ts';
import { chainOf, holdings } from './holdings.ts';
import { notes, warrants } from './securities.ts';

type Summary = HoldersView['holders'][number];
type Row = Ownership['holders'][number];

/** Everyone who holds or has been promised something at the end of a day, the biggest first; investors whose money has not become shares yet among them. */
export function holders(book: Book, on: Day, currency: string): HoldersView {
  const table = capTableOn(book.state, on);
  const invested = investedOn(book, on);
  const rows = table.holders.map((row) => summary(row, invested.get(row.holder)?.money));
  const there = new Set(rows.map((r) => r.holder));
  const waiting = [...invested].filter(([holder]) => !there.has(holder)).map(([holder, { name, money }]): Summary => ({ holder, name, shares: 0, grants: 0, warrants: 0, diluted: 0, ofFullyDiluted: null, invested: money }));
  return { on, currency, holders: [...rows, ...waiting] };
}

const summary = ({ holder, name, shares, grants, warrants: w, diluted, ofFullyDiluted }: Row, invested: Money | undefined): Summary => ({ holder, name, shares, grants, warrants: w, diluted, ofFullyDiluted, invested: invested ?? null });

/** Money of SAFEs and notes that have not ended, by holder. */
function investedOn({ state }: Book, on: Day): Map<string, { name: string; money: Money }> {
  const paid = [
    ...safesOn(keyed.values(state.safes), on).map((s) => ({ ...s, money: s.amount })),
    ...keyed.values(state.notes).filter((n) => n.signedOn <= on && (n.situation === 'outstanding' || n.on > on)).map((n) => ({ ...n, money: n.principal })),
  ];
  const all = new Map<string, { name: string; money: Money }>();
  for (const { holder, investor, money } of paid) all.set(holder, { name: investor, money: { ...money, amount: (all.get(holder)?.money.amount ?? 0) + money.amount } });
  return all;
}

/** One holder, with every holding there was by a day and its chain of events. */
export function holder(book: Book, id: string, on: Day, currency: string): HolderView | Refusal {
  const { state, entries } = book;
  const its = <T extends { holder: string }>(all: readonly T[]) => all.filter((one) => one.holder === id);
  const held = its(holdings(book, on)).map((h) => ({ ...h, chain: chainOf(book, h.holding).filter((l) => l.on <= on) }));
  const [warrantList, noteList] = [its(warrants(book, on)), its(notes(book, on))];
  const safes = its(keyed.values(state.safes)).filter((s) => s.signedOn <= on);
  const grants = its(keyed.values(state.grants.made)).filter((g) => g.grantedOn <= on);
  const name = [...held, ...warrantList, ...grants][0]?.name ?? [...noteList, ...safes][0]?.investor;
  if (name === undefined) return refuse('holder-unknown', { holder: id });
  const own = holders(book, on, currency).holders.find((h) => h.holder === id);
  return {
    ...(own ?? { holder: id, name, shares: 0, grants: 0, warrants: 0, diluted: 0, ofFullyDiluted: null, invested: null }), on, currency, holdings: held, warrantList, notes: noteList,
    safes: safes.map((s) => ({ safe: s.safe, amount: s.amount, situation: s.situation === 'outstanding' || s.on > on ? 'outstanding' : s.situation, signedOn: s.signedOn, fact: entries.get(s.safe)![0]!.fact })),
    grantList: grants.map((g) => ({ grant: g.grant, kind: g.kind, class: g.class, shares: g.shares, outstanding: outstandingOn(g, on), grantedOn: g.grantedOn, fact: entries.get(g.grant)![0]!.fact })),
  };
}
