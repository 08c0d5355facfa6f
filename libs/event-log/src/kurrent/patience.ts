import { setTimeout as sleep } from 'node:timers/promises';
import { LogUnreachable } from '../port.ts';
import { isAnswer } from './failures.ts';

const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 1000;

export interface Patience {
  /** How long one call may take. */
  readonly deadlineMs: number;
  /** How long to try again before giving up. */
  readonly patienceMs: number;
  /** What to do about a connection that a call failed on, or that gave no answer at all (`silent`). */
  readonly onFailure: (silent: boolean) => void;
}

/**
 * Calls until there is an answer: what the server refuses comes out as the client's error, a way to it that stays
 * closed as LogUnreachable. `call` gets the number of this try, from 1.
 */
export async function untilAnswered<T>({ deadlineMs, patienceMs, onFailure }: Patience, call: (tries: number) => Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (let [tries, wait] = [1, FIRST_WAIT_MS]; ; tries++, wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await inTime(deadlineMs, call(tries));
    } catch (error) {
      if (isAnswer(error)) throw error;
      onFailure(error instanceof Silence);
      if (performance.now() + wait > giveUpAt) throw new LogUnreachable(error);
      await sleep(wait);
    }
  }
}

class Silence extends Error {}

async function inTime<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Silence(`no answer in ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([answer, silence]);
  } finally {
    clearTimeout(timer);
  }
}
