import { type DynamicModule, Global, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { PolicyRunner } from '@capstan/event-log';
import { AskAlikeHandler } from './alike.ts';
import { AskHandler } from './ask.ts';
import { Ledger } from './ledger.ts';
import { policyRunner } from './policies.ts';
import type { Asked } from './policy.ts';
import { ReadModels } from './read-models.ts';
import { RecordHandler } from './record.ts';
import type { Room } from './room.ts';
import { closeStore, type Store } from './store.ts';
import { Telling } from './telling.ts';

/** Injection token of the open store. */
export const STORE = Symbol('store');
/** A start does not wait longer than this for read models to be rebuilt; `/api/ready` says when they are. */
const CATCH_UP_MS = 2000;

/** Plays the log while the API runs. */
export class LedgerRunning implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly store: Store;
  readonly policies: PolicyRunner<Asked>;
  private readonly telling: Telling;
  constructor(store: Store, policies: PolicyRunner<Asked>) {
    this.store = store; this.policies = policies;
    this.telling = new Telling(store.projector, policies);
  }

  async onApplicationBootstrap() {
    this.telling.start();
    const caughtUp = this.store.projector.start().then(() => this.policies.start());
    await Promise.race([caughtUp, new Promise((resolve) => { setTimeout(resolve, CATCH_UP_MS).unref(); })]);
  }

  async onApplicationShutdown() {
    this.telling.close();
    await this.policies.close();
    await closeStore(this.store);
  }
}

@Global()
@Module({ imports: [CqrsModule.forRoot()] })
export class LedgerModule {
  static over(store: Store, rooms: readonly Room[]): DynamicModule {
    const ledger = new Ledger(store.log, store.codec, (position, ms) => store.projector.waitFor(position, ms));
    const running = new LedgerRunning(store, policyRunner(store, ledger, rooms.flatMap(({ policies }) => policies)));
    return {
      module: LedgerModule,
      providers: [
        { provide: STORE, useValue: store }, { provide: Ledger, useValue: ledger }, { provide: ReadModels, useValue: new ReadModels(store) },
        { provide: LedgerRunning, useValue: running }, RecordHandler, AskHandler, AskAlikeHandler,
      ],
      exports: [STORE, Ledger, ReadModels, LedgerRunning, CqrsModule],
    };
  }
}
