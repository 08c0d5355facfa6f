import { openKeys, openLog, verifyAll } from '@capstan/event-log';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FakeKurrent } from '../../../libs/event-log/test/kurrent/server.ts';
import { companyRoom } from '../src/company/company.module.ts';
import { type Person, startApi, type TestApi } from './app.ts';
import { harbourRoom } from './harbour.ts';

// processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let fake: FakeKurrent, api: TestApi, company: string, founder: Person, ships: string;
beforeAll(async () => {
  fake = await new FakeKurrent().start();
  api = await startApi([companyRoom, harbourRoom], { log: fake.address() });
  ({ company, founder } = await api.house());
  ships = `/api/companies/${company}/harbour/ships`;
});
afterAll(async () => {
  await api?.close();
  fake?.stop();
});

test('over KurrentDB a writer reads what it wrote, policies answer once, and the past can be asked for', async () => {
  const begun = new Date().toISOString();
  for (let i = 0; i < 5; i++) {
    expect((await founder.post(ships, { name: `Great ${i}`, fee: 5000 })).status).toBe(201);
    expect((await founder.get(ships)).body.ships).toHaveLength(i + 1);
  }
  await vi.waitFor(async () => expect((await founder.get(ships)).body.repairs).toBe(5), 20_000);
  expect((await founder.get(`${ships}?asOf=${begun}`)).body.ships).toEqual([]);
  const log = await openLog(fake.address());
  expect(await verifyAll(log)).toMatchObject({ kind: 'intact' });
  await log.close();
});

test('while the server changes hands a command is recorded once', async () => {
  fake.faults.arm({ appends: ['timeout-after-commit', 'unavailable', 'broken-after-commit'] });
  fake.subscriptions.drop('quietly');
  for (const name of ['One', 'Two', 'Three']) expect((await founder.post(ships, { name, fee: 10 }, { 'idempotency-key': `mooring-of-${name}` })).status).toBe(201);
  const { body } = await founder.get(ships);
  expect(body.ships.map((ship: { name: string }) => ship.name).slice(-3)).toEqual(['One', 'Two', 'Three']);
  expect(fake.faults.happened).toBe(3);
});

test('keys of people stay in the data folder', async () => {
  const keys = await openKeys(`${api.settings.data}/keys.db`, { readOnly: true });
  expect(await keys.all(company)).toEqual([]);
  await keys.close();
  await expect(openKeys(fake.address())).rejects.toThrow('KurrentDB keeps no keys');
});
