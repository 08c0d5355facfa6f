import type { CapTable } from '@capstan/capital';
import { exact, type Fraction } from '@capstan/kernel';
import type { Cell, SheetData } from 'write-excel-file/node';
import type { Rows } from '../../../../../export/csv.ts';

type Value = Rows[number][number];
type Say = (key: string) => string;
type Row = CapTable['classes'][number] & { name: string; own?: CapTable['holders'][number]['classes'] };

/** Percentages to so many places: more than any screen prints, so that the parts still add up in a sheet. */
const PLACES = 8;
const percent = (part: Fraction | null): Value => (part === null ? null : Number(exact.toDecimal(exact.mul(exact.fromFraction(part), exact.rational(100)), PLACES)));

/** The cap table as rows of a file: a heading, one row a holder or class, the pool, the totals. */
export function rowsOf(table: CapTable, by: 'holder' | 'class', t: Say): Rows {
  const isByHolder = by === 'holder';
  const classes = isByHolder ? table.classes.map((c) => c.class) : [];
  const all: Row[] = isByHolder ? table.holders.map((h) => ({ ...h, class: '', own: h.classes })) : table.classes.map((c) => ({ ...c, name: c.class }));
  const inClasses = (own: Row['own']) => classes.map((name) => own?.find((c) => c.class === name)?.shares ?? 0);
  const row = (r: Row) => [r.name, ...inClasses(r.own), r.shares, r.grants, r.warrants, r.diluted, percent(r.ofIssued), percent(r.ofFullyDiluted)];
  const blank = classes.map(() => null);
  return [
    [t(isByHolder ? 'table.holder' : 'table.class'), ...classes, ...['issued', 'grants', 'warrants', 'diluted'].map((key) => t(`table.${key}`)), `${t('table.issued')} (%)`, `${t('table.diluted')} (%)`],
    ...all.map(row),
    ...(table.pool === 0 ? [] : [[t('table.pool'), ...blank, null, null, null, table.pool, null, percent(table.poolOfFullyDiluted)]]),
    [t('table.total'), ...classes.map((name) => table.classes.find((c) => c.class === name)!.shares), table.issued, table.grants, table.warrants, table.fullyDiluted, table.issued > 0 ? 100 : null, table.fullyDiluted > 0 ? 100 : null],
  ];
}

/** Rows as the cells of a workbook: text is text whatever it begins with, numbers are numbers. */
export const cellsOf = (rows: Rows): SheetData => rows.map((row, n) => row.map((value): Cell => {
  if (value === null) return null;
  const last = n === 0 || n === rows.length - 1;
  return typeof value === 'string' ? { type: String, value, ...(last && { fontWeight: 'bold' as const }) } : { type: Number, value, format: Number.isInteger(value) ? '#,##0' : '0.00######', ...(last && { fontWeight: 'bold' as const }) };
}));
