import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type EventLog, factRegistry, type KeyRing, type LedgerCodec, ledgerCodec, openSqliteKeys, openSqliteLog, openViews, Projector, type SqliteViews, TimeMachine } from '@capstan/event-log';
import type { Room } from './room.ts';

/** Everything that is open while the API runs: the log, its keys, the read models and the way into the past. */
export interface Store {
  readonly log: EventLog;
  readonly keys: KeyRing;
  readonly codec: LedgerCodec;
  readonly views: SqliteViews;
  readonly projector: Projector;
  readonly timeMachine: TimeMachine;
}

/** Opens the ledger of a data folder (`ledger.db`, `keys.db`) and its disposable read models (`views.db`). */
export function openStore(folder: string, rooms: readonly Room[]): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = openSqliteLog(join(folder, 'ledger.db'));
  const keys = openSqliteKeys(join(folder, 'keys.db'));
  const codec = ledgerCodec({ registry: factRegistry(rooms.flatMap(({ facts }) => facts)), keys });
  const models = rooms.flatMap(({ views }) => views);
  const views = openViews(join(folder, 'views.db'));
  return {
    log, keys, codec, views,
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
