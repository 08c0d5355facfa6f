import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type EventLog, factRegistry, type KeyRing, type LedgerCodec, ledgerCodec, logKindOf, openKeys, openLog, Projector, type ReadModel, type SqliteViews, TimeMachine, withKeys } from '@capstan/event-log';
import type { Settings } from '../settings.ts';
import { localViews } from './local-views.ts';
import type { Room } from './room.ts';

/** Everything that is open while the API runs: the log, its keys, the read models and the way into the past. */
export interface Store {
  readonly log: EventLog;
  readonly keys: KeyRing;
  readonly codec: LedgerCodec;
  readonly views: SqliteViews;
  /** What is kept in `views`. */
  readonly models: readonly ReadModel[];
  readonly projector: Projector;
  readonly timeMachine: TimeMachine;
}

/**
 * Opens the ledger: at the settings' address, else `ledger.db` in the data folder. The keys are in the same PostgreSQL,
 * or in `keys.db`; the disposable read models (`views.db`) are always this node's own. Rejects with a sentence for the
 * operator where nobody answers.
 */
export async function openStore({ data, log: address, masterKey: master }: Pick<Settings, 'data' | 'log' | 'masterKey'>, rooms: readonly Room[]): Promise<Store> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const stored = await openLog(address ?? join(data, 'ledger.db'));
  const keys = await openKeys(address !== undefined && logKindOf(address) === 'postgres' ? address : join(data, 'keys.db'), { ...(master && { master }) });
  const log = withKeys(stored, keys);
  const codec = ledgerCodec({ registry: factRegistry(rooms.flatMap(({ facts }) => facts)), keys });
  const models = rooms.flatMap(({ views }) => views);
  const views = localViews(data, address);
  return {
    log, keys, codec, views, models,
    projector: new Projector({ log, codec, views, models, now: () => new Date().toISOString() }),
    timeMachine: new TimeMachine({ log, codec, models }),
  };
}

/** Closes in the order that loses nothing: readers first, the log last but one, its keys last. */
export async function closeStore({ projector, timeMachine, views, log, keys }: Store): Promise<void> {
  await projector.close();
  timeMachine.clear();
  views.close();
  await log.close();
  await keys.close();
}
