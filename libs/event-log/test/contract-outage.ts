import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type EventLog, LogUnreachable, NO_STREAM } from '../src/index.ts';
import { Follower, restOf } from './contract-crowd.ts';
import { event } from './house.ts';
import { writeInto } from './write-into.ts';

/** A server that can be taken away: as an administrator stops it, or as a crash does. */
export interface Server {
  down(how: 'stopped' | 'crashed'): Promise<void>;
  up(): Promise<void>;
  /** A handle that waits for the server only briefly. */
  impatient(): Promise<EventLog>;
}

/** What an adapter with a server must keep when that goes away and comes back. */
export function outageContract(adapter: string, open: () => Promise<EventLog>, again: () => Promise<EventLog>, server: Server): void {
  describe(`the log contract, through an outage: ${adapter}`, () => {
    vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
    let log: EventLog;
    beforeEach(async () => { log = await open(); });
    afterEach(async () => { await log.close(); });

    test.each(['stopped', 'crashed'] as const)('the server is %s in the middle of writing: what was asked is recorded once, followers miss and repeat nothing', async (how) => {
      const follower = new Follower(log);
      const writing = Promise.all([0, 1, 2, 3].map((i) => writeInto(log, `company-${i}`, `w${i}`, 60)));
      await vi.waitFor(() => expect(follower.seen.length).toBeGreaterThan(20), { timeout: 20_000, interval: 5 });
      await server.down(how);
      await server.up();
      const acknowledged = (await writing).flat();
      const all = (await restOf(log)).map(({ id }) => id);
      expect([...all].sort()).toEqual(acknowledged.sort());
      await log.append('company-0', 59, [event('after')]);
      await vi.waitFor(() => { follower.look(); expect(follower.ids()).toEqual([...all, 'after']); }, 20_000);
      await follower.close();
      const reopened = await again();
      expect((await restOf(reopened)).map(({ id }) => id)).toEqual([...all, 'after']);
      await reopened.close();
    });

    test('a server that stays away is said so, and the same append is recorded once when it is back', async () => {
      const hasty = await server.impatient();
      await hasty.append('company-a', NO_STREAM, [event('a0')]);
      await server.down('stopped');
      try {
        const asked = [hasty.append('company-a', 0, [event('a1')]), hasty.read('company-a', 0, 1)];
        for (const one of await Promise.allSettled(asked)) expect(one).toMatchObject({ status: 'rejected', reason: expect.any(LogUnreachable) });
      } finally {
        await server.up();
      }
      expect(await log.append('company-a', 0, [event('a1')])).toMatchObject({ revision: 1 });
      expect((await hasty.read('company-a', 0, 10)).map(({ id }) => id)).toEqual(['a0', 'a1']);
      await hasty.close();
    });
  });
}
