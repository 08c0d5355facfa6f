import type { Instant } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import type { Store } from './store.ts';

/** The read models as questions meet them: the live rows, or those of a moment in the past. */
export class ReadModels {
  private readonly store: Pick<Store, 'views' | 'timeMachine'>;
  constructor(store: Pick<Store, 'views' | 'timeMachine'>) { this.store = store; }

  /** The answer now, or as the ledger stood at `asOf`. */
  async ask<T>(company: string, asOf: Instant | undefined, question: (views: Views) => T | Promise<T>): Promise<T> {
    if (asOf === undefined) return await question(this.store.views);
    return this.store.timeMachine.at({ company, asOf }, ({ views }) => question(views));
  }
}
