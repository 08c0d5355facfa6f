import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { PageSeen, Subscription } from '@capstan/event-log';
import { STORE } from '../ledger/ledger.module.ts';
import type { Store } from '../ledger/store.ts';
import { erasedPeople } from './people.view.ts';

/**
 * Deletes the keys of people whose erasure is recorded, and forgets what memory holds of them. It follows from the
 * ledger alone, at the start and after each erasure, so one that was cut off between fact and key is completed.
 */
@Injectable()
export class Erasing implements OnApplicationBootstrap, OnModuleDestroy {
  private following: Subscription | undefined;
  constructor(@Inject(STORE) private readonly store: Store) {}

  onApplicationBootstrap() {
    this.following = this.store.projector.onPage((page: PageSeen) => { if ([...page.companies.values()].some((types) => types.has('PersonErased'))) this.complete(); });
    this.complete();
  }

  /** Answers once no key of an erased person is left. */
  complete(): void {
    const { views, keys, timeMachine } = this.store;
    const erased = erasedPeople(views).filter(({ company, person }) => keys.erase(company, person));
    if (erased.length > 0) timeMachine.clear();
  }

  onModuleDestroy() { this.following?.close(); }
}
