import { type LedgerFact, readModel, type SqlValue, type Views } from '@capstan/event-log';
import type { LedgerLine, LedgerQuery } from '@capstan/kernel';
import { summaryOf } from './summary.ts';

const PAGE = 100;
/** Mentions of other events that one event shows. */
const MOST_MENTIONS = 50;

/**
 * The table of contents of the ledger: one line for every fact of every kind, also of kinds only a newer version
 * knows. What is personal stays in the log alone, so that nobody finds a salary by searching.
 */
export const recordedFactsModel = readModel({
  name: 'ledger-recorded-facts',
  version: 2,
  tables: ['ledger_fact'],
  schema: `CREATE TABLE ledger_fact (n INTEGER PRIMARY KEY, company TEXT NOT NULL, id TEXT NOT NULL UNIQUE, stream TEXT NOT NULL, revision INTEGER NOT NULL, position TEXT NOT NULL,
    type TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, effective TEXT NOT NULL, command TEXT NOT NULL, causation TEXT NOT NULL, summary TEXT NOT NULL, words TEXT NOT NULL) STRICT;
    CREATE INDEX ledger_fact_company ON ledger_fact (company, n); CREATE INDEX ledger_fact_cause ON ledger_fact (causation); CREATE INDEX ledger_fact_command ON ledger_fact (command)`,
  on: { '*': enter },
});

function enter(views: Views, fact: LedgerFact): void {
  const { id, stream, revision, position, type, meta } = fact;
  const open = withoutPersonal(fact);
  views.run(
    'INSERT INTO ledger_fact (company, id, stream, revision, position, type, actor, at, effective, command, causation, summary, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    meta.company, id, stream, revision, position, type, meta.actor, meta.at, meta.effective, meta.command, meta.causation, JSON.stringify(summaryOf(open)), JSON.stringify(open).toLowerCase());
}

const withoutPersonal = ({ data, personal = [] }: LedgerFact): object =>
  personal.length === 0 ? (data as object) : Object.fromEntries(Object.entries(data as object).filter(([field]) => !personal.includes(field)));

export type FactLine = Omit<LedgerLine, 'by'>;
type Row = Omit<FactLine, 'summary'> & { readonly n: number; readonly summary: string };
const COLUMNS = 'n, id, stream, revision, position, type, actor, at, effective, summary';
const told = ({ id, stream, revision, position, type, actor, at, effective, summary }: Row): FactLine => ({ id, stream, revision, position, type, actor, at, effective, summary: JSON.parse(summary) as FactLine['summary'] });

/** What a query narrows the company's lines to, as SQL and its parameters. */
function narrowed(company: string, { type, actor, text, from, to, events, telemetry }: LedgerQuery): { where: string; params: SqlValue[] } {
  const parts: [string, SqlValue[]][] = [['company = ?', [company]]];
  if (type) parts.push(['type = ?', [type]]);
  if (actor) parts.push(['actor = ?', [actor]]);
  if (text) parts.push([String.raw`words LIKE ? ESCAPE '\'`, [`%${text.toLowerCase().replace(/[\\%_]/g, String.raw`\$&`)}%`]]);
  if (from) parts.push(['at >= ?', [from]]);
  if (to) parts.push(['substr(at, 1, 10) <= ?', [to]]);
  if (events) parts.push(['id IN (SELECT value FROM json_each(?))', [JSON.stringify(events.split(','))]]);
  else if (telemetry !== 'shown') parts.push(['stream = ?', [`company-${company}`]]);
  return { where: parts.map(([sql]) => sql).join(' AND '), params: parts.flatMap(([, params]) => params) };
}

/** A page of lines, newest first, and how many there are in all. */
export function recordedFacts(views: Views, company: string, query: LedgerQuery): { lines: FactLine[]; total: number; next: string | null } {
  const { where, params } = narrowed(company, query);
  const found = views.all<Row>(`SELECT ${COLUMNS} FROM ledger_fact WHERE ${where} AND n < ? ORDER BY n DESC LIMIT ?`, ...params, Number(query.before ?? Number.MAX_SAFE_INTEGER), PAGE + 1);
  const { total } = views.get<{ total: number }>(`SELECT count(*) AS total FROM ledger_fact WHERE ${where}`, ...params)!;
  return { lines: found.slice(0, PAGE).map(told), total, next: found.length > PAGE ? String(found[PAGE - 1]!.n) : null };
}

export interface Mention { readonly id: string; readonly type: string }
export interface FactPlace { readonly line: FactLine; readonly cause: Mention | null; readonly led: Mention[]; readonly together: Mention[] }

/** One line, with the line that caused it, those it caused, and those that the same command recorded. */
export function factPlace(views: Views, company: string, id: string): FactPlace | undefined {
  const found = views.get<Row & { command: string; causation: string }>(`SELECT ${COLUMNS}, command, causation FROM ledger_fact WHERE company = ? AND id = ?`, company, id);
  if (!found) return undefined;
  const mentions = (condition: 'id' | 'causation' | 'command', value: string) =>
    views.all<Mention>(`SELECT id, type FROM ledger_fact WHERE ${condition} = ? AND company = ? AND id <> ? ORDER BY n LIMIT ?`, value, company, id, MOST_MENTIONS);
  const { command, causation, ...row } = found;
  return { line: told(row), cause: mentions('id', causation)[0] ?? null, led: mentions('causation', id), together: mentions('command', command) };
}

/** The kinds of facts and the actors of a company, by name, with how many events there are of each. */
export const choices = (views: Views, company: string): { types: { type: string; count: number }[]; actors: { actor: string; count: number }[] } => ({
  types: views.all('SELECT type, count(*) AS count FROM ledger_fact WHERE company = ? GROUP BY type ORDER BY type', company),
  actors: views.all('SELECT actor, count(*) AS count FROM ledger_fact WHERE company = ? GROUP BY actor ORDER BY actor', company),
});
