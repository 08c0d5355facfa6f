import type { Founder } from './founder.ts';

/** So many programs record one thing after the other (`record(n, i)` is the i-th of the n-th) while `strike` goes on. */
export async function whileRecording(programs: number, record: (n: number, i: number) => Promise<unknown>, strike: () => Promise<void>): Promise<void> {
  let over = false;
  const program = async (n: number) => { for (let i = 0; !over; i++) await record(n, i); };
  const all = Promise.all(Array.from({ length: programs }, (_, n) => program(n)));
  await Promise.race([strike(), all.then(() => undefined)]).finally(() => { over = true; });
  await all;
}

/** Records a hire under a key of its own. */
export const hire = (founder: Founder, key: string, n: number) =>
  founder.record('/team/hires', { name: `Person ${key}`, role: 'Engineer', team: 'Research', country: 'DE', startsOn: '2025-01-01', salary: { amount: 6_000_000 + n, currency: 'EUR' } }, key);

/** So many of a thing, some of them at once. */
export async function inBatches(count: number, atOnce: number, one: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = 0; i < count; i += atOnce) await Promise.all(Array.from({ length: Math.min(atOnce, count - i) }, (_, n) => one(i + n)));
}
