import { randomBytes } from 'node:crypto';
import type { Permission } from '@capstan/kernel';
import { change, type IdentityDb, rows, type Steps } from './identity-db.ts';

/** Whoever was shown something that this permission opens has read salaries. */
export const SALARIES: Permission = 'salaries:read';

/** One answer that showed salaries: who got it, what was asked, whose salaries stood in it. */
export interface SalaryRead {
  readonly company: string; readonly at: string; readonly reader: string;
  /** Id of the access token that asked in the reader's name. */
  readonly token: string | null;
  /** The endpoint, such as `GET /companies/:company/team/people`. */
  readonly asked: string;
  /** The moment of the past that was asked for. */
  readonly asOf: string | null;
  /** Ids of the people; none where only sums were shown. */
  readonly people: readonly string[];
}
export interface KeptRead extends SalaryRead { readonly id: string; readonly readerName: string | null }
/** Days are included; `before` is the id of the last read of the page before. */
export interface ReadsAsked { readonly reader?: string; readonly person?: string; readonly from?: string; readonly to?: string; readonly before?: string; readonly most: number }

const TABLE = `CREATE TABLE IF NOT EXISTS salary_read (id TEXT PRIMARY KEY, company TEXT NOT NULL, at TEXT NOT NULL, reader TEXT NOT NULL, token TEXT, asked TEXT NOT NULL, "asOf" TEXT, people TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS salary_read_company ON salary_read (company, id)`;

/** The table, in which rows are added and nothing else: the database itself refuses to change or delete one. */
export const salaryReadTable = {
  sqlite: `${TABLE}; ${['UPDATE', 'DELETE'].map((what) => `CREATE TRIGGER IF NOT EXISTS salary_read_no_${what.toLowerCase()} BEFORE ${what} ON salary_read BEGIN SELECT RAISE(ABORT, 'reads of salaries are kept'); END`).join('; ')}`,
  postgres: `${TABLE}; CREATE OR REPLACE FUNCTION salary_read_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'reads of salaries are kept'; END $$;
    CREATE OR REPLACE TRIGGER salary_read_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON salary_read FOR EACH STATEMENT EXECUTE FUNCTION salary_read_stays()`,
} as const;

type Row = Omit<KeptRead, 'people'> & { readonly people: string };

/** Who was shown salaries, and when. What is noted is durable before the answer leaves; reads at the same moment share one write. */
export class SalaryReads {
  private readonly db: IdentityDb;
  private waiting: SalaryRead[] = [];
  private next: Promise<void> | undefined;
  private writing: Promise<unknown> = Promise.resolve();
  constructor(db: IdentityDb) { this.db = db; }

  /** Keeps a read. Rejects when it cannot be kept: then the answer must not leave. */
  note(read: SalaryRead): Promise<void> {
    this.waiting.push(read);
    return (this.next ??= this.writing.then(() => this.write()));
  }

  private write(): Promise<void> {
    const batch = this.waiting;
    this.waiting = [];
    this.next = undefined;
    const written = this.db.alone(adding(batch));
    this.writing = written.catch(() => undefined);
    return written;
  }

  /** Reads of a company, the newest first. */
  async list(company: string, { reader, person, from, to, before, most }: ReadsAsked): Promise<KeptRead[]> {
    const where = ['r.company = ?', ...(reader ? ['r.reader = ?'] : []), ...(person ? ['r.people LIKE ?'] : []), ...(from ? ['r.at >= ?'] : []), ...(to ? ['r.at < ?'] : []), ...(before ? ['r.id < ?'] : [])].join(' AND ');
    const values = [company, ...(reader ? [reader] : []), ...(person ? [`%"${person}"%`] : []), ...(from ? [from] : []), ...(to ? [`${to}T99`] : []), ...(before ? [before] : [])];
    const found = await this.db.ask(rows<Row>(`SELECT r.id, r.company, r.at, r.reader, u.name AS "readerName", r.token, r.asked, r."asOf", r.people FROM salary_read r LEFT JOIN "user" u ON u.id = r.reader WHERE ${where} ORDER BY r.id DESC LIMIT ?`, ...values, most));
    return found.map((row) => ({ ...row, people: JSON.parse(row.people) as string[] }));
  }

  /** Everyone who has read salaries of a company. */
  readers(company: string): Promise<{ id: string; name: string | null }[]> {
    return this.db.ask(rows('SELECT DISTINCT r.reader AS id, u.name FROM salary_read r LEFT JOIN "user" u ON u.id = r.reader WHERE r.company = ? ORDER BY u.name, r.reader', company));
  }
}

/** Ids sort by time; those of one moment by chance. */
function* adding(batch: readonly SalaryRead[]): Steps<void> {
  for (const { company, at, reader, token, asked, asOf, people } of batch) {
    yield* change('INSERT INTO salary_read (id, company, at, reader, token, asked, "asOf", people) VALUES (?, ?, ?, ?, ?, ?, ?, ?)', `${at}-${randomBytes(6).toString('hex')}`, company, at, reader, token, asked, asOf, JSON.stringify(people));
  }
}

/** Ids of the people whom an answer speaks of: what stands at `person`, at any depth. */
export function peopleIn(answer: unknown): string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'person' && typeof inner === 'string') found.add(inner);
      else look(inner);
    }
  };
  look(answer);
  return [...found];
}
