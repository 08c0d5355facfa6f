import { type CapTable, capTableOn, type OwnershipHistory, type RoundView, safesOn, stakesOn } from '@capstan/capital';
import type { Views } from '@capstan/event-log';
import { type Day, type Explained, keyed } from '@capstan/kernel';
import { companyCurrency } from '../exchange/exchange.view.ts';
import { type Book, capitalBook } from './book.view.ts';
import { rounds } from './rounds.view.ts';
import { notesOwed } from './securities.ts';

const MOST_FACTS = 200;
const newest = (facts: Iterable<string>) => [...new Set(facts)].reverse();

/** Who owns what at the end of a day. */
export function capTable(views: Views, company: string, on: Day): CapTable {
  const book = capitalBook(views, company);
  const table = capTableOn(book.state, on);
  const outstanding = safesOn(keyed.values(book.state.safes), on);
  const currency = companyCurrency(views, company)!;
  const why = explaining(table, book, on);
  return {
    on, currency, ...table,
    holders: table.holders.map((row) => ({ ...row, classes: [...row.classes], why: why(row) })), classes: [...table.classes],
    safes: { count: outstanding.length, amount: { amount: outstanding.reduce((sum, s) => sum + s.amount.amount, 0), currency } }, notes: notesOwed(book, on, currency),
  };
}

type Row = { readonly holder: string; readonly diluted: number };

/** Says a holder's part: own shares over all shares, with the events that issued either. What all holders share is gathered once. */
function explaining(all: { fullyDiluted: number; pool: number }, book: Book, on: Day) {
  const { state, entries } = book;
  const factsOf = (id: string) => (entries.get(id) ?? []).filter((e) => e.day <= on).map((e) => e.fact);
  const there = [
    ...stakesOn(keyed.values(state.stakes), on).map((s) => ({ holder: s.holder, facts: factsOf(s.holding) })),
    ...keyed.values(state.warrants).map((w) => ({ holder: w.holder, facts: factsOf(w.warrant) })),
    ...keyed.values(state.grants.made).map((g) => ({ holder: g.holder, facts: factsOf(g.grant) })),
  ];
  const byHolder = Map.groupBy(there, (one) => one.holder);
  const pool = newest(factsOf('pool')).slice(0, MOST_FACTS);
  const facts = newest([...there.flatMap((one) => one.facts), ...pool.toReversed()]);
  const [dilutedInput, poolInput] = [shares('issued', all.fullyDiluted - all.pool), shares('pool', all.pool, pool)];
  return (row: Row): Explained => ({
    metric: 'ownership', convention: 'fully-diluted', facts: facts.slice(0, MOST_FACTS), factCount: facts.length,
    inputs: [shares('shares', row.diluted, newest((byHolder.get(row.holder) ?? []).flatMap((one) => one.facts)).slice(0, MOST_FACTS)), dilutedInput, poolInput],
  });
}

const shares = (name: string, number: number, facts?: string[]) => ({ name, value: { kind: 'number' as const, number, unit: 'shares' }, ...(facts && { facts }) });

/** Fully diluted ownership at the first issue and after each round, in order: what the area chart draws. */
export function ownershipHistory(views: Views, company: string, today: Day): OwnershipHistory {
  const book = capitalBook(views, company);
  const closes = rounds(views, company).filter((r): r is RoundView & { on: Day } => r.situation === 'closed').sort((a, b) => (a.on < b.on ? -1 : 1));
  const first = keyed.values(book.state.stakes).reduce<Day | undefined>((day, s) => (day === undefined || s.since < day ? s.since : day), undefined);
  if (first === undefined) return { steps: [] };
  const moments = [{ on: first, round: null, name: null }, ...closes.map((r) => ({ on: r.on, round: r.round, name: r.name })), { on: today, round: null, name: null }];
  return { steps: moments.map((moment) => ({ ...moment, ...partsOn(book, moment.on) })) };
}

function partsOn({ state }: Book, on: Day) {
  const table = capTableOn(state, on);
  return { owners: table.holders.flatMap(({ holder, name, ofFullyDiluted }) => (ofFullyDiluted ? [{ holder, name, part: ofFullyDiluted }] : [])), pool: table.poolOfFullyDiluted };
}
