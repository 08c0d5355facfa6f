import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Store } from '../src/ledger/store.ts';
import { STORE } from '../src/ledger/ledger.module.ts';
import { companyRoom } from '../src/company/company.module.ts';
import { ledgerBrowserRoom } from '../src/ledger-browser/ledger-browser.module.ts';
import { teamRoom } from '../src/team/team.module.ts';
import { type Person, startApi, type TestApi } from './app.ts';
import { harbourRoom } from './harbour.ts';

// signing up hashes passwords, which takes its time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let api: TestApi, company: string, founder: Person, engineer: Person, ledger: string;
beforeAll(async () => {
  api = await startApi([companyRoom, harbourRoom, teamRoom, ledgerBrowserRoom]);
  await house();
});
afterAll(() => api.close());

async function house() {
  ({ company, founder, engineer } = await api.house());
  ledger = `/api/companies/${company}/ledger`;
  const ships = `/api/companies/${company}/harbour/ships`;
  for (const name of ['Aurora', 'Borea_1', 'Celia 100%']) await founder.post(ships, { name, fee: 10 });
  await founder.post(ships, { name: 'Leviathan', fee: 5000 });
  await vi.waitUntil(async () => (await founder.get(ships)).body.repairs === 1, { timeout: 60_000 });
}
const types = (body: { lines: { type: string }[] }) => body.lines.map(({ type }) => type);
const list = async (query = '') => (await founder.get(`${ledger}/events${query}`)).body;

test('events stand newest first, each with who, when and what it says', async () => {
  const body = await list();
  expect(types(body)).toEqual(['QuayRepaired', 'ShipMoored', 'ShipMoored', 'ShipMoored', 'ShipMoored', 'CompanyFounded']);
  expect(body).toMatchObject({ total: 6, next: null });
  expect(body.lines.at(-1)).toMatchObject({ stream: `company-${company}`, revision: 0, actor: founder.user, by: founder.name, effective: '2024-01-01', summary: expect.arrayContaining([{ text: 'Halyard' }]) });
  const choices = (await founder.get(`${ledger}/choices`)).body;
  expect(choices.types).toEqual([{ type: 'CompanyFounded', count: 1 }, { type: 'QuayRepaired', count: 1 }, { type: 'ShipMoored', count: 4 }]);
  expect(choices.actors).toEqual(expect.arrayContaining([{ actor: founder.user, by: founder.name, count: 5 }, { actor: 'policy:quay-repairs', by: 'policy:quay-repairs', count: 1 }]));
});

test('filters: type, actor, days, words (taken literally), single events, runs apart', async () => {
  await api.trainer.post('/api/harbour/readings', { company, value: 4 });
  const today = new Date().toISOString().slice(0, 10);
  expect(types(await list('?type=QuayRepaired'))).toEqual(['QuayRepaired']);
  expect(types(await list('?actor=policy:quay-repairs'))).toEqual(['QuayRepaired']);
  expect((await list('?text=BOREA_1')).total).toBe(1);
  expect((await list('?text=%25')).total).toBe(1);
  expect((await list('?text=o_e')).total).toBe(0);
  expect((await list(`?from=${today}&to=${today}`)).total).toBe(6);
  expect((await list('?to=2020-01-01')).total).toBe(0);
  expect((await list('?from=2090-01-01')).total).toBe(0);
  const { lines } = await list();
  expect((await list(`?events=${lines[0].id},${lines[2].id}`)).lines.map((e: { id: string }) => e.id)).toEqual([lines[0].id, lines[2].id]);
  expect((await list('?telemetry=shown&actor=trainer:test')).lines[0]).toMatchObject({ stream: 'run-harbour1', by: 'trainer:test' });
  expect((await founder.get(`${ledger}/events?before=yesterday`)).body).toMatchObject({ status: 400, path: 'before' });
});

test('one event shows its whole envelope, what caused it and what it led to', async () => {
  const [repaired, moored] = (await list()).lines;
  const { body } = await founder.get(`${ledger}/events/${repaired.id}`);
  expect(body).toMatchObject({ id: repaired.id, opaque: false, cause: { id: moored.id, type: 'ShipMoored' }, led: [], together: [], actor: 'policy:quay-repairs', schema: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  const cause = (await founder.get(`${ledger}/events/${moored.id}`)).body;
  expect(cause.led).toEqual([{ id: repaired.id, type: 'QuayRepaired' }]);
  expect(body.previousHash).toBe(cause.hash);
  const first = (await list()).lines.at(-1);
  expect((await founder.get(`${ledger}/events/${first.id}`)).body.previousHash).toBe('0'.repeat(64));
  expect((await founder.get(`${ledger}/events/nosuchevent`)).body).toMatchObject({ status: 404, code: 'event-unknown' });
});

test('nobody reads another company\'s events, even by their id; engineers read none', async () => {
  const { lines } = await list();
  const other = await api.house();
  expect((await other.founder.get(`/api/companies/${other.company}/ledger/events/${lines[0].id}`)).status).toBe(404);
  expect((await other.founder.get(`/api/companies/${other.company}/ledger/events?events=${lines[0].id}`)).body.lines).toEqual([]);
  expect((await engineer.get(`${ledger}/events`)).status).toBe(403);
});

test('as of a moment, what came later is not there', async () => {
  const { lines } = await list();
  const then = lines.at(-1).at;
  expect(types(await list(`?asOf=${then}`))).toEqual(['CompanyFounded']);
  expect((await founder.get(`${ledger}/events/${lines[0].id}?asOf=${then}`)).status).toBe(404);
});

test('a long ledger comes in pages without gaps or doubles', async () => {
  await house();
  const store = api.app.get<Store>(STORE);
  const [last] = (await store.log.readCompany(company, undefined, 500)).slice(-1);
  const head = { revision: last!.revision, hash: (JSON.parse(last!.meta) as { hash: string }).hash };
  const facts = Array.from({ length: 230 }, (_, i) => ({ type: 'ShipMoored', data: { ship: `ship-bulk${String(i).padStart(6, '0')}`, name: `Bulk ${i}`, fee: 1 } }));
  const { events } = await store.codec.encode(facts, { stream: `company-${company}`, head, company, actor: founder.user, at: new Date().toISOString(), command: `bulk ${company}` });
  const { position } = await store.log.append(`company-${company}`, head.revision, events);
  await store.projector.waitFor(position, 20_000);
  const seen: string[] = [];
  for (let before: string | null = ''; before !== null;) {
    const body: { lines: { id: string }[]; next: string | null } = await list(before && `?before=${before}`);
    seen.push(...body.lines.map(({ id }) => id));
    before = body.next;
  }
  expect(seen).toHaveLength(236);
  expect(new Set(seen).size).toBe(236);
});

test('personal fields are neither found nor listed; opened in the event itself until the person is erased', async () => {
  await house();
  const hired = await founder.post(`/api/companies/${company}/team/hires`, { name: 'Zacharias Quill', role: 'Engineer', team: 'research', country: 'DE', startsOn: '2026-01-01', salary: { amount: 7_777_700, currency: 'EUR' } });
  expect(hired.status).toBe(201);
  expect((await list('?text=zacharias')).total).toBe(0);
  const [line] = (await list('?type=HireMade')).lines;
  expect(JSON.stringify(line)).not.toMatch(/Zacharias|77777/);
  const opened = (await founder.get(`${ledger}/events/${line.id}`)).body;
  expect(opened.data).toMatchObject({ name: 'Zacharias Quill' });
  expect(opened.personal).toEqual(expect.arrayContaining(['name', 'salary']));
  await api.app.get<Store>(STORE).keys.erase(company, opened.data.person);
  expect((await founder.get(`${ledger}/events/${line.id}`)).body.data).toMatchObject({ name: null, salary: null });
});

test('verification says intact, or names the first event that was tampered with', async () => {
  await house();
  expect((await founder.get(`${ledger}/verify`)).body).toEqual({ kind: 'intact', streams: 1, events: 6 });
  const forger = new DatabaseSync(join(api.settings.data, 'ledger.db'));
  forger.exec('DROP TRIGGER event_never_changes');
  forger.prepare(`UPDATE event SET data = replace(data, 'Aurora', 'Azzurra') WHERE stream = ?`).run(`company-${company}`);
  const { id } = forger.prepare(`SELECT id FROM event WHERE stream = ? AND data LIKE '%Azzurra%'`).get(`company-${company}`) as { id: string };
  forger.close();
  expect((await founder.get(`${ledger}/verify`)).body).toEqual({ kind: 'broken', stream: `company-${company}`, revision: 1, id, reason: 'hash-differs' });
});
