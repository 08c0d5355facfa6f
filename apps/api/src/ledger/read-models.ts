import type { Instant } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import { type About, Answers } from './answers.ts';
import type { Store } from './store.ts';

/** The read models as questions meet them: the live rows, or those of a moment in the past. */
export class ReadModels {
  private readonly store: Pick<Store, 'views' | 'timeMachine'>;
  private readonly answers: Answers;
  constructor(store: Pick<Store, 'views' | 'timeMachine' | 'models' | 'projector'>) {
    this.store = store;
    this.answers = new Answers(store.views, store.models);
    store.projector.onPage((page) => this.answers.seen(page));
  }

  /** The answer now, or as the ledger stood at `asOf`. */
  async ask<T>(company: string, asOf: Instant | undefined, question: (views: Views) => T | Promise<T>): Promise<T> {
    if (asOf === undefined) return await question(this.store.views);
    return this.store.timeMachine.at({ company, asOf }, ({ views }) => question(views));
  }

  /** The same for a question that many ask alike: now, its answer is worked out once until the company moves. */
  async askAlike<T, Q>(name: string, about: Omit<About<Q>, 'views'>, asOf: Instant | undefined, question: (about: About<Q>) => T): Promise<T> {
    if (asOf === undefined) return this.answers.of(name, about, question);
    return this.store.timeMachine.at({ company: about.company, asOf }, ({ views }) => question({ ...about, views }));
  }
}
