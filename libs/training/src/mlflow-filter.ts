import type { Refusal } from '@capstan/kernel';
import { like } from './mlflow-like.ts';
import { refuse } from './refusals.ts';

/** A run, or an experiment, as a search sees it. What is not known is left out. */
export interface Searched {
  readonly attribute: Readonly<Record<string, string | number | undefined>>;
  readonly metric: Readonly<Record<string, number>>;
  readonly param: Readonly<Record<string, string>>;
  readonly tag: Readonly<Record<string, string>>;
  readonly dataset: readonly Readonly<Record<string, string | undefined>>[];
}
type Kind = keyof Searched;
type Value = string | number | readonly string[] | null;
interface Key { readonly kind: Kind; readonly key: string }
export interface Clause extends Key { readonly comparator: string; readonly value: Value }
export interface Order extends Key { readonly descending: boolean }

const kinds: Readonly<Record<string, Kind>> = {
  attribute: 'attribute', attributes: 'attribute', attr: 'attribute', run: 'attribute', metric: 'metric', metrics: 'metric',
  param: 'param', params: 'param', parameter: 'param', parameters: 'param', tag: 'tag', tags: 'tag', dataset: 'dataset', datasets: 'dataset',
};
/** Older names of attributes. */
const aliases: Readonly<Record<string, string>> = { created: 'start_time', Created: 'start_time', 'run name': 'run_name', 'Run name': 'run_name', 'Run Name': 'run_name', name: 'run_name' };
const NUMERIC = ['start_time', 'end_time', 'creation_time', 'last_update_time', 'creation_timestamp', 'last_updated_timestamp'];
const COMPARE = ['=', '!=', '<', '<=', '>', '>='];
const MATCH = ['=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN', 'IS NULL', 'IS NOT NULL'];
const isNumeric = ({ kind, key }: Key) => kind === 'metric' || (kind === 'attribute' && NUMERIC.includes(key));

const malformed = (text: string): Refusal => refuse('filter-malformed', { near: text.trim().slice(0, 80) });
const unquoted = (text: string) => (/^["`]/.test(text) ? text.slice(1, -1) : text);

const NAME = String.raw`(?:"[^"]*"|\`[^\`]*\`|[\w./:-]+)`;
const KEY = new RegExp(String.raw`\s*(?:(\w+)\s*\.\s*)?(${NAME})`, 'y');
const COMPARATOR = /\s*(!=|<=|>=|=|<|>|(?:NOT\s+IN|IN|I?LIKE|IS\s+NOT\s+NULL|IS\s+NULL)(?![\w.]))/iy;
const TEXT = String.raw`'[^']*'|"[^"]*"`;
const VALUE = new RegExp(String.raw`\s*(${TEXT}|-?\d+(?:\.\d*)?(?:e[+-]?\d+)?|\(\s*(?:${TEXT})(?:\s*,\s*(?:${TEXT}))*\s*,?\s*\))`, 'iy');
const AND = /\s+AND(?=\s)/iy;

/** Reads pieces of a text one after the other. */
class Reader {
  private at = 0;
  readonly text: string;
  constructor(text: string) { this.text = text; }
  take(piece: RegExp): RegExpExecArray | null {
    piece.lastIndex = this.at;
    const found = piece.exec(this.text);
    if (found) this.at = piece.lastIndex;
    return found;
  }
  get left(): string { return this.text.slice(this.at); }
}

function keyOf([, kind, name]: RegExpExecArray): Key | undefined {
  const known = kind === undefined ? 'attribute' : kinds[kind];
  if (!known) return undefined;
  const key = unquoted(name!);
  return { kind: known, key: known === 'attribute' ? aliases[key] ?? key : key };
}

const valueOf = (text: string): Value => (text.startsWith('(') ? [...text.matchAll(/'([^']*)'|"([^"]*)"/g)].map(([, one, two]) => one ?? two!) : /^['"]/.test(text) ? text.slice(1, -1) : Number(text));

function fitting(key: Key, comparator: string, value: Value): boolean {
  if (isNumeric(key)) return COMPARE.includes(comparator) && typeof value === 'number';
  if (!MATCH.includes(comparator)) return false;
  if (comparator.startsWith('IS ')) return value === null;
  return comparator.endsWith('IN') ? Array.isArray(value) : typeof value === 'string';
}

function clause(reader: Reader): Clause | undefined {
  const name = reader.take(KEY), key = name && keyOf(name);
  const comparator = key && reader.take(COMPARATOR)?.[1]!.toUpperCase().replaceAll(/\s+/g, ' ');
  if (!key || !comparator) return undefined;
  const text = comparator.startsWith('IS ') ? null : reader.take(VALUE)?.[1];
  if (text === undefined) return undefined;
  const value = text === null ? null : valueOf(text);
  return fitting(key, comparator, value) ? { ...key, comparator, value } : undefined;
}

/** Reads `metrics.acc > 0.9 AND tags.team LIKE '%vision%'`. Refuses what it cannot read, naming the place. */
export function parseFilter(text: string): Clause[] | Refusal {
  const reader = new Reader(text), clauses: Clause[] = [];
  if (text.trim() === '') return [];
  do {
    const before = reader.left, one = clause(reader);
    if (!one) return malformed(before);
    clauses.push(one);
  } while (reader.take(AND));
  return reader.left.trim() === '' ? clauses : malformed(reader.left);
}

/** Reads `metrics.loss ASC`, `attributes.start_time DESC`. */
export function parseOrder(texts: readonly string[]): Order[] | Refusal {
  const orders: Order[] = [];
  for (const text of texts) {
    const reader = new Reader(text), name = reader.take(KEY), key = name && keyOf(name);
    const direction = /^(?:\s+(asc|desc))?\s*$/i.exec(reader.left);
    if (!key || key.kind === 'dataset' || !direction) return malformed(text);
    orders.push({ ...key, descending: direction[1]?.toLowerCase() === 'desc' });
  }
  return orders;
}

const found = (one: Searched, { kind, key }: Key): string | number | undefined => {
  if (kind === 'dataset') return undefined;
  const all: Readonly<Record<string, string | number | undefined>> = one[kind];
  return Object.hasOwn(all, key) ? all[key] : undefined;
};

function compares(is: string | number, comparator: string, value: Value): boolean {
  switch (comparator) {
    case '=': return is === value;
    case '!=': return is !== value;
    case '<': return is < value!;
    case '<=': return is <= value!;
    case '>': return is > value!;
    case '>=': return is >= value!;
    case 'LIKE': return like(String(is), value as string);
    case 'ILIKE': return like(String(is).toLowerCase(), (value as string).toLowerCase());
    case 'IN': return (value as readonly string[]).includes(String(is));
    case 'NOT IN': return !(value as readonly string[]).includes(String(is));
    default: return false;
  }
}

function holds(one: Searched, wanted: Clause): boolean {
  const { kind, key, comparator, value } = wanted;
  if (kind === 'dataset') return one.dataset.some((data) => data[key] !== undefined && compares(data[key], comparator, value));
  const is = found(one, wanted);
  if (comparator === 'IS NULL') return is === undefined;
  if (comparator === 'IS NOT NULL') return is !== undefined;
  return is !== undefined && compares(is, comparator, value);
}

/** Whether every clause holds. What is not known fulfils only `IS NULL`, as in MLflow. */
export const matches = (one: Searched, clauses: readonly Clause[]): boolean => clauses.every((wanted) => holds(one, wanted));

/** What is unknown, or no number, comes last in either direction. */
function compare(a: string | number | undefined, b: string | number | undefined, descending: boolean): number {
  const [none, other] = [a, b].map((x) => x === undefined || Number.isNaN(x));
  if (none || other) return Number(none) - Number(other);
  if (a === b) return 0;
  return (a! < b!) === descending ? 1 : -1;
}

/** Sorted by the orders, then by the newest start, then by id. */
export function ordered<T>(all: readonly T[], orders: readonly Order[], searched: (one: T) => Searched): T[] {
  const natural: Order[] = [{ kind: 'attribute', key: 'start_time', descending: true }, { kind: 'attribute', key: 'run_id', descending: false }];
  const keyed = all.map((one) => ({ one, of: searched(one) }));
  keyed.sort((a, b) => {
    for (const order of [...orders, ...natural]) {
      const result = compare(found(a.of, order), found(b.of, order), order.descending);
      if (result !== 0) return result;
    }
    return 0;
  });
  return keyed.map(({ one }) => one);
}
