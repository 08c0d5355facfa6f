import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { PageSeen, Subscription } from '@capstan/event-log';
import { STORE } from '../ledger/ledger.module.ts';
import type { Store } from '../ledger/store.ts';
import { erasedPeople } from './people.view.ts';

/**
 * Deletes the keys of people whose erasure is recorded, and forgets what memory holds of them. It follows from the
 * ledger alone, at the start and after each erasure, so one that was cut off between fact and key is completed; so
 * is one that another node recorded.
 */
@Injectable()
export class Erasing implements OnApplicationBootstrap, OnModuleDestroy {
  private following: Subscription | undefined;
  constructor(@Inject(STORE) private readonly store: Store) {}

  async onApplicationBootstrap() {
    this.following = this.store.projector.onPage((page: PageSeen) => { if ([...page.companies.values()].some((types) => types.has('PersonErased'))) this.complete().catch(() => undefined); });
    await this.complete();
  }

  /** Answers once no key of an erased person is left. */
  async complete(): Promise<void> {
    const { views, keys, timeMachine } = this.store;
    const erased = await Promise.all(erasedPeople(views).map(({ company, person }) => keys.erase(company, person)));
    if (erased.includes(true)) timeMachine.clear();
  }

  onModuleDestroy() { this.following?.close(); }
}
