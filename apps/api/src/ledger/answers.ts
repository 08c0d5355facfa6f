import type { PageSeen, ReadModel, Views } from '@capstan/event-log';
import { type Day, isRefusal } from '@capstan/kernel';

/** What a question is about. An answer that many share may follow from nothing else: who asks is not in it. */
export interface About<Q> { readonly views: Views; readonly company: string; readonly today: Day; readonly query: Q }

/** Answers kept at the same time: a few dozen pages of some companies. */
const MOST_KEPT = 300;

interface Kept { readonly company: string; readonly from: ReadonlySet<ReadModel>; readonly answer: unknown }

/**
 * Answers that stay right until a fact of their company reaches a read model they were read from: many screens that ask
 * the same then cost one answer. What an answer was read from is seen by the tables that its statements name.
 */
export class Answers {
  /** One for all questions: what folds a read model in memory keeps its folding by its views. */
  readonly #views: Views;
  #from = new Set<ReadModel>();
  readonly #models: readonly ReadModel[];
  readonly #ofTable: ReadonlyMap<string, ReadModel>;
  readonly #named = new Map<string, readonly ReadModel[]>();
  readonly #kept = new Map<string, Kept>();

  constructor(views: Views, models: readonly ReadModel[]) {
    this.#views = this.#watched(views); this.#models = models;
    this.#ofTable = new Map(models.flatMap((model) => model.tables.map((table) => [table, model] as const)));
  }

  /** The answer to a question of this name; `question` is asked only where none is kept. Answers are shared: nobody changes one. */
  of<T, Q>(name: string, about: Omit<About<Q>, 'views'>, question: (about: About<Q>) => T): T {
    const key = JSON.stringify([about.company, name, about.today, about.query ?? null]);
    const kept = this.#kept.get(key);
    if (kept) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.answer as T;
    }
    this.#from = new Set();
    const answer = question({ ...about, views: this.#views });
    if (this.#from.size === 0 || answer instanceof Promise || isRefusal(answer)) return answer;
    this.#kept.set(key, { company: about.company, from: this.#from, answer });
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    return answer;
  }

  /** Forgets what a page of the log has touched, and everything where read models begin anew. */
  seen({ companies, emptied }: Pick<PageSeen, 'companies' | 'emptied'>): void {
    if (emptied) this.#kept.clear();
    for (const [company, types] of companies) {
      const moved = new Set(this.#models.filter(({ on }) => '*' in on || [...types].some((type) => Object.hasOwn(on, type))));
      for (const [key, kept] of this.#kept) if (kept.company === company && !kept.from.isDisjointFrom(moved)) this.#kept.delete(key);
    }
  }

  #watched(views: Views): Views {
    const note = (sql: string) => { for (const model of this.#modelsIn(sql)) this.#from.add(model); };
    return {
      run: () => { throw new Error('a question changes nothing'); },
      get: (sql, ...params) => { note(sql); return views.get(sql, ...params); },
      all: (sql, ...params) => { note(sql); return views.all(sql, ...params); },
    };
  }

  #modelsIn(sql: string): readonly ReadModel[] {
    const known = this.#named.get(sql);
    if (known) return known;
    const models = [...new Set(sql.match(/\w+/g)?.flatMap((word) => this.#ofTable.get(word) ?? []))];
    this.#named.set(sql, models);
    return models;
  }
}
