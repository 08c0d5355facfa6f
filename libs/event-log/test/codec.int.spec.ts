import { fact } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { openSqliteLog } from '../src/index.ts';
import { noted, testFacts, testLedger } from './house.ts';

test('a fact is recorded with who, when, why and its place in the chain', async () => {
  const { codec, record } = testLedger(openSqliteLog(':memory:'));
  const [stored] = await record('acme', [{ ...noted('spend-1', 500), effective: '2026-10-01' }], { at: '2026-11-02T09:30:00.000Z', command: 'command-1' });
  expect(codec.decode(stored!)).toEqual({
    id: stored!.id, stream: 'company-acme', revision: 0, position: '1', type: 'SpendNoted', data: { spend: 'spend-1', amount: 500 },
    meta: {
      company: 'acme', actor: 'user-ann', at: '2026-11-02T09:30:00.000Z', effective: '2026-10-01',
      command: 'command-1', causation: 'command-1', correlation: 'command-1', schema: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  });
});

test('without a day of its own a fact is true from the day it is recorded', async () => {
  const { codec, record } = testLedger(openSqliteLog(':memory:'));
  const [stored] = await record('acme', [noted('spend-1', 500)], { at: '2026-11-02T09:30:00.000Z' });
  expect(codec.decode(stored!).meta.effective).toBe('2026-11-02');
});

test('the same command again makes the same ids, so it is recorded once', async () => {
  const { log, record } = testLedger(openSqliteLog(':memory:'));
  await record('acme', [noted('spend-1', 500), noted('spend-2', 1)], { command: 'command-1' });
  await record('acme', [noted('spend-1', 500), noted('spend-2', 1)], { command: 'command-1' });
  expect(await log.readAll(undefined, 10)).toHaveLength(2);
});

test('a fact that does not fit its schema, or that nobody declared, is not recorded', async () => {
  const { log, record } = testLedger(openSqliteLog(':memory:'));
  await expect(record('acme', [{ type: 'SpendNoted', data: { spend: 'spend-1', amount: 'much' } }])).rejects.toThrow('does not fit');
  await expect(record('acme', [{ type: 'Unheard', data: {} }])).rejects.toThrow('not a registered');
  expect(await log.readAll(undefined, 10)).toEqual([]);
});

test('old facts are lifted step by step on read and stay as they were in the log', async () => {
  const log = openSqliteLog(':memory:');
  const first = testLedger(log, undefined, [fact('SpendNoted', z.object({ spend: z.string(), euros: z.number() }))]);
  const [stored] = await first.record('acme', [{ type: 'SpendNoted', data: { spend: 'spend-1', euros: 5 } }]);
  const today = testLedger(log, undefined, [fact('SpendNoted', z.object({ spend: z.string(), amount: z.number(), currency: z.string() }), {
    version: 3,
    upcasts: { 1: ({ spend, euros }: { spend: string; euros: number }) => ({ spend, amount: euros * 100 }), 2: (old: object) => ({ ...old, currency: 'EUR' }) },
  })]);
  expect(today.codec.decode(stored!)).toMatchObject({ data: { spend: 'spend-1', amount: 500, currency: 'EUR' }, meta: { schema: 1 } });
  expect((await log.read('company-acme', 0, 1))[0]!.data).toBe('{"euros":5,"spend":"spend-1"}');
  await today.record('acme', [{ type: 'SpendNoted', data: { spend: 'spend-2', amount: 1, currency: 'EUR' } }], { command: 'a later command' });
  expect(today.codec.decode((await log.read('company-acme', 1, 1))[0]!).meta.schema).toBe(3);
});

test('what a newer version wrote reads as it is stored, marked opaque', async () => {
  const log = openSqliteLog(':memory:');
  const newer = testLedger(log, undefined, [fact('MoonBought', z.object({ moon: z.string() })), fact('SpendNoted', z.object({ price: z.string() }), { version: 2, upcasts: {} })]);
  await newer.record('acme', [{ type: 'MoonBought', data: { moon: 'Io' } }, { type: 'SpendNoted', data: { price: '3 goats' } }]);
  const today = testLedger(log, undefined, testFacts);
  const facts = (await log.readAll(undefined, 10)).map((stored) => today.codec.decode(stored));
  expect(facts).toMatchObject([{ type: 'MoonBought', data: { moon: 'Io' }, opaque: true }, { type: 'SpendNoted', data: { price: '3 goats' }, opaque: true }]);
});
