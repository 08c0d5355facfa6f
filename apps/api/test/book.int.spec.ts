import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fact } from '@capstan/kernel';
import { openViews } from '@capstan/event-log';
import { z } from 'zod';
import { bookModel, lines } from '../src/book/book.view.ts';
import { companyRoom } from '../src/company/company.module.ts';
import { type Person, startApi, type TestApi } from './app.ts';
import { harbourRoom } from './harbour.ts';

let api: TestApi, company: string, founder: Person, book: string, ship: string;
beforeAll(async () => {
  api = await startApi([companyRoom, harbourRoom]);
  ({ company, founder } = await api.house());
  book = `/api/companies/${company}/ledger`;
  ship = (await founder.post(`/api/companies/${company}/harbour/ships`, { name: 'Leviathan', fee: 5000 })).body.id;
  await api.trainer.post('/api/harbour/readings', { company, value: 4 });
  await vi.waitUntil(async () => (await founder.get(`${book}/events?telemetry=shown`)).body.total === 4);
});
afterAll(() => api.close());

type Line = { id: string; type: string };
const events = async (query = '') => (await founder.get(`${book}/events${query}`)).body as { lines: Line[]; total: number; next: string | null };
const kinds = async (query = '') => (await events(query)).lines.map(({ type }) => type);

test('the ledger reads newest first, says who recorded what, and leaves telemetry out unless asked', async () => {
  const { body } = await founder.get(`${book}/events`);
  expect(body).toMatchObject({ total: 3, next: null, lines: [{ type: 'QuayRepaired', by: 'policy:quay-repairs' }, { type: 'ShipMoored', actor: founder.user, by: founder.name, revision: 1 }, { type: 'CompanyFounded', effective: '2024-01-01' }] });
  expect(await kinds('?telemetry=shown')).toContain('ReadingTaken');
  expect(await kinds('?type=ShipMoored')).toEqual(['ShipMoored']);
  expect(await kinds(`?actor=${founder.user}`)).toEqual(['ShipMoored', 'CompanyFounded']);
  const ids = (await events()).lines.map(({ id }) => id);
  expect(await kinds(`?events=${ids[0]},${ids[2]}`)).toEqual(['QuayRepaired', 'CompanyFounded']);
  expect((await founder.get(`${book}/types`)).body).toEqual(['CompanyFounded', 'QuayRepaired', 'ReadingTaken', 'ShipMoored'].map((type) => ({ type, count: 1 })));
});

test('one event says all of itself, and what it led to', async () => {
  const [repaired, moored] = (await events()).lines;
  const { body } = await founder.get(`${book}/events/${moored!.id}`);
  expect(body).toMatchObject({ type: 'ShipMoored', data: { ship, name: 'Leviathan', fee: 5000 }, hash: expect.stringMatching(/^[0-9a-f]{64}$/), led: [{ id: repaired!.id }] });
  expect((await founder.get(`${book}/events/nothing`)).body).toMatchObject({ status: 404, code: 'event-unknown' });
});

test('another company\'s events are not there', async () => {
  const stranger = await api.signUp();
  const theirs = await api.found(stranger);
  const [mine] = (await events()).lines;
  expect((await stranger.get(`/api/companies/${theirs}/ledger/events/${mine!.id}`)).status).toBe(404);
  expect((await stranger.get(`/api/companies/${theirs}/ledger/events?events=${mine!.id}`)).body.lines).toEqual([]);
});

test('pages follow one another without a gap or a repeat', () => {
  const model = bookModel([fact('ShipMoored', z.object({}))]);
  const views = openViews(':memory:');
  views.exec(model.schema);
  const at = '2026-01-01T00:00:00Z';
  for (let i = 0; i < 250; i++) model.on['ShipMoored']!(views, { id: `e${i}`, stream: 'company-a', revision: i, position: String(i), type: 'ShipMoored', data: {}, meta: { company: 'a', actor: 'u', at, effective: '2026-01-01', command: 'c', causation: 'c', correlation: 'c', schema: 1, hash: '' } });
  const read: string[] = [];
  for (let before: string | null | undefined; before !== null;) {
    const page = lines(views, 'a', { before });
    expect(page.total).toBe(250);
    read.push(...page.lines.map(({ id }) => id));
    before = page.next;
  }
  views.close();
  expect(read).toEqual(Array.from({ length: 250 }, (_, i) => `e${249 - i}`));
});

test('the chains hold', async () => {
  expect((await founder.get(`${book}/verify`)).body).toEqual({ kind: 'intact', streams: 2, events: 4 });
});
