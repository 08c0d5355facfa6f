import type { ReactNode } from 'react';

export interface Column<Row> {
  key: string;
  /** Carries the unit where all values share one. */
  header: ReactNode;
  align?: 'left' | 'right' | 'center';
  /** The rows are sorted by this column. */
  sorted?: 'ascending' | 'descending';
  cell: (row: Row, index: number) => ReactNode;
  /** What stands in the pinned totals row. */
  total?: ReactNode;
}

interface TableProps<Row> {
  /** Says what the table holds, for those who cannot see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row, index: number) => string;
  /** Where `enter` or a click on a row leads: usually a sheet, `?sheet=hire&id=…`. */
  rowHref?: (row: Row) => string | undefined;
  /** A withdrawn or reversed row is struck through, not hidden. */
  struck?: (row: Row) => boolean;
  /** What is said when there are no rows: an EmptyState, or a *no match* line. */
  empty?: ReactNode;
}

/** With more rows than this a table scrolls in itself, so that its header and totals stay in view. */
const TALL = 24;

/** A ledger table: header and first column stick, numbers stand right, totals are pinned; `j`/`k` move, `enter` opens. */
export function Table<Row>({ caption, columns, rows, rowKey, rowHref, struck, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  const totals = columns.some((c) => c.total !== undefined);
  return (
    <div className="table-wrap" role="region" aria-label={caption} tabIndex={0} {...(rows.length > TALL && { 'data-tall': '' })}>
      <table className="table">
        <caption>{caption}</caption>
        <thead><tr>{columns.map((c) => <th key={c.key} scope="col" data-align={c.align} aria-sort={c.sorted}>{c.header}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, i) => {
            const href = rowHref?.(row);
            return (
              <tr key={rowKey(row, i)} {...(href && { 'data-href': href, tabIndex: -1 })} {...(struck?.(row) && { 'data-struck': '' })}>
                {columns.map((c, n) => n === 0
                  ? <th key={c.key} scope="row" data-align={c.align}>{href ? <a href={href} data-sheet="">{c.cell(row, i)}</a> : c.cell(row, i)}</th>
                  : <td key={c.key} data-align={c.align}>{c.cell(row, i)}</td>)}
              </tr>
            );
          })}
        </tbody>
        {totals && <tfoot><tr>{columns.map((c, n) => n === 0 ? <th key={c.key} scope="row" data-align={c.align}>{c.total}</th> : <td key={c.key} data-align={c.align}>{c.total}</td>)}</tr></tfoot>}
      </table>
    </div>
  );
}
