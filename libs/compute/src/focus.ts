import { type Day, type FieldProblem, Currency, Day as DaySchema, fill, minorDigits, money, monthOf } from '@capstan/kernel';
import { atomsText, roundedMinor, roundedParts, toAtoms } from './atoms.ts';
import type { BillGroup } from './events.ts';
import { purposeOf } from './focus-purpose.ts';
import { computeRefusals } from './refusals.ts';

/** The columns of FOCUS 1.0 to 1.2 that a bill cannot do without; every other column may be missing or unknown. */
export const requiredColumns = ['BilledCost', 'BillingCurrency', 'ChargePeriodStart', 'ProviderName', 'ServiceName'] as const;
const MOST_PROBLEMS = 50;
const LONGEST_TEXT = 200;

export interface FocusBill {
  readonly provider: string;
  readonly currency: string;
  readonly lines: number;
  readonly credits: number;
  readonly from: Day;
  readonly to: Day;
  readonly groups: BillGroup[];
  readonly total: ReturnType<typeof money>;
  readonly exactTotal: string;
  readonly rowKeys: string[];
}

interface Group { month: string; provider: string; service: string; purpose: BillGroup['purpose']; atoms: bigint }

/**
 * Reads a FOCUS bill row by row, so that a long file can be read in pieces. Charges go to the month in which they were used
 * (ChargePeriodStart) and add up as BilledCost, exactly. `fingerprint` makes a short key of a text; the n-th of equal rows counts as itself.
 * `finish` answers the bill, or null with `problems` saying which cells need a look.
 */
export class FocusReader {
  readonly problems: FieldProblem[] = [];
  problemCount = 0;
  readonly #header: readonly string[];
  readonly #columns: ReadonlyMap<string, number>;
  readonly #fingerprint: (text: string) => string;
  readonly #groups = new Map<string, Group>();
  readonly #seen = new Map<string, number>();
  readonly #keys: string[] = [];
  #currency: string | undefined;
  #credits = 0;
  #from = '';
  #to = '';

  constructor(header: readonly string[], fingerprint: (text: string) => string) {
    this.#header = header;
    this.#columns = new Map(header.map((name, i) => [name.trim(), i]));
    this.#fingerprint = fingerprint;
    for (const column of requiredColumns) if (!this.#columns.has(column)) this.#problem(1, column, 'row-column-missing', { column });
  }

  get lines(): number { return this.#keys.length; }

  take(line: number, cells: readonly string[]): void {
    if (requiredColumns.some((c) => !this.#columns.has(c))) return;
    if (cells.length !== this.#header.length) return this.#problem(line, '', 'row-too-short', { cells: cells.length, columns: this.#header.length });
    const atoms = this.#amount(line, cells);
    const on = this.#day(line, cells);
    const provider = this.#text(line, cells, 'ProviderName');
    const service = this.#text(line, cells, 'ServiceName');
    if (!this.#sameCurrency(line, cells) || atoms === undefined || !on || !provider || !service) return;
    this.#keys.push(this.#key(cells));
    this.#count(on, provider, service, cells, atoms);
  }

  finish(): FocusBill | null {
    if (this.problemCount > 0 || this.#currency === undefined || this.#keys.length === 0) return null;
    const digits = minorDigits(this.#currency);
    const groups = [...this.#groups.values()].sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
    const amounts = roundedParts(groups.map((g) => g.atoms), digits);
    const exactTotal = groups.reduce((a, g) => a + g.atoms, 0n);
    const providers = new Set(groups.map((g) => g.provider));
    return {
      provider: [...providers].join(', ').slice(0, LONGEST_TEXT), currency: this.#currency, lines: this.#keys.length, credits: this.#credits, from: this.#from, to: this.#to,
      groups: groups.map((g, i) => ({ month: g.month, provider: g.provider, service: g.service, purpose: g.purpose, amount: money(amounts[i]!, this.#currency!), exact: atomsText(g.atoms) })),
      total: money(roundedMinor(exactTotal, digits), this.#currency), exactTotal: atomsText(exactTotal), rowKeys: this.#keys,
    };
  }

  /** A cell's text; the literal NULL of the exports is an empty cell. */
  #cell(cells: readonly string[], column: string): string {
    const text = cells[this.#columns.get(column) ?? -1]?.trim() ?? '';
    return text === 'NULL' ? '' : text;
  }

  #amount(line: number, cells: readonly string[]): bigint | undefined {
    const value = this.#cell(cells, 'BilledCost');
    const atoms = toAtoms(value);
    if (atoms === undefined) this.#problem(line, 'BilledCost', value ? 'row-amount-invalid' : 'row-cell-empty', { value: value.slice(0, 40), column: 'BilledCost' });
    return atoms;
  }

  #day(line: number, cells: readonly string[]): Day | undefined {
    const value = this.#cell(cells, 'ChargePeriodStart');
    const day = DaySchema.safeParse(value.slice(0, 10));
    if (!day.success) this.#problem(line, 'ChargePeriodStart', value ? 'row-date-invalid' : 'row-cell-empty', { value: value.slice(0, 40), column: 'ChargePeriodStart', format: 'YYYY-MM-DD' });
    return day.data;
  }

  #text(line: number, cells: readonly string[], column: string): string | undefined {
    const value = this.#cell(cells, column);
    if (value && value.length <= LONGEST_TEXT) return value;
    this.#problem(line, column, value ? 'row-text-too-long' : 'row-cell-empty', { column });
    return undefined;
  }

  #sameCurrency(line: number, cells: readonly string[]): boolean {
    const value = this.#cell(cells, 'BillingCurrency');
    if (!Currency.safeParse(value).success) { this.#problem(line, 'BillingCurrency', 'row-currency-unknown', { value: value.slice(0, 12) }); return false; }
    this.#currency ??= value;
    if (value !== this.#currency) this.#problem(line, 'BillingCurrency', 'row-currency-mixed', { value, currency: this.#currency });
    return value === this.#currency;
  }

  #key(cells: readonly string[]): string {
    const text = cells.join('\u001f');
    const nth = this.#seen.get(text) ?? 0;
    this.#seen.set(text, nth + 1);
    return this.#fingerprint(`${text}\u001f${nth}`);
  }

  #count(on: Day, provider: string, service: string, cells: readonly string[], atoms: bigint): void {
    const month = monthOf(on);
    const purpose = purposeOf({ service, category: this.#cell(cells, 'ServiceCategory'), description: this.#cell(cells, 'ChargeDescription'), resource: this.#cell(cells, 'ResourceType'), tags: this.#cell(cells, 'Tags') });
    const key = `${month}\n${provider}\n${service}\n${purpose}`;
    const group = this.#groups.get(key);
    if (group) group.atoms += atoms;
    else this.#groups.set(key, { month, provider, service, purpose, atoms });
    if (atoms < 0n) this.#credits += 1;
    if (!this.#from || on < this.#from) this.#from = on;
    if (on > this.#to) this.#to = on;
  }

  #problem(line: number, column: string, code: keyof typeof computeRefusals, values: Record<string, string | number>): void {
    this.problemCount += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ path: `line ${line}${column && `, ${column}`}`, code, message: fill(computeRefusals[code], values), values });
  }
}

const sortKey = (g: Group) => `${g.month}\n${g.provider}\n${g.service}\n${g.purpose}`;
