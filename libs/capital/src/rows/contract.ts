import { command } from '@capstan/kernel';
import { z } from 'zod';
import { rowsKinds } from './columns.ts';

const here = '/companies/:company/capital/rows';

export const MOST_ROWS = 20_000;
export const MOST_ROWS_TEXT = 8 * 1024 * 1024;
const Columns = z.record(z.string().max(40), z.string().max(200));

/** A CSV file, what its rows are, and which of its columns hold what; guessed by their names where none is named. */
export const RowsUpload = z.object({ text: z.string(), name: z.string().max(200).default('rows.csv'), kind: z.enum(rowsKinds), mapping: Columns.optional() }).meta({ id: 'CapTableRows' });
export type RowsUpload = z.output<typeof RowsUpload>;
const Said = z.object({ path: z.string(), code: z.string(), message: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])).optional() });

export const RowsReport = z.object({ header: z.array(z.string()), mapping: Columns, rows: z.number().int().describe('rows that can be recorded'), problemCount: z.number().int(), problems: z.array(Said).describe('at most 200') }).meta({ id: 'CapTableRowsReport' });
export type RowsReport = z.output<typeof RowsReport>;
export const RowsReceipt = z.object({ position: z.string(), revision: z.number().int(), id: z.string(), rows: z.number().int() }).meta({ id: 'CapTableRowsReceipt' });

export const rowsApi = {
  checkRows: command(`${here}/check`, { permission: 'capital:record', summary: 'What importing a CSV file of holders or grants would do, row by row; nothing is recorded', body: RowsUpload, answer: RowsReport, limit: 2 * MOST_ROWS_TEXT }),
  importRows: command(here, { permission: 'capital:record', summary: 'Import holders or grants from a CSV file, all or nothing', body: RowsUpload, answer: RowsReceipt, limit: 2 * MOST_ROWS_TEXT }),
} as const;
