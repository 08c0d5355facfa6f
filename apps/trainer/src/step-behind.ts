import { readdirSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';

/** A thread may end between being listed and being lowered. */
function lower(thread: number, niceness: number): void {
  try {
    setPriority(thread, niceness);
  } catch (error) {
    if ((error as { info?: { code?: string } }).info?.code !== 'ESRCH') throw error;
  }
}

/**
 * Lowers the priority of this process with all its threads; those that start later take after the thread that starts them. On Linux a
 * priority belongs to a thread, and V8's helpers, which collect garbage and compile, are there before any code of ours.
 */
export function stepBehind(niceness: number): void {
  const level = Math.max(niceness, getPriority()); // who was started further behind may not come forward
  setPriority(level);
  if (process.platform === 'linux') for (const thread of readdirSync('/proc/self/task')) lower(Number(thread), level);
}
