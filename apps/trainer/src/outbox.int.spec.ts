import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Api, Rejected, Unreachable } from './api.ts';
import { type End, Outbox } from './outbox.ts';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'capstan-outbox-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const end: End = { run: 'run-story0001', lease: 'lease-aaaaaaaa', outcome: null, reason: 'no such column', wallSeconds: 3 };
/** An API that answers so often with an error first. */
function api(failures: Error[]): { api: Api; said: unknown[] } {
  const said: unknown[] = [];
  return { said, api: ((...words: unknown[]) => { said.push(words); const failure = failures.shift(); return failure ? Promise.reject(failure) : Promise.resolve({ orders: 'drop' }); }) as Api };
}

test('an end survives until it is heard, under the same key each time', async () => {
  const { api: away, said } = api([new Unreachable('down'), new Unreachable('still down')]);
  const outbox = new Outbox(folder, away);
  await outbox.keep(end);
  expect(await new Outbox(folder, away).leftovers()).toEqual([end]);
  await outbox.deliver(end);
  expect(said).toHaveLength(3);
  expect(new Set(said.map((words) => JSON.stringify(words))).size).toBe(1);
  expect(await outbox.leftovers()).toEqual([]);
});

test('one that is never accepted is set aside', async () => {
  const outbox = new Outbox(folder, api([new Rejected('400')]).api);
  await outbox.keep(end);
  await outbox.deliver(end);
  expect(await outbox.leftovers()).toEqual([]);
  expect(readdirSync(folder)).toEqual(['run-story0001.lease-aaaaaaaa.json.rejected']);
});

test('giving up keeps it for the next process', async () => {
  const outbox = new Outbox(folder, api([new Unreachable('down')]).api);
  await outbox.keep(end);
  await expect(outbox.deliver(end, AbortSignal.timeout(50))).rejects.toThrow(/abort|timeout/i);
  expect(await outbox.leftovers()).toEqual([end]);
});
