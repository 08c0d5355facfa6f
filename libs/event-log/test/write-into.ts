import { type EventLog, NO_STREAM, WrongRevision } from '../src/index.ts';
import { event } from './house.ts';

/** Appends events one by one at the head of a stream that others write too; gives the ids that were acknowledged. */
export async function writeInto(log: EventLog, stream: string, name: string, count: number): Promise<string[]> {
  let at = NO_STREAM;
  const ids = Array.from({ length: count }, (_, i) => `${name}-${i}`);
  for (const id of ids) {
    for (let done = false; !done;) {
      try {
        ({ revision: at } = await log.append(stream, at, [event(id)]));
        done = true;
      } catch (error) {
        if (!(error instanceof WrongRevision)) throw error;
        at = error.actual;
      }
    }
  }
  return ids;
}
