import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { atomsText, FocusReader, toAtoms } from '@capstan/compute';
import { parse } from 'csv-parse/sync';
import type { OracleCase } from '../case.ts';
import type { Engine } from '../engines.ts';
import type { Figures } from '../figure.ts';
import { allRead } from './all-read.ts';

interface Bill { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }

const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 12);

/** The bill read by the engine, which answers the exact total of what was billed. Throws what it finds wrong. */
function billedTotal({ header, rows }: Bill): string {
  const reader = new FocusReader(header, fingerprint);
  rows.forEach((cells, i) => { reader.take(i + 2, cells); });
  const bill = reader.finish();
  if (!bill) throw new Error(reader.problems.map((p) => `${p.path}: ${p.message}`).join(' ') || 'the bill is empty');
  return bill.exactTotal;
}

/** The name that a case gives a column: `by_provider_billed` sums by ProviderName, `by_charge_category_billed` by ChargeCategory. */
const shortName = (column: string): string => column.replace(/Name$/, '').replace(/(?<=[a-z])[A-Z]/g, (c) => `_${c}`).toLowerCase();

/** How many rows of each value of a column, and what was billed for them. */
function grouped({ rows }: Bill, column: number, billed: number): Figures {
  const groups = new Map<string, { rows: number; atoms: bigint }>();
  for (const row of rows) {
    const group = groups.get(row[column]!) ?? { rows: 0, atoms: 0n };
    groups.set(row[column]!, { rows: group.rows + 1, atoms: group.atoms + toAtoms(row[billed]!)! });
  }
  return Object.fromEntries([...groups].map(([name, group]) => [name, [group.rows, atomsText(group.atoms)].map((x) => (typeof x === 'number' ? x : amount(x)))]));
}

const amount = (text: string) => ({ num: toAtoms(text)!, den: 10n ** 18n });

function sums({ header, rows }: Bill): Figures {
  const columns = header.flatMap((name, i) => (name.endsWith('Cost') ? [[name, i] as const] : []));
  return Object.fromEntries(columns.map(([name, i]) => [name, { num: rows.reduce((all, row) => all + (toAtoms(row[i]!) ?? 0n), 0n), den: 10n ** 18n }]));
}

const text = (x: unknown): string => {
  if (typeof x !== 'string') throw new Error('no csv in the input');
  return x;
};

function bill({ input, folder }: OracleCase): Figures {
  const [header, ...rows] = parse(readFileSync(resolve(folder, text(input['csv']))), { bom: true, relax_column_count: true });
  const all: Bill = { header: header ?? [], rows };
  const total = billedTotal(all);
  const billed = all.header.indexOf('BilledCost');
  const groups = all.header.map((name, i) => [`by_${shortName(name)}_billed`, () => grouped(all, i, billed)] as const);
  const figures: Figures = {
    rows: rows.length, columns: all.header.length, ...sums(all), BilledCost: amount(total),
    literal_NULL_cells: rows.flat().filter((cell) => cell === 'NULL').length, negative_billed_rows: rows.filter((row) => toAtoms(row[billed]!)! < 0n).length,
  };
  return { ...figures, ...Object.fromEntries(groups.map(([name, group]) => [name, group()])) };
}

/** Cloud bills in the FOCUS format. */
export const billKinds: Readonly<Record<string, Engine>> = allRead({ focus_import: bill });
