import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSqliteKeys, openSqliteLog, verifyAll } from '../src/index.ts';
import { hired, inFolder, testLedger } from './house.ts';

const decoded = async ({ log, codec }: ReturnType<typeof testLedger>) => (await log.readAll(undefined, 100)).map((stored) => codec.decode(stored).data);

test('personal fields are not in the log in any readable form', async () => {
  const { log, codec, record } = testLedger(openSqliteLog(':memory:'));
  const [stored] = await record('acme', [hired('person-1', 'Ann Example', 91_234)]);
  expect(stored!.data + stored!.meta).not.toMatch(/Ann|Example|91234/);
  expect(stored!.data).toContain('"team":"research"');
  expect(codec.decode(stored!).data).toEqual({ person: 'person-1', name: 'Ann Example', salary: 91_234, team: 'research' });
  expect(codec.decode(stored!).personal).toEqual(['name', 'salary']);
  await log.close();
});

test('erasing a person empties their fields everywhere, nobody else\'s, and changes nothing in the log', async () => {
  const ledger = testLedger(openSqliteLog(':memory:'));
  await ledger.record('acme', [hired('person-1', 'Ann'), hired('person-2', 'Bo')]);
  await ledger.record('other', [hired('person-1', 'Namesake')]);
  const before = await ledger.log.readAll(undefined, 10);
  expect(await ledger.keys.erase('acme', 'person-1')).toBe(true);
  expect(await ledger.keys.erase('acme', 'person-1')).toBe(false);
  expect(await decoded(ledger)).toMatchObject([{ name: null, salary: null, team: 'research' }, { name: 'Bo' }, { name: 'Namesake' }]);
  expect(await ledger.log.readAll(undefined, 10)).toEqual(before);
  expect(await verifyAll(ledger.log)).toMatchObject({ kind: 'intact', events: 3 });
});

test('what is recorded about an erased person later stays empty too', async () => {
  const ledger = testLedger(openSqliteLog(':memory:'));
  await ledger.record('acme', [hired('person-1', 'Ann')]);
  await ledger.keys.erase('acme', 'person-1');
  await ledger.record('acme', [hired('person-1', 'Ann again')]);
  expect(await decoded(ledger)).toMatchObject([{ name: null }, { name: null, salary: null }]);
});

test('an erased key is gone from its file', () => inFolder(async (folder) => {
  const keys = openSqliteKeys(join(folder, 'keys.db'));
  const key = (await keys.obtain('acme', ['person-1'])).get('person-1')!;
  expect(readFileSync(join(folder, 'keys.db')).includes(key)).toBe(true);
  await keys.erase('acme', 'person-1');
  await keys.close();
  expect(readFileSync(join(folder, 'keys.db')).includes(key)).toBe(false);
}));

test('keys outlive a restart, and so does an erasure', () => inFolder(async (folder) => {
  const file = join(folder, 'keys.db');
  const first = openSqliteKeys(file);
  const made = await first.obtain('acme', ['person-1', 'person-2']);
  await first.erase('acme', 'person-2');
  await first.close();
  const second = openSqliteKeys(file);
  expect(Buffer.from(second.find('acme', 'person-1')!)).toEqual(Buffer.from(made.get('person-1')!));
  expect(second.find('acme', 'person-2')).toBeUndefined();
  expect((await second.obtain('acme', ['person-2'])).get('person-2')).toBeNull();
  await second.close();
}));

test('a sealed box opens only in its own field of its own event', async () => {
  const { codec, record } = testLedger(openSqliteLog(':memory:'));
  const [a, b] = await record('acme', [hired('person-1', 'Ann', 1), hired('person-1', 'Ann', 2)]);
  const boxes = JSON.parse(a!.data) as { name: object; salary: object };
  const moved = { ...b!, data: JSON.stringify({ ...(JSON.parse(b!.data) as object), salary: boxes.salary }) };
  expect(codec.decode(moved).data).toMatchObject({ name: 'Ann', salary: null });
  const swapped = { ...a!, data: JSON.stringify({ ...boxes, name: boxes.salary, salary: boxes.name }) };
  expect(codec.decode(swapped).data).toMatchObject({ name: null, salary: null });
});

test('a personal field without its person is refused', async () => {
  const { record } = testLedger(openSqliteLog(':memory:'));
  await expect(record('acme', [hired('', 'Ann')])).rejects.toThrow('needs the id of its person');
});
