import { afterAll, beforeAll, expect, test } from 'vitest';
import { Ledger } from '../src/ledger/ledger.ts';
import { STORE } from '../src/ledger/ledger.module.ts';
import type { Store } from '../src/ledger/store.ts';
import { companyRoom } from '../src/company/company.module.ts';
import { type Person, startApi, type TestApi } from './app.ts';
import { harbourDecider, harbourRoom } from './harbour.ts';

let api: TestApi, company: string, founder: Person, engineer: Person, ships: string;
beforeAll(async () => { api = await startApi([companyRoom, harbourRoom]); });
afterAll(() => api.close());

async function harbour() {
  ({ company, founder, engineer } = await api.house());
  ships = `/api/companies/${company}/harbour/ships`;
}
const events = (stream: string) => (api.app.get<Store>(STORE)).log.read(stream, 0, 1000);

test('a command is recorded, seen by the next read, and answered by a receipt', async () => {
  await harbour();
  const { status, body } = await founder.post(ships, { name: 'Aurora', fee: 10 });
  expect({ status, body }).toMatchObject({ status: 201, body: { revision: 1, id: expect.stringMatching(/^ship-[a-z0-9]{8,40}$/) } });
  expect((await founder.get(ships)).body).toEqual({ ships: [{ ship: body.id, name: 'Aurora', fee: 10 }], repairs: 0 });
  const [, stored] = await events(`company-${company}`);
  expect(JSON.parse(stored!.meta)).toMatchObject({ company, actor: founder.user, command: expect.any(String) });
});

test('a retry with the same key records nothing twice and answers the same', async () => {
  await harbour();
  const key = { 'idempotency-key': 'moor-aurora-1' };
  const first = await founder.post(ships, { name: 'Aurora', fee: 10 }, key);
  await founder.post(ships, { name: 'Borea', fee: 10 });
  expect((await founder.post(ships, { name: 'Aurora', fee: 10 }, key)).body).toEqual(first.body);
  expect(await events(`company-${company}`)).toHaveLength(3);
  expect((await engineer.post(ships, { name: 'Aurora', fee: 10 }, key)).body.id).not.toBe(first.body.id);
  expect((await founder.post(ships, { name: 'A', fee: 1 }, { 'idempotency-key': 'short' })).body).toMatchObject({ status: 400, code: 'idempotency-key-invalid' });
});

test('times of recording never run backwards in a stream, though the clock does', async () => {
  await harbour();
  const { body: { id: ship } } = await founder.post(ships, { name: 'Aurora', fee: 10 });
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  await api.app.get(Ledger).execute(harbourDecider, { company, user: founder.user, commandId: 'by-an-old-clock', now: hourAgo }, { type: 'MoorShip', ship: `${ship}-2`, name: 'Borea', fee: 10 });
  const times = (await events(`company-${company}`)).map(({ meta }) => (JSON.parse(meta) as { at: string }).at);
  expect(times).toHaveLength(3);
  expect(times).toEqual(times.toSorted());
});

test('the same command twice at once is recorded once', async () => {
  await harbour();
  const key = { 'idempotency-key': 'at-the-same-time' };
  const answers = await Promise.all(Array.from({ length: 10 }, () => founder.post(ships, { name: 'Aurora', fee: 10 }, key)));
  expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(await events(`company-${company}`)).toHaveLength(2);
});

test('a retry after a restart is still recorded once', async () => {
  await harbour();
  const key = { 'idempotency-key': 'before-and-after' };
  const first = await founder.post(ships, { name: 'Aurora', fee: 10 }, key);
  (api.app.get<unknown>(Ledger) as { streams: Map<string, unknown> }).streams.clear();
  expect((await founder.post(ships, { name: 'Aurora', fee: 10 }, key)).body).toEqual(first.body);
});

test('thirty captains at once, twenty berths', async () => {
  await harbour();
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => founder.post(ships, { name: `S${i}`, fee: 1 })));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
  expect(answers.find(({ status }) => status === 409)!.body).toEqual({
    type: 'urn:capstan:problem:berths-full', title: 'The rules do not allow this', status: 409, code: 'berths-full', detail: 'All 20 berths are taken.', values: { berths: 20 },
  });
});

test('a thing that changed since it was seen is not edited', async () => {
  await harbour();
  const { body: { id, revision } } = await founder.post(ships, { name: 'Aurora', fee: 10 });
  await founder.post(ships, { name: 'Another', fee: 10 });
  const seen = { 'if-match': `"${revision}"` };
  expect((await founder.put(`${ships}/${id}`, { name: 'Borea' }, seen)).status).toBe(200);
  expect((await founder.put(`${ships}/${id}`, { name: 'Celia' }, seen)).body).toMatchObject({ status: 412, code: 'stale' });
  expect((await founder.put(`${ships}/${id}`, { name: 'Celia' }, { 'if-match': 'mine' })).status).toBe(400);
  expect((await founder.put(`${ships}/ship-nothere`, { name: 'Celia' })).body).toMatchObject({ status: 404, code: 'ship-unknown' });
});

test('a policy records in its own name, once, because of the fact', async () => {
  await harbour();
  await founder.post(ships, { name: 'Leviathan', fee: 5000 });
  await expect.poll(async () => (await founder.get(ships)).body.repairs).toBe(1);
  const moored = (await events(`company-${company}`)).find(({ type }) => type === 'ShipMoored')!;
  const repaired = (await events(`company-${company}`)).find(({ type }) => type === 'QuayRepaired')!;
  expect(JSON.parse(repaired.meta)).toMatchObject({ actor: 'policy:quay-repairs', causation: moored.id, company });
});

test('the past is read by the same code, and only read', async () => {
  await harbour();
  await founder.post(ships, { name: 'Aurora', fee: 10 });
  const then = new Date().toISOString();
  await new Promise((resolve) => { setTimeout(resolve, 5); });
  await founder.post(ships, { name: 'Borea', fee: 10 });
  const names = async (asOf: string) => (await founder.get(`${ships}${asOf}`)).body.ships.map((s: { name: string }) => s.name);
  expect(await names('')).toEqual(['Aurora', 'Borea']);
  expect(await names(`?asOf=${then}`)).toEqual(['Aurora']);
  expect(await names(`?asOf=${then}&name=Borea`)).toEqual([]);
  expect((await founder.post(`${ships}?asOf=${then}`, { name: 'C', fee: 1 })).body.code).toBe('as-of-read-only');
});

test('a trainer records into a stream of its own', async () => {
  await harbour();
  const before = (await events('run-harbour1')).length;
  expect((await api.trainer.post('/api/harbour/readings', { company, value: 4 })).status).toBe(201);
  const stored = await events('run-harbour1');
  expect(stored).toHaveLength(before + 1);
  expect(JSON.parse(stored.at(-1)!.meta)).toMatchObject({ actor: 'trainer:test', company });
});

test('a field is null for whoever may not see it; fields the contract does not name never leave', async () => {
  await harbour();
  await founder.post(ships, { name: 'Aurora', fee: 10 });
  expect((await engineer.get(ships)).body.ships).toEqual([{ ship: expect.any(String), name: 'Aurora', fee: null }]);
  expect((await founder.get(ships)).body.ships[0]).not.toHaveProperty('secret');
});

test('bodies and queries are held to the contract, at any depth', async () => {
  await harbour();
  expect((await founder.post(ships, { name: 'A', fee: 1, cargo: [{ kind: 'tea', weight: 3 }] })).body).toMatchObject({ status: 400, path: 'cargo.0.weight' });
  expect((await founder.get(`${ships}?colour=red`)).body).toMatchObject({ status: 400, path: 'colour' });
  expect((await founder.post(ships, { name: 'x'.repeat(5000), fee: 1 })).body).toMatchObject({ status: 413, code: 'body-too-large' });
  expect((await founder.get(ships)).body.ships).toEqual([]);
});
