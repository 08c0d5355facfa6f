import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { comparePositions, type EventLog, IdTaken, NO_STREAM, WrongRevision } from '../src/index.ts';
import { crowdContract } from './contract-crowd.ts';
import { event } from './house.ts';

export interface Beyond {
  /** Opens another handle on the log that `open` gave last: a second process, or this one after a restart. */
  readonly again?: () => Promise<EventLog>;
}

/** What every adapter of the log must do; one with a server keeps `outageContract` too. `open` gives a log that is empty. */
export function logContract(adapter: string, open: () => Promise<EventLog>, { again }: Beyond = {}): void {
  crowdContract(adapter, open, again);
  describe(`the log contract: ${adapter}`, () => {
    let log: EventLog;
    beforeEach(async () => { log = await open(); });
    afterEach(() => log.close());

    test('an empty log reads as empty', async () => {
      expect(await log.read('company-acme', 0, 10)).toEqual([]);
      expect(await log.readAll(undefined, 10)).toEqual([]);
      expect(await log.readCompany('acme', undefined, 10)).toEqual([]);
    });

    test('events come back as they were stored, numbered from 0', async () => {
      const done = await log.append('company-acme', NO_STREAM, [event('a'), event('b')]);
      expect(done).toMatchObject({ revision: 1, repeated: false });
      const [a, b] = await log.read('company-acme', 0, 10);
      expect(a).toEqual({ ...event('a'), stream: 'company-acme', revision: 0, position: a!.position });
      expect(b).toEqual({ ...event('b'), stream: 'company-acme', revision: 1, position: done.position });
    });

    test('text survives: quotes, line ends, Chinese, emoji, escaped NUL', async () => {
      const data = JSON.stringify({ text: 'it\'s "quoted"\r\n融资 🚀 \u0000 \u2028' });
      await log.append('company-acme', NO_STREAM, [{ ...event('a'), data }]);
      expect((await log.read('company-acme', 0, 1))[0]!.data).toBe(data);
    });

    test('an event of a megabyte comes back as it was stored', async () => {
      const data = JSON.stringify({ text: '融资 "quoted" \\ '.repeat(40_000) });
      await log.append('company-acme', NO_STREAM, [event('before'), { ...event('huge'), data }]);
      expect((await log.read('company-acme', 1, 1))[0]!.data === data).toBe(true);
    });

    test('streams, types and companies may be named in any script, and differ in case', async () => {
      for (const name of ['Größe', 'größe', '公司-融资', 'a b', "o'hara", '%25', '🚀']) {
        await log.append(`company-${name}`, NO_STREAM, [{ id: `event of ${name}`, type: 'Notiert→', data: '{}', meta: JSON.stringify({ company: name, note: '\u0000' }) }]);
        expect(await log.readCompany(name, undefined, 10)).toMatchObject([{ stream: `company-${name}`, type: 'Notiert→', meta: JSON.stringify({ company: name, note: '\u0000' }) }]);
        expect(await log.read(`company-${name}`, 0, 10)).toHaveLength(1);
      }
    });

    test('an append at another revision is refused, says where the stream is, and writes nothing', async () => {
      await log.append('company-acme', NO_STREAM, [event('a')]);
      for (const expected of [NO_STREAM, 1, 7]) {
        await expect(log.append('company-acme', expected, [event(`x${expected}`)])).rejects.toMatchObject({ name: 'WrongRevision', stream: 'company-acme', expected, actual: 0 });
      }
      await expect(log.append('company-other', 0, [event('y')])).rejects.toBeInstanceOf(WrongRevision);
      expect(await log.readAll(undefined, 10)).toHaveLength(1);
    });

    test('the same events again change nothing and answer as the first time', async () => {
      const first = await log.append('company-acme', NO_STREAM, [event('a'), event('b')]);
      await log.append('company-acme', 1, [event('c')]);
      expect(await log.append('company-acme', NO_STREAM, [event('a'), event('b')])).toEqual({ ...first, repeated: true });
      expect(await log.append('company-acme', 2, [event('a'), event('b')])).toEqual({ ...first, repeated: true });
      expect(await log.read('company-acme', 0, 10)).toHaveLength(3);
    });

    test('an id that stands elsewhere is a clash, not a retry', async () => {
      await log.append('company-acme', NO_STREAM, [event('a'), event('b')]);
      const elsewhere: unknown = await log.append('company-other', NO_STREAM, [event('a')]).catch((error: unknown) => error);
      expect(elsewhere instanceof IdTaken).toBe(log.idsUniqueIn === 'log');
      await expect(log.append('company-acme', 1, [event('b'), event('a')])).rejects.toBeInstanceOf(IdTaken);
      await expect(log.append('company-acme', 1, [event('c'), event('a')])).rejects.toBeInstanceOf(IdTaken);
      expect(await log.read('company-acme', 0, 10)).toHaveLength(2);
      expect(await log.readAll(undefined, 10)).toHaveLength(log.idsUniqueIn === 'log' ? 2 : 3);
    });

    test('an id twice in one append, or no events at all, is refused and writes nothing', async () => {
      await expect(log.append('company-acme', NO_STREAM, [event('a'), event('a')])).rejects.toBeInstanceOf(Error);
      await expect(log.append('company-acme', NO_STREAM, [])).rejects.toBeInstanceOf(TypeError);
      expect(await log.readAll(undefined, 10)).toEqual([]);
    });

    test('of many writers at the same revision exactly one wins', async () => {
      const results = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => log.append('run-1', NO_STREAM, [event(`lease-${i}`)])));
      expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
      expect(results.filter((r) => r.status === 'rejected').every((r) => r.reason instanceof WrongRevision)).toBe(true);
      expect(await log.read('run-1', 0, 10)).toHaveLength(1);
    });

    test('appends queued together are each checked on their own', async () => {
      const results = await Promise.allSettled([
        log.append('company-a', NO_STREAM, [event('a0')]),
        log.append('company-b', 5, [event('b0')]),
        log.append('company-a', 0, [event('a1')]),
        log.append('company-a', NO_STREAM, [event('a0')]),
      ]);
      expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
      expect((await log.readAll(undefined, 10)).map(({ id }) => id)).toEqual(['a0', 'a1']);
    });

    test('reading pages: by revision within a stream, after a position over all', async () => {
      for (const name of ['a', 'b']) await log.append(`company-${name}`, NO_STREAM, Array.from({ length: 5 }, (_, i) => event(`${name}${i}`, name)));
      expect((await log.read('company-b', 2, 2)).map(({ id }) => id)).toEqual(['b2', 'b3']);
      const all = await log.readAll(undefined, 100);
      expect(all.map(({ id }) => id)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4', 'b0', 'b1', 'b2', 'b3', 'b4']);
      expect(all.every((e, i) => i === 0 || comparePositions(all[i - 1]!.position, e.position) < 0)).toBe(true);
      expect((await log.readAll(all[3]!.position, 3)).map(({ id }) => id)).toEqual(['a4', 'b0', 'b1']);
      expect(await log.readAll(all.at(-1)!.position, 3)).toEqual([]);
    });

    test('one company reads as its own stream and its runs, in log order', async () => {
      await log.append('company-a', NO_STREAM, [event('a0', 'a')]);
      await log.append('company-b', NO_STREAM, [event('b0', 'b')]);
      await log.append('run-1', NO_STREAM, [event('r0', 'a')]);
      await log.append('company-a', 0, [event('a1', 'a')]);
      const own = await log.readCompany('a', undefined, 10);
      expect(own.map(({ id }) => id)).toEqual(['a0', 'r0', 'a1']);
      expect((await log.readCompany('a', own[0]!.position, 1)).map(({ id }) => id)).toEqual(['r0']);
    });

    test('a subscriber hears of commits until it closes', async () => {
      const heard = vi.fn<() => void>();
      const subscription = log.subscribe(heard);
      await log.append('company-a', NO_STREAM, [event('a0')]);
      await vi.waitFor(() => expect(heard).toHaveBeenCalled(), 20_000);
      subscription.close();
      await new Promise((resolve) => { setTimeout(resolve, 50); });
      heard.mockClear();
      await log.append('company-a', 0, [event('a1')]);
      await new Promise((resolve) => { setTimeout(resolve, 50); });
      expect(heard).not.toHaveBeenCalled();
    });
  });
}
