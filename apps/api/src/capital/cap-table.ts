import { type CapTable, type HoldingView, type OwnershipHistory, ownership, poolOn, type RoundView, safesOn, stakesOn } from '@capstan/capital';
import type { Views } from '@capstan/event-log';
import type { Day, Explained } from '@capstan/kernel';
import { companyCurrency } from '../exchange/exchange.view.ts';
import { rounds } from './rounds.view.ts';
import { safes, safesById } from './safes.view.ts';
import { holdings, poolChanges, type RecordedPoolChange, stakes } from './shares.view.ts';

const MOST_FACTS = 200;
const newest = (facts: Iterable<string>) => [...new Set(facts)].reverse();

/** Who owns what at the end of a day. */
export function capTable(views: Views, company: string, on: Day): CapTable {
  const held = holdings(views, company);
  const changes = poolChanges(views, company);
  const table = ownership(stakesOn({ stakes: stakes(held) }, on), poolOn(changes, on));
  const outstanding = safesOn({ safes: safesById(safes(views, company)) }, on);
  const currency = companyCurrency(views, company)!;
  return {
    on, currency, ...table,
    holders: table.holders.map((row) => ({ ...row, classes: [...row.classes], why: whyOwnership(row, table, held, changes, on) })), classes: [...table.classes],
    safes: { count: outstanding.length, amount: { amount: outstanding.reduce((sum, s) => sum + s.amount.amount, 0), currency } },
  };
}

/** A holder's part: own shares over all shares, with the events that issued either. */
function whyOwnership(row: { holder: string; shares: number }, all: { issued: number; pool: number }, held: readonly HoldingView[], changes: readonly RecordedPoolChange[], on: Day): Explained {
  const there = held.filter((h) => h.since <= on && (h.cancelledOn === null || h.cancelledOn > on));
  const own = newest(there.filter((h) => h.holder === row.holder).map((h) => h.fact));
  const pool = newest(changes.filter((c) => c.on <= on).map((c) => c.fact));
  const facts = newest([...pool, ...there.map((h) => h.fact)].reverse());
  return {
    metric: 'ownership', convention: 'fully-diluted', facts: facts.slice(0, MOST_FACTS), factCount: facts.length,
    inputs: [
      { name: 'shares', value: { kind: 'number', number: row.shares, unit: 'shares' }, facts: own.slice(0, MOST_FACTS) },
      { name: 'issued', value: { kind: 'number', number: all.issued, unit: 'shares' } },
      { name: 'pool', value: { kind: 'number', number: all.pool, unit: 'shares' }, facts: pool.slice(0, MOST_FACTS) },
    ],
  };
}

/** Fully diluted ownership at the first issue and after each round, in order: what the area chart draws. */
export function ownershipHistory(views: Views, company: string, today: Day): OwnershipHistory {
  const held = stakes(holdings(views, company));
  const changes = poolChanges(views, company);
  const closes = rounds(views, company).filter((r): r is RoundView & { on: Day } => r.situation === 'closed').sort((a, b) => (a.on < b.on ? -1 : 1));
  const first = Object.values(held).reduce<Day | undefined>((day, s) => (day === undefined || s.since < day ? s.since : day), undefined);
  if (first === undefined) return { steps: [] };
  const moments = [{ on: first, round: null, name: null }, ...closes.map((r) => ({ on: r.on, round: r.round, name: r.name })), { on: today, round: null, name: null }];
  return { steps: moments.map((moment) => ({ ...moment, ...partsOn(held, changes, moment.on) })) };
}

function partsOn(held: ReturnType<typeof stakes>, changes: readonly RecordedPoolChange[], on: Day) {
  const table = ownership(stakesOn({ stakes: held }, on), poolOn(changes, on));
  return { owners: table.holders.flatMap(({ holder, name, ofFullyDiluted }) => (ofFullyDiluted ? [{ holder, name, part: ofFullyDiluted }] : [])), pool: table.poolOfFullyDiluted };
}
