import { capitalDecider, type CapitalFact, capitalFacts, type CapitalState, movementOf } from '@capstan/capital';
import { readModel, type Views } from '@capstan/event-log';
import { keyed, type Recorded } from '@capstan/kernel';

const types = ['CompanyFounded', ...capitalFacts.map((f) => f.type)];

/** Everything recorded about the capital of a company, in order: the state of any day is folded from it by the context's own rules. */
export const bookModel = readModel({
  name: 'capital-book',
  version: 1,
  tables: ['capital_book'],
  schema: `
    CREATE TABLE capital_book (nth INTEGER PRIMARY KEY, company TEXT NOT NULL, type TEXT NOT NULL, day TEXT NOT NULL, data TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL) STRICT;
    CREATE INDEX capital_book_company ON capital_book (company, nth);`,
  on: Object.fromEntries(types.map((type) => [type, (views: Views, { id, data, meta }: Recorded<CapitalFact>) => {
    views.run('INSERT INTO capital_book (company, type, day, data, actor, at, fact) VALUES (?, ?, ?, ?, ?, ?, ?)', meta.company, type, meta.effective, JSON.stringify(data), meta.actor, meta.at, id);
  }])),
});

/** Who recorded what, when, with the day it is true from. */
export interface Entry { readonly type: string; readonly day: string; readonly actor: string; readonly at: string; readonly fact: string }

/** What is known of a company's capital, and by id the entries that speak of a thing, oldest first. */
export interface Book { readonly state: CapitalState; readonly entries: ReadonlyMap<string, readonly Entry[]> }
interface Open { state: CapitalState; readonly entries: Map<string, Entry[]>; nth: number; fact: string }
interface Row extends Entry { readonly nth: number; readonly data: string }

/** Books kept open, so that a question folds only what was recorded since the last one. */
const MOST_OPEN = 32;
const open = new WeakMap<Views, Map<string, Open>>();

/** The book of a company as far as these views have been filled. */
export function capitalBook(views: Views, company: string): Book {
  const books = open.get(views) ?? new Map<string, Open>();
  open.set(views, books);
  const known = books.get(company);
  const book = known && isStill(views, known) ? known : { state: capitalDecider.initial, entries: new Map<string, Entry[]>(), nth: 0, fact: '' };
  books.delete(company);
  books.set(company, book);
  if (books.size > MOST_OPEN) books.delete(books.keys().next().value!);
  for (const row of views.all<Row>('SELECT * FROM capital_book WHERE company = ? AND nth > ? ORDER BY nth', company, book.nth)) read(book, row);
  return book;
}

/** False after a rebuild, when other entries may stand under the same numbers. */
const isStill = (views: Views, { nth, fact }: Open): boolean => nth === 0 || views.get<{ fact: string }>('SELECT fact FROM capital_book WHERE nth = ?', nth)?.fact === fact;

function read(book: Open, { nth, type, day, data, actor, at, fact }: Row): void {
  const one = { type, data: JSON.parse(data) as unknown } as CapitalFact;
  for (const id of idsOf(one, book.state)) {
    const entries = book.entries.get(id);
    const entry = { type, day, actor, at, fact };
    if (entries) entries.push(entry); else book.entries.set(id, [entry]);
  }
  if (one.type === 'RoundCloseReversed') forgetClose(book, one.data.round);
  book.state = capitalDecider.evolve(book.state, one);
  book.nth = nth;
  book.fact = fact;
}

/** What a close that was taken back did is no longer why anything is as it is; the round itself remembers both. */
function forgetClose({ entries }: Open, round: string): void {
  const closed = entries.get(round)!.findLast((e) => e.type === 'RoundClosed')!.fact;
  for (const [id, all] of entries) if (id !== round && all.some((e) => e.fact === closed)) entries.set(id, all.filter((e) => e.fact !== closed));
}

const keys = ['round', 'safe', 'warrant', 'note', 'grant', 'plan', 'commitment'] as const;

/** The ids of everything a fact speaks of: what it names, the holdings it ends and begins, those a split multiplies, the classes it gives terms. */
function idsOf(one: CapitalFact, state: CapitalState): Set<string> {
  const movement = movementOf(one, (holding) => keyed.at(state.stakes, holding));
  const named = keys.flatMap((key) => (key in one.data ? [(one.data as Record<string, unknown>)[key]].filter((id) => typeof id === 'string') : []));
  return new Set([...named, ...(movement ? [...movement.ends, ...movement.begins.map((b) => b.holding)] : []), ...alsoIn(one, state)]);
}

function alsoIn({ type, data }: CapitalFact, state: CapitalState): string[] {
  if (type === 'RoundClosed') return [...data.converted.map((c) => c.safe), ...data.convertedNotes.map((c) => c.note), ...data.classes.map((c) => classId(c.class)), 'pool'];
  if (type === 'ClassTermsSet') return [classId(data.class)];
  if (type === 'PoolSet' || type === 'PlanAdopted') return ['pool'];
  if (type !== 'SharesSplit') return [];
  const isThere = (one: { class: string; gone?: string | undefined }) => one.class === data.class && one.gone === undefined;
  return [...keyed.values(state.stakes).filter(isThere).map((s) => s.holding), ...keyed.values(state.warrants).filter(isThere).map((w) => w.warrant), ...keyed.values(state.grants.made).filter(isThere).map((g) => g.grant), classId(data.class), ...(data.pool ? ['pool'] : [])];
}

/** A class has no id of its own; its name is one. */
export const classId = (name: string): string => `class ${name}`;

/** The entry that made a thing. */
export const madeBy = ({ entries }: Book, id: string): Entry => entries.get(id)![0]!;
export const recordedBy = (book: Book, id: string) => {
  const { actor, at, fact } = madeBy(book, id);
  return { actor, at, fact };
};
