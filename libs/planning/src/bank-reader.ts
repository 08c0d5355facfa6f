import { type Day, type FieldProblem, fill, minorDigits, money } from '@capstan/kernel';
import { readAmount, readDay } from './bank-cells.ts';
import { type BankMapping, mappedColumns } from './bank-mapping.ts';
import { classify } from './classify.ts';
import type { Transaction } from './events.ts';
import { planningRefusals } from './refusals.ts';

const MOST_PROBLEMS = 50;
const LONGEST_TEXT = 500;

interface Row { line: number; on: Day; amount: number; text: string; counterparty: string | undefined; balance: number | undefined }
export interface BankStatement { readonly lines: number; readonly from: Day; readonly to: Day; readonly transactions: Transaction[]; /** Balance before the first row, where the file carries a running balance. */ readonly opening?: { on: Day; balance: ReturnType<typeof money> } }
export interface BankSource { readonly account: string; readonly currency: string; readonly mapping: BankMapping; readonly fingerprint: (text: string) => string }

/** Reads a bank's CSV row by row by a given mapping. `finish` answers the statement, or null with `problems` per cell: all or nothing. */
export class BankReader {
  readonly problems: FieldProblem[] = [];
  problemCount = 0;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #width: number;
  readonly #source: BankSource;
  readonly #digits: number;
  readonly #rows: Row[] = [];

  constructor(header: readonly string[], source: BankSource) {
    this.#columns = new Map(header.map((name, i) => [name.trim(), i]));
    this.#width = header.length;
    this.#source = source;
    this.#digits = minorDigits(source.currency);
    for (const column of mappedColumns(source.mapping)) if (!this.#columns.has(column)) this.#problem(1, column, 'row-column-missing', { column });
  }

  take(line: number, cells: readonly string[]): void {
    const { mapping } = this.#source;
    if (mappedColumns(mapping).some((c) => !this.#columns.has(c))) return;
    if (cells.length !== this.#width) return this.#problem(line, '', 'row-too-short', { cells: cells.length, columns: this.#width });
    const on = this.#day(line, cells);
    const amount = mapping.amount.kind === 'signed' ? this.#amount(line, cells, mapping.amount.column) : this.#debitCredit(line, cells, mapping.amount.debit, mapping.amount.credit);
    const balance = mapping.balance === undefined ? undefined : this.#amount(line, cells, mapping.balance);
    const text = this.#cell(cells, mapping.text).slice(0, LONGEST_TEXT);
    const counterparty = mapping.counterparty && this.#cell(cells, mapping.counterparty).slice(0, LONGEST_TEXT);
    if (on !== undefined && amount !== undefined) this.#rows.push({ line, on, amount, text, counterparty: counterparty || undefined, balance });
  }

  finish(today: Day): BankStatement | null {
    for (const row of this.#rows) if (row.on > today) this.#problem(row.line, this.#source.mapping.date, 'row-date-in-future', { value: row.on });
    const oldestFirst = this.#oldestFirst();
    this.#checkBalances(oldestFirst);
    if (this.problemCount > 0 || oldestFirst.length === 0) return null;
    const first = oldestFirst[0]!;
    const days = oldestFirst.map((r) => r.on).sort();
    return {
      lines: oldestFirst.length, from: days[0]!, to: days.at(-1)!, transactions: this.#transactions(oldestFirst),
      ...(first.balance !== undefined && { opening: { on: first.on, balance: money(first.balance - first.amount, this.#source.currency) } }),
    };
  }

  #oldestFirst(): Row[] {
    const newestFirst = this.#rows.length > 1 && this.#rows[0]!.on > this.#rows.at(-1)!.on;
    const oneDayOfBalances = !newestFirst && this.#rows.length > 1 && this.#rows[0]!.on === this.#rows.at(-1)!.on && !this.#follows(this.#rows[0]!, this.#rows[1]!);
    return newestFirst || oneDayOfBalances ? this.#rows.toReversed() : this.#rows;
  }

  #follows(before: Row, after: Row): boolean { return before.balance === undefined || after.balance === undefined || before.balance + after.amount === after.balance; }

  #checkBalances(oldestFirst: readonly Row[]): void {
    oldestFirst.forEach((row, i) => {
      const before = oldestFirst[i - 1];
      if (before && !this.#follows(before, row)) this.#problem(row.line, this.#source.mapping.balance!, 'row-balance-differs', {});
    });
  }

  #transactions(rows: readonly Row[]): Transaction[] {
    const seen = new Map<string, number>();
    return rows.map(({ on, amount, text, counterparty }) => {
      const content = [this.#source.account, this.#source.currency, on, amount, text, counterparty ?? ''].join('\u001f');
      const nth = seen.get(content) ?? 0;
      seen.set(content, nth + 1);
      return { key: this.#source.fingerprint(`${content}\u001f${nth}`), on, amount: money(amount, this.#source.currency), text, ...(counterparty && { counterparty }), kind: classify(amount, text, counterparty) };
    });
  }

  #cell(cells: readonly string[], column: string): string {
    return (cells[this.#columns.get(column)!] ?? '').replace(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  }

  #day(line: number, cells: readonly string[]): Day | undefined {
    const { date, dateFormat } = this.#source.mapping;
    const value = this.#cell(cells, date);
    const day = readDay(value, dateFormat);
    if (day === undefined) this.#problem(line, date, value ? 'row-date-invalid' : 'row-cell-empty', { value: value.slice(0, 40), format: dateFormat, column: date });
    return day;
  }

  #amount(line: number, cells: readonly string[], column: string): number | undefined {
    const value = this.#cell(cells, column);
    const amount = readAmount(value, this.#source.mapping.decimal, this.#digits);
    if (amount === undefined) this.#problem(line, column, value ? 'row-amount-invalid' : 'row-cell-empty', { value: value.slice(0, 40), column });
    return amount;
  }

  /** Banks print both columns without a sign, or the debit with one; exactly one of the two is filled. */
  #debitCredit(line: number, cells: readonly string[], debit: string, credit: string): number | undefined {
    const filled = [debit, credit].filter((c) => /[1-9]/.test(this.#cell(cells, c)));
    if (filled.length !== 1) { this.#problem(line, debit, 'row-debit-or-credit', { debit, credit }); return undefined; }
    const amount = this.#amount(line, cells, filled[0]!);
    if (amount === undefined) return undefined;
    return filled[0] === debit ? -Math.abs(amount) : amount;
  }

  #problem(line: number, column: string, code: keyof typeof planningRefusals, values: Record<string, string | number>): void {
    this.problemCount += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ path: `line ${line}${column && `, ${column}`}`, code, message: fill(planningRefusals[code], values), values });
  }
}
