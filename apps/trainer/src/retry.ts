import { setTimeout as sleep } from 'node:timers/promises';
import { Unreachable } from './api.ts';

const FIRST_MS = 250;
const LONGEST_MS = 5000;

/** Says it again until the API has heard it; waits longer each time, up to five seconds. Rejections and aborts are thrown. */
export async function untilHeard<T>(say: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  for (let wait = FIRST_MS; ; wait = Math.min(wait * 2, LONGEST_MS)) {
    try {
      return await say();
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      await sleep(wait, undefined, { signal });
    }
  }
}
