import { exact, type Fraction, minorDigits, type Money } from '@capstan/kernel';
import { nameKey } from '../../names.ts';
import { ourId } from '../importing/ids.ts';
import { fileKinds, type FileKind, type ObjectKind } from '../kinds.ts';
import type { Shaped } from '../reading.ts';

const PLACES = 10;
/** Decimal text of at most ten places, as the format asks; exact unless a fraction has more. */
export const decimal = (value: Fraction): string => exact.toDecimal(exact.fromFraction(value), PLACES).replace(/\.?0+$/, '');
/** The fraction itself where ten places cannot say it. */
export const beyondDecimal = (value: Fraction | undefined): Fraction | undefined => (value && !exact.equal(exact.parseDecimal(decimal(value))!, exact.fromFraction(value)) ? value : undefined);
export const monetary = ({ amount, currency }: Money) => ({ amount: decimal(exact.toFraction(exact.rational(amount, 10 ** minorDigits(currency)))), currency });

const fileOf: Partial<Record<ObjectKind, FileKind>> = {
  STAKEHOLDER: 'OCF_STAKEHOLDERS_FILE', STOCK_CLASS: 'OCF_STOCK_CLASSES_FILE', STOCK_PLAN: 'OCF_STOCK_PLANS_FILE', STOCK_LEGEND_TEMPLATE: 'OCF_STOCK_LEGEND_TEMPLATES_FILE', VESTING_TERMS: 'OCF_VESTING_TERMS_FILE',
  VALUATION: 'OCF_VALUATIONS_FILE', FINANCING: 'OCF_FINANCINGS_FILE', DOCUMENT: 'OCF_DOCUMENTS_FILE',
};

/** Gathers the objects of a package, and knows by which ids an earlier import called things. */
export class PackageWriter {
  readonly #files = new Map<FileKind, Shaped[]>(Object.keys(fileKinds).map((kind) => [kind as FileKind, []]));
  readonly #securities = new Map<string, string>();
  readonly #holders = new Map<string, string>();
  readonly #classes = new Map<string, string>();
  readonly #plans = new Map<string, string>();
  readonly #named = new Map<string, string>();
  readonly #ids = new Set<string>();
  readonly #certificates = new Map<string, number>();
  readonly currency: string;

  constructor(currency: string) { this.currency = currency; }

  /** An object as a package stated it. */
  keep(file: FileKind, stated: unknown): void {
    this.#files.get(file)?.push(stated as Shaped);
    if (typeof stated !== 'object' || stated === null) return;
    const { id, object_type: type, security_id: security, name } = stated as { id?: unknown; object_type?: unknown; security_id?: unknown; name?: unknown };
    if (typeof id === 'string') this.#ids.add(id);
    if (typeof security === 'string') for (const kind of ['holding', 'grant', 'warrant', 'safe', 'note']) this.#securities.set(ourId(kind, security), security);
    for (const result of resultsOf(stated as Shaped)) this.#securities.set(ourId('holding', result), result);
    if (type === 'STOCK_CLASS' && typeof id === 'string' && typeof name === 'string') this.#classes.set(nameKey(name), id);
    if (type === 'STOCK_PLAN' && typeof id === 'string') this.#plans.set(ourId('plan', id), id);
  }
  /** A holder that a package calls by another id. */
  known(holder: string, stakeholder: string): void { this.#holders.set(holder, stakeholder); }

  has(id: string): boolean { return this.#ids.has(id); }
  security(ours: string): string { return this.#securities.get(ours) ?? ours; }
  plan(ours: string): string { return this.#plans.get(ours) ?? ours; }
  /** The id of a class; from then on the package must hold it. */
  class(name: string): string {
    this.#named.set(nameKey(name), name);
    return this.#classes.get(nameKey(name)) ?? ourId('class', nameKey(name));
  }
  knowsClass(name: string): boolean { return this.#classes.has(nameKey(name)); }
  namedClasses(): string[] { return [...this.#named.values()]; }

  holder(ours: string, name: string, type: 'INDIVIDUAL' | 'INSTITUTION'): string {
    const known = this.#holders.get(ours);
    if (known !== undefined) return known;
    this.#holders.set(ours, ours);
    this.add('STAKEHOLDER', ours, { name: { legal_name: name }, stakeholder_type: type, comments: ['The kind of stakeholder is assumed from what it holds.'] });
    return ours;
  }

  /** The next certificate number of a series. */
  certificate(series: string): string {
    const n = (this.#certificates.get(series) ?? 0) + 1;
    this.#certificates.set(series, n);
    return `${series}-${n}`;
  }

  /** An object of our own; an id that is taken gets a number behind it. */
  add(type: ObjectKind, id: string, said: Shaped): void {
    let free = id;
    for (let n = 2; this.#ids.has(free); n++) free = `${id}/${n}`;
    this.#ids.add(free);
    const { comments, ...rest } = said;
    this.#files.get(fileOf[type] ?? 'OCF_TRANSACTIONS_FILE')!.push({ object_type: type, id: free, ...rest, ...(Array.isArray(comments) && comments.length > 0 && { comments: comments as unknown[] }) });
  }

  /** An object of a package with other words in some fields. */
  amend(file: FileKind, id: string, said: Shaped): void {
    const all = this.#files.get(file)!;
    const i = all.findIndex((one) => one['id'] === id);
    if (i >= 0) all[i] = { ...all[i], ...said };
  }

  files(): ReadonlyMap<FileKind, readonly Shaped[]> { return this.#files; }
}

const resultsOf = (stated: Shaped): string[] => (Array.isArray(stated['resulting_security_ids']) ? (stated['resulting_security_ids'] as unknown[]).filter((id) => typeof id === 'string') : []);
