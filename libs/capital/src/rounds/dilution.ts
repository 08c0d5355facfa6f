import { exact, type Rational } from '@capstan/kernel';
import type { Sequence } from './sequence.ts';
import type { Table } from './table.ts';

/** One holder's shares at the start and after each priced round, and the whole that they are part of. */
export interface DilutionRow { readonly id: string; readonly name: string; readonly shares: readonly Rational[] }
export interface Dilution {
  /** Names of the moments: null for the start. */
  readonly moments: readonly (string | null)[];
  readonly totals: readonly Rational[];
  readonly pool: readonly Rational[];
  /** Biggest after the last round first. */
  readonly holders: readonly DilutionRow[];
}

const { ZERO, add, sub, div, sum } = exact;

/** Everyone's shares over the rounds. A row divided by the total at its moment is an exact part; rows and pool sum to 1. */
export function dilution({ start, rounds }: Sequence): Dilution {
  const priced = rounds.flatMap((r) => (r.kind === 'priced' ? [{ name: r.plan.name, table: r.table }] : []));
  const tables = [start, ...priced.map((p) => p.table)];
  const last = tables.at(-1)!;
  const names = new Map([...start.start.holders.map((h) => [h.id, h.name] as const), ...newcomers(rounds)]);
  const rows = [...names].map(([id, name]) => {
    const before = asWhole(start.of.get(id) ?? 0);
    return { id, name, shares: last.gains.has(id) ? tables.map((t) => grown(before, t, id)) : tables.map(() => before) };
  });
  const size = new Map(rows.map((row) => [row.id, roughly(row.shares.at(-1)!)]));
  return { moments: [null, ...priced.map((p) => p.name)], totals: tables.map((t) => t.total), pool: tables.map((t) => t.pool), holders: rows.sort((a, b) => size.get(b.id)! - size.get(a.id)!) };
}

/** A whole number needs no lowest terms. */
const asWhole = (n: number): Rational => ({ num: BigInt(n), den: 1n });

const grown = (before: Rational, table: Table, id: string): Rational => {
  const gain = table.gains.get(id);
  return gain ? add(before, gain) : before;
};
/** Large enough to be told apart: for the order of rows only. */
const roughly = ({ num, den }: Rational): number => (den === 1n ? Number(num) : Number((num * 1000n) / den) / 1000);

/** Who comes in with a round and was not there before. */
const newcomers = (rounds: Sequence['rounds']): (readonly [string, string])[] =>
  rounds.flatMap((r) => (r.kind === 'priced' ? [...r.plan.investors, ...r.plan.convertibles].map((one) => [one.holder, one.name] as const) : []));

/** The biggest holders as they are and all others as one row (null when there are none): for tables and drawings of many holders. */
export function grouped({ holders, totals }: Dilution, most: number): { readonly shown: readonly DilutionRow[]; readonly others: { readonly count: number; readonly shares: readonly Rational[] } | null } {
  if (holders.length <= most) return { shown: holders, others: null };
  const rest = holders.slice(most);
  return { shown: holders.slice(0, most), others: { count: rest.length, shares: totals.map((_, i) => sum(rest.map((row) => row.shares[i]!))) } };
}

/** Shares as a part of the whole at their moment; null while there is nothing to be a part of. */
export const partAt = (shares: Rational, total: Rational): Rational | null => (total.num === 0n ? null : div(shares, total));
/** Percentage points lost or won from the start to the last round, as a part. */
export const changeOf = (row: Pick<DilutionRow, 'shares'>, { totals }: Pick<Dilution, 'totals'>): Rational => sub(partAt(row.shares.at(-1)!, totals.at(-1)!) ?? ZERO, partAt(row.shares[0]!, totals[0]!) ?? ZERO);
