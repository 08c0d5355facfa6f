import { Day, exact, type FieldProblem, fill, type Fraction, Label, minorDigits, type Money } from '@capstan/kernel';
import { type GrantKind, grantKinds } from '../grants/facts.ts';
import { fieldsOf, isNeeded, type RowField, type RowsKind, type RowsMapping } from './columns.ts';
import { type RowsRefusal, rowsRefusals } from './refusals.ts';

/** A row of the file that can be recorded; `line` is where it stands. */
export interface ShareRow { readonly line: number; readonly holder: string; readonly class: string; readonly shares: number; readonly issuedOn: Day; readonly paid?: Money }
export interface GrantRow {
  readonly line: number; readonly holder: string; readonly kind: GrantKind; readonly shares: number; readonly grantedOn: Day; readonly strike?: Fraction; readonly class?: string; readonly plan?: string; readonly expiresOn?: Day;
  readonly vesting?: { readonly start: Day; readonly months: number; readonly cliff: number };
}
export type Rows = { readonly kind: 'shares'; readonly rows: readonly ShareRow[] } | { readonly kind: 'grants'; readonly rows: readonly GrantRow[] };

/** Spreadsheets run what begins with these: such a cell is no value. */
const FORMULA = /^[=+\-@\t\r]/;
const LONGEST = 40;

export const rowProblem = (line: number, column: string, code: RowsRefusal, values: Record<string, string | number> = {}): FieldProblem =>
  ({ path: column === '' ? `line ${line}` : `line ${line}, ${column}`, code, message: fill(rowsRefusals[code], values), values });

type Cells = Readonly<Partial<Record<RowField, string>>>;

/**
 * Takes the rows of a CSV file one by one. Every cell that needs a look is reported with line and column; formulas are
 * never values, dates are YYYY-MM-DD, amounts have a point and are of the company's currency. Nothing is guessed.
 */
export class RowsReader {
  readonly problems: FieldProblem[] = [];
  readonly header: readonly string[];
  readonly #kind: RowsKind;
  readonly #currency: string;
  readonly #mapping: RowsMapping;
  readonly #rows: (ShareRow | GrantRow)[] = [];
  readonly #seen = new Map<string, number>();

  constructor(kind: RowsKind, header: readonly string[], mapping: RowsMapping, currency: string) {
    this.header = header;
    this.#kind = kind;
    this.#currency = currency;
    this.#mapping = mapping;
    for (const field of fieldsOf(kind)) {
      const column = mapping[field];
      if (column === undefined ? isNeeded(kind, field) : !header.includes(column)) this.problems.push(rowProblem(1, column ?? field, column === undefined ? 'rows-column-missing' : 'rows-column-unknown', { column: column ?? field }));
    }
  }

  take(line: number, cells: readonly string[]): void {
    if (this.problems.some((p) => p.code === 'rows-column-missing' || p.code === 'rows-column-unknown')) return;
    if (cells.length !== this.header.length) return this.#no(line, '', 'rows-column-unfit', { cells: cells.length, columns: this.header.length });
    const content = cells.join('\u001f');
    const before = this.#seen.get(content);
    if (before !== undefined) return this.#no(line, '', 'rows-twice', { line: before });
    this.#seen.set(content, line);
    const row = this.#read(line, Object.fromEntries(fieldsOf(this.#kind).map((field) => [field, (cells[this.header.indexOf(this.#mapping[field] ?? '')] ?? '').trim()])));
    if (row) this.#rows.push(row);
  }

  finish(): Rows { return { kind: this.#kind, rows: this.#rows } as Rows; }

  #read(line: number, cells: Cells): ShareRow | GrantRow | undefined {
    const known = this.problems.length;
    const row = this.#kind === 'shares' ? this.#shares(line, cells) : this.#grant(line, cells);
    return this.problems.length === known ? row : undefined;
  }

  #shares(line: number, cells: Cells): ShareRow {
    const paid = this.#money(line, cells, 'paid');
    return { line, holder: this.#label(line, cells, 'holder'), class: this.#label(line, cells, 'class'), shares: this.#count(line, cells, 'shares', 'rows-shares-invalid'), issuedOn: this.#day(line, cells, 'issued_on'), ...(paid && { paid }) };
  }

  #grant(line: number, cells: Cells): GrantRow {
    const kind = this.#text(line, cells, 'kind').toLowerCase();
    if (kind !== '' && !(grantKinds as readonly string[]).includes(kind)) this.#no(line, this.#column('kind'), 'rows-kind-unknown', { value: kind.slice(0, LONGEST) });
    const strike = this.#price(line, cells, 'strike');
    const optional = (field: RowField) => (cells[field] ? this.#label(line, cells, field) : undefined);
    const [of, plan] = [optional('class'), optional('plan')];
    const vesting = this.#vesting(line, cells);
    return {
      line, holder: this.#label(line, cells, 'holder'), kind: kind as GrantKind, shares: this.#count(line, cells, 'shares', 'rows-shares-invalid'), grantedOn: this.#day(line, cells, 'granted_on'),
      ...(strike && { strike }), ...(of !== undefined && { class: of }), ...(plan !== undefined && { plan }), ...(cells.expires_on && { expiresOn: this.#day(line, cells, 'expires_on') }), ...(vesting && { vesting }),
    };
  }

  /** Even monthly vesting; without a length everything is vested with the grant. */
  #vesting(line: number, cells: Cells): GrantRow['vesting'] {
    if (!cells.vesting_months) return undefined;
    const months = this.#count(line, cells, 'vesting_months', 'rows-months-invalid');
    const cliff = !cells.cliff_months || cells.cliff_months === '0' ? 0 : this.#count(line, cells, 'cliff_months', 'rows-months-invalid');
    return { start: this.#day(line, cells, cells.vesting_start ? 'vesting_start' : 'granted_on'), months, cliff };
  }

  #column(field: RowField): string { return this.#mapping[field] ?? field; }
  #no(line: number, column: string, code: RowsRefusal, values: Record<string, string | number> = {}): void { this.problems.push(rowProblem(line, column, code, values)); }

  /** A cell that is filled and no formula; else an empty text, and the reason among the problems. */
  #text(line: number, cells: Cells, field: RowField): string {
    const value = cells[field] ?? '';
    if (value === '') this.#no(line, this.#column(field), 'rows-cell-empty');
    else if (FORMULA.test(value)) this.#no(line, this.#column(field), 'rows-formula', { value: value.slice(0, LONGEST) });
    else return value;
    return '';
  }

  #label(line: number, cells: Cells, field: RowField): string {
    const text = this.#text(line, cells, field);
    if (text !== '' && !Label.safeParse(text).success) this.#no(line, this.#column(field), 'rows-name-invalid');
    return text;
  }

  #day(line: number, cells: Cells, field: RowField): Day {
    const text = this.#text(line, cells, field);
    if (text !== '' && !Day.safeParse(text).success) this.#no(line, this.#column(field), 'rows-date-invalid', { value: text.slice(0, LONGEST) });
    return text;
  }

  #count(line: number, cells: Cells, field: RowField, code: RowsRefusal): number {
    const text = this.#text(line, cells, field);
    const value = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    if (text !== '' && value === 0) this.#no(line, this.#column(field), code, { value: text.slice(0, LONGEST) });
    return value;
  }

  #price(line: number, cells: Cells, field: RowField): Fraction | undefined {
    if (!cells[field]) return undefined;
    const text = this.#text(line, cells, field);
    const value = text === '' ? undefined : exact.parseDecimal(text);
    if (text !== '' && !value) this.#no(line, this.#column(field), 'rows-amount-invalid', { value: text.slice(0, LONGEST) });
    return value && value.num > 0n ? exact.toFraction(value) : undefined;
  }

  #money(line: number, cells: Cells, field: RowField): Money | undefined {
    const price = this.#price(line, cells, field);
    const minor = price && exact.mul(exact.fromFraction(price), exact.rational(10 ** minorDigits(this.#currency)));
    if (!minor) return undefined;
    if (minor.den !== 1n) this.#no(line, this.#column(field), 'rows-amount-invalid', { value: (cells[field] ?? '').slice(0, LONGEST) });
    return { amount: Number(minor.num / minor.den), currency: this.#currency };
  }
}
