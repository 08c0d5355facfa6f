import { fullAfter, isFull } from './full-disk.ts';
import type { Assignment, FromRun, ToRun } from './messages.ts';
import { stepBehind } from './step-behind.ts';
import { type Ended, trainAssignment } from './train-assignment.ts';

/** Behind everything interactive on the machine; the highest number is the lowest priority. */
const NICENESS = 12;

const say = (message: FromRun) => new Promise<void>((resolve) => { process.send?.(message, () => resolve()); });
const stopping = new AbortController();

/** Trying again would fill the disk again. */
const unlessFull = ({ heard }: Assignment) => (error: unknown): Ended => {
  if (!isFull(error)) throw error;
  return { outcome: null, reason: fullAfter(heard) };
};

stepBehind(NICENESS);
// The trainer decides when a run stops: a Ctrl-C in its terminal reaches this process too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
// No trainer, no run: its lease will lapse and another one goes on from the checkpoint.
process.on('disconnect', () => process.exit(1));
process.on('message', (message: ToRun) => {
  if (message.say === 'stop') stopping.abort();
  else void trainAssignment(message.assignment, say, stopping.signal).catch(unlessFull(message.assignment)).then(async ({ outcome, reason }) => {
    await say({ say: 'ended', outcome, reason });
    process.exit(0);
  });
});
