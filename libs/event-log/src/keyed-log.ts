import type { EventLog, StoredEvent } from './port.ts';
import type { KeyRing } from './sealing.ts';

/** The same log, whose reads bring along the keys that open what was read, so that decoding need not wait. */
export function withKeys(log: EventLog, keys: KeyRing): EventLog {
  if (!keys.load) return log;
  const opened = async (reading: Promise<StoredEvent[]>): Promise<StoredEvent[]> => {
    const events = await reading;
    await keys.load!(events);
    return events;
  };
  return {
    gapless: log.gapless,
    idsUniqueIn: log.idsUniqueIn,
    append: (...asked) => log.append(...asked),
    read: (...asked) => opened(log.read(...asked)),
    readAll: (...asked) => opened(log.readAll(...asked)),
    readCompany: (...asked) => opened(log.readCompany(...asked)),
    subscribe: (onMore) => log.subscribe(onMore),
    close: () => log.close(),
  };
}
