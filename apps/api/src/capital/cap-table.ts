import { type CapTable, type HoldingView, type OwnershipHistory, ownership, poolOn, type RoundView, safesOn, stakesOn } from '@capstan/capital';
import type { Views } from '@capstan/event-log';
import type { Day, Explained } from '@capstan/kernel';
import { companyCurrency } from '../exchange/exchange.view.ts';
import { rounds } from './rounds.view.ts';
import { safes, safeTerms } from './safes.view.ts';
import { holdings, poolChanges, type RecordedPoolChange, stakes } from './shares.view.ts';

const MOST_FACTS = 200;
const newest = (facts: Iterable<string>) => [...new Set(facts)].reverse();

/** Who owns what at the end of a day. */
export function capTable(views: Views, company: string, on: Day): CapTable {
  const held = holdings(views, company);
  const changes = poolChanges(views, company);
  const table = ownership(stakesOn(stakes(held), on), poolOn(changes, on));
  const outstanding = safesOn(safeTerms(safes(views, company)), on);
  const currency = companyCurrency(views, company)!;
  const why = explaining(table, held, changes, on);
  return {
    on, currency, ...table,
    holders: table.holders.map((row) => ({ ...row, classes: [...row.classes], why: why(row) })), classes: [...table.classes],
    safes: { count: outstanding.length, amount: { amount: outstanding.reduce((sum, s) => sum + s.amount.amount, 0), currency } },
  };
}

/** Says a holder's part: own shares over all shares, with the events that issued either. What all holders share is gathered once. */
function explaining(all: { issued: number; pool: number }, held: readonly HoldingView[], changes: readonly RecordedPoolChange[], on: Day) {
  const there = held.filter((h) => h.since <= on && (h.cancelledOn === null || h.cancelledOn > on));
  const byHolder = Map.groupBy(there, (h) => h.holder);
  const pool = newest(changes.filter((c) => c.on <= on).map((c) => c.fact)).slice(0, MOST_FACTS);
  const facts = newest([...there.map((h) => h.fact), ...pool.toReversed()]);
  const [issuedInput, poolInput] = [shares('issued', all.issued), shares('pool', all.pool, pool)];
  return (row: { holder: string; shares: number }): Explained => ({
    metric: 'ownership', convention: 'fully-diluted', facts: facts.slice(0, MOST_FACTS), factCount: facts.length,
    inputs: [shares('shares', row.shares, newest((byHolder.get(row.holder) ?? []).map((h) => h.fact)).slice(0, MOST_FACTS)), issuedInput, poolInput],
  });
}

const shares = (name: string, number: number, facts?: string[]) => ({ name, value: { kind: 'number' as const, number, unit: 'shares' }, ...(facts && { facts }) });

/** Fully diluted ownership at the first issue and after each round, in order: what the area chart draws. */
export function ownershipHistory(views: Views, company: string, today: Day): OwnershipHistory {
  const held = stakes(holdings(views, company));
  const changes = poolChanges(views, company);
  const closes = rounds(views, company).filter((r): r is RoundView & { on: Day } => r.situation === 'closed').sort((a, b) => (a.on < b.on ? -1 : 1));
  const first = held.reduce<Day | undefined>((day, s) => (day === undefined || s.since < day ? s.since : day), undefined);
  if (first === undefined) return { steps: [] };
  const moments = [{ on: first, round: null, name: null }, ...closes.map((r) => ({ on: r.on, round: r.round, name: r.name })), { on: today, round: null, name: null }];
  return { steps: moments.map((moment) => ({ ...moment, ...partsOn(held, changes, moment.on) })) };
}

function partsOn(held: ReturnType<typeof stakes>, changes: readonly RecordedPoolChange[], on: Day) {
  const table = ownership(stakesOn(held, on), poolOn(changes, on));
  return { owners: table.holders.flatMap(({ holder, name, ofFullyDiluted }) => (ofFullyDiluted ? [{ holder, name, part: ofFullyDiluted }] : [])), pool: table.poolOfFullyDiluted };
}
