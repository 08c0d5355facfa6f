import { readModel, type SqlValue, type Views } from '@capstan/event-log';
import type { FactType, LedgerLine, LedgerQuery, Recorded } from '@capstan/kernel';

const PAGE = 100;

/** The table of contents of the ledger: one line for every fact of every kind. What a fact says stays in the log alone. */
export const bookModel = (facts: readonly FactType[]) => readModel({
  name: 'book',
  version: 1,
  tables: ['book_line'],
  schema: `CREATE TABLE book_line (n INTEGER PRIMARY KEY, company TEXT NOT NULL, id TEXT NOT NULL UNIQUE, stream TEXT NOT NULL, revision INTEGER NOT NULL, position TEXT NOT NULL,
    type TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, effective TEXT NOT NULL, causation TEXT NOT NULL) STRICT;
    CREATE INDEX book_line_company ON book_line (company, n); CREATE INDEX book_line_causation ON book_line (causation)`,
  on: Object.fromEntries(facts.map(({ type }) => [type, enter])),
});

function enter(views: Views, { id, stream, revision, position, type, meta }: Recorded): void {
  views.run('INSERT INTO book_line (company, id, stream, revision, position, type, actor, at, effective, causation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    meta.company, id, stream, revision, position, type, meta.actor, meta.at, meta.effective, meta.causation);
}

export type BookLine = Omit<LedgerLine, 'by'> & { readonly n: number };
const COLUMNS = 'n, id, stream, revision, position, type, actor, at, effective';

/** What a query narrows the company's lines to, as SQL and its parameters. */
function narrowed(company: string, { type, actor, events, telemetry }: LedgerQuery): { where: string; params: SqlValue[] } {
  const parts: [string, SqlValue[]][] = [['company = ?', [company]]];
  if (type) parts.push(['type = ?', [type]]);
  if (actor) parts.push(['actor = ?', [actor]]);
  if (events) parts.push(['id IN (SELECT value FROM json_each(?))', [JSON.stringify(events.split(','))]]);
  else if (telemetry !== 'shown') parts.push(['stream = ?', [`company-${company}`]]);
  return { where: parts.map(([sql]) => sql).join(' AND '), params: parts.flatMap(([, params]) => params) };
}

/** A page of lines, newest first, and how many there are in all. */
export function lines(views: Views, company: string, query: LedgerQuery): { lines: BookLine[]; total: number; next: string | null } {
  const { where, params } = narrowed(company, query);
  const found = views.all<BookLine>(`SELECT ${COLUMNS} FROM book_line WHERE ${where} AND n < ? ORDER BY n DESC LIMIT ?`, ...params, Number(query.before ?? Number.MAX_SAFE_INTEGER), PAGE);
  const { total } = views.get<{ total: number }>(`SELECT count(*) AS total FROM book_line WHERE ${where}`, ...params)!;
  return { lines: found, total, next: found.length === PAGE ? String(found.at(-1)!.n) : null };
}

/** One line, and the lines that it caused. */
export function line(views: Views, company: string, id: string): { line: BookLine; led: BookLine[] } | undefined {
  const found = views.get<BookLine>(`SELECT ${COLUMNS} FROM book_line WHERE company = ? AND id = ?`, company, id);
  return found && { line: found, led: views.all<BookLine>(`SELECT ${COLUMNS} FROM book_line WHERE company = ? AND causation = ? ORDER BY n LIMIT ?`, company, id, PAGE) };
}

/** The kinds of facts and how many there are of each, by name. */
export const types = (views: Views, company: string): { type: string; count: number }[] =>
  views.all('SELECT type, count(*) AS count FROM book_line WHERE company = ? GROUP BY type ORDER BY type', company);
