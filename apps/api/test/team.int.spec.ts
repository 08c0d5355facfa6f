import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { STORE } from '../src/ledger/ledger.module.ts';
import type { Store } from '../src/ledger/store.ts';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi;
let founder: Person;
beforeAll(async () => { api = await startApi(); founder = await api.signUp('Mira'); });
afterAll(() => api.close());

const eur = (whole: number) => ({ amount: whole * 100, currency: 'EUR' });
const place = { role: 'ML engineer', team: 'Engineering', country: 'DE', startsOn: '2026-01-01', salary: eur(60_000) };
const url = (company: string, path: string) => `/api/companies/${company}/team/${path}`;

async function house() {
  const company = await api.found(founder, { foundedOn: '2024-11-04' });
  const post = async (path: string, body: object) => (await founder.post(url(company, path), body)).body;
  const get = async (path: string) => (await founder.get(url(company, path))).body;
  const month = async (which: string, query = '') => (await get(`months?from=${which}&to=${which}${query}`)).months[0];
  return { company, post, get, month };
}

test('a plan comes true: the plan stays the plan, the person is here', async () => {
  const { post, get, month } = await house();
  const { id } = await post('plans', { ...place, startsOn: '2025-11-01' });
  expect((await get('people')).people[0]).toMatchObject({ situation: 'planned', name: null, salary: eur(60_000), planned: true, actor: founder.user });
  await post(`plans/${id}/make`, { name: 'Leonie Brandt', startsOn: '2026-01-16', salary: eur(62_000) });
  const { people, headcount, planned } = await get('people');
  expect([headcount, planned]).toEqual([1, 0]);
  expect(people[0]).toMatchObject({ hire: id, name: 'Leonie Brandt', situation: 'here', startsOn: '2026-01-16', salary: eur(62_000), loadedPerMonth: { amount: 625_167, currency: 'EUR' }, unsure: true, why: { metric: 'loaded-cost', convention: 'unsure' } });
  expect(await month('2025-12')).toMatchObject({ actual: { headcount: 0 }, plan: { headcount: 1, total: eur(6_050) } });
  expect(await month('2026-01')).toMatchObject({ actual: { headcount: 1, why: { metric: 'payroll' } }, plan: { total: eur(6_050) } });
});

test('a raise, a leaving and their taking back move the months', async () => {
  const { post, month, get } = await house();
  const { id } = await post('hires', { ...place, country: 'SE', name: 'Hanna Sjöberg' });
  await post(`hires/${id}/change`, { from: '2026-03-16', salary: eur(120_000) });
  expect((await month('2026-02')).actual.total).toEqual(eur(6_571));
  expect((await month('2026-04')).actual.total).toEqual(eur(13_142));
  await post(`hires/${id}/leave`, { lastDay: '2026-04-30' });
  expect((await month('2026-05')).actual).toMatchObject({ headcount: 0, total: eur(0) });
  expect((await get('people')).people[0]).toMatchObject({ situation: 'left', lastDay: '2026-04-30' });
  await post(`hires/${id}/stay`, { reason: 'stayed' });
  expect((await month('2026-05')).actual.total).toEqual(eur(13_142));
  await post(`hires/${id}/take-back`, { reason: 'typed twice' });
  expect(await get('people')).toMatchObject({ people: [], headcount: 0 });
  expect((await month('2026-04')).actual).toMatchObject({ headcount: 0, total: eur(0) });
});

test('a withdrawn plan is gone from people and months; as recorded before, it is there', async () => {
  const { company, post, get, month } = await house();
  const { id } = await post('plans', place);
  await founder.put(url(company, `plans/${id}`), { ...place, role: 'Head of ML' });
  expect((await get('people')).people).toMatchObject([{ role: 'Head of ML' }]);
  const moment = new Date().toISOString();
  await new Promise((done) => { setTimeout(done, 5); });
  await post(`plans/${id}/withdraw`, { reason: 'no budget' });
  expect([(await get('people')).people.length, (await month('2026-06')).plan.headcount]).toEqual([0, 0]);
  expect((await get(`people?asOf=${moment}`)).people).toHaveLength(1);
});

test('a country without rates is unknown until the company gives one', async () => {
  const { company, post, get, month } = await house();
  await post('hires', { ...place, country: 'PT', name: 'Rui Alves' });
  expect((await get('people')).people[0]).toMatchObject({ loadedPerMonth: null, unknown: 'country' });
  expect((await month('2026-02')).actual).toMatchObject({ total: null, known: eur(5_000), unknown: 1 });
  await founder.put(url(company, 'employer-costs'), { country: 'PT', from: '2026-01-01', currency: 'EUR', brackets: [{ name: 'TSU', rate: '0.2375' }], source: 'our payroll office' });
  expect((await month('2026-02')).actual).toMatchObject({ total: { amount: 618_750, currency: 'EUR' }, unknown: 0 });
  expect((await get('employer-costs')).find((c: { country: string }) => c.country === 'PT')).toMatchObject({ own: true, actor: founder.user });
});

test('another currency is worth what its rate says, and unknown without', async () => {
  const { company, post, month } = await house();
  await post('hires', { ...place, country: 'SE', name: 'Jonas Lindqvist', salary: { amount: 72_000_000, currency: 'SEK' } });
  expect((await month('2026-02')).actual).toMatchObject({ total: null, unknown: 1 });
  const rated = await founder.post(`/api/companies/${company}/planning/exchange-rates`, { from: 'SEK', to: 'EUR', on: '2026-01-31', rate: '0.1' });
  expect(rated.status).toBe(201);
  expect((await month('2026-02')).actual.total).toEqual({ amount: 788_520, currency: 'EUR' });
});

const header = 'status,name,role,team,country,starts_on,last_day,salary,currency,equity_shares';
test('a file of hires is taken in as a whole, once', async () => {
  const { company, get } = await house();
  const text = `${header}\nmade,Leonie Brandt,ML engineer,Engineering,DE,2025-02-01,,84000,EUR,\nmade,Priya Raman,Designer,Product,GB,2025-07-01,2026-03-31,58000,GBP,1000\nplanned,,Head of sales,Sales,DE,2027-05-01,,110000,EUR,\n`;
  const answer = await founder.post(url(company, 'imports'), { text });
  expect(answer.body).toMatchObject({ made: 2, planned: 1 });
  expect((await get('people')).people.map((p: { situation: string }) => p.situation)).toEqual(['here', 'planned', 'left']);
  expect((await founder.post(url(company, 'imports'), { text })).body).toMatchObject({ status: 409, code: 'hires-already-imported' });
});
test('a file with a wrong cell records nothing and says line and column', async () => {
  const { company, get } = await house();
  const text = `${header}\nmade,Leonie Brandt,ML engineer,Engineering,DE,2025-02-01,,84000,EUR,\nmade,Ada Park,Designer,Product,GB,2025-07-01,,=58000,GBP,\n`;
  expect((await founder.post(url(company, 'imports'), { text })).body).toMatchObject({ status: 400, code: 'hires-refused', errors: [{ path: 'line 3, salary', code: 'hire-row-formula' }] });
  expect((await get('people')).people).toEqual([]);
});
test.each([['status', 'hires-refused'], [header, 'hires-empty'], [`${header}\nmade,"unclosed`, 'hires-unreadable']])('%j is refused', async (text, code) => {
  const { company } = await house();
  expect((await founder.post(url(company, 'imports'), { text })).body.code).toBe(code);
});

test.each([
  ['plans', { ...place, startsOn: '20255-01-01' }, 400, 'date-out-of-range'], ['plans', { ...place, startsOn: '2024-01-01' }, 409, 'hire-before-founding'],
  ['plans', { ...place, salary: { amount: 2 ** 52, currency: 'EUR' } }, 400, 'amount-too-large'], ['plans', { ...place, salary: eur(-1) }, 400, 'amount-negative'],
  ['hires', { ...place, name: 'Ada', country: 'XX' }, 400, 'country-unknown'], ['hires/hire-00000000/leave', { lastDay: '2026-01-01' }, 404, 'hire-unknown'],
])('%s %j is refused', async (path, body, status, code) => {
  const { post, get } = await house();
  expect(await post(path, body)).toMatchObject({ status, code });
  expect((await get('people')).people).toEqual([]);
});
test('nobody leaves before starting', async () => {
  const { post } = await house();
  const { id } = await post('hires', { ...place, name: 'Leonie Brandt' });
  expect(await post(`hires/${id}/leave`, { lastDay: '2025-12-31' })).toMatchObject({ status: 409, code: 'hire-leaves-before-start', path: 'lastDay' });
  expect(await post(`hires/${id}/change`, { from: '2025-12-31', role: 'Lead' })).toMatchObject({ status: 409, code: 'hire-changed-before-start' });
  expect(await post('hires', { ...place, name: 'Leonie Brandt' })).toMatchObject({ status: 409, code: 'hire-duplicate' });
});
test('names and salaries are sealed where they are kept', async () => {
  const { post } = await house();
  await post('hires', { ...place, name: 'Secretia Hidden', salary: eur(77_777) });
  const kept = readdirSync(api.settings.data).filter((f) => f.startsWith('ledger.db')).map((f) => readFileSync(join(api.settings.data, f)));
  expect(kept.some((bytes) => bytes.includes('HireMade'))).toBe(true);
  expect(kept.some((bytes) => bytes.includes('Secretia') || bytes.includes('7777700'))).toBe(false);
});
test('someone who is gone is erased: live, in the past, in the ledger; the key is gone and the bytes stay', async () => {
  const { company, post, get } = await house();
  const { id } = await post('hires', { ...place, name: 'Leonie Brandt' });
  await post(`hires/${id}/change`, { from: '2026-03-01', salary: eur(90_000) });
  expect(await post(`hires/${id}/erase`, { reason: 'asked to be forgotten' })).toMatchObject({ status: 409, code: 'person-still-here' });
  await post(`hires/${id}/leave`, { lastDay: '2026-06-30' });
  const before = new Date().toISOString();
  const person = (await get('people')).people[0] as { person: string; fact: string };
  const stored = () => new DatabaseSync(join(api.settings.data, 'ledger.db'), { readOnly: true }).prepare('SELECT data FROM event WHERE stream = ? ORDER BY revision').all(`company-${company}`);
  const bytes = stored();
  expect((await founder.get(url(company, `people?asOf=${before}`))).body.people[0]).toMatchObject({ name: 'Leonie Brandt' });
  expect(await post(`hires/${id}/erase`, { reason: 'asked to be forgotten' })).toMatchObject({ id });
  const { people } = await get('people');
  expect(people[0]).toMatchObject({ name: null, salary: null, situation: 'left' });
  expect((await founder.get(url(company, `people?asOf=${before}`))).body.people[0]).toMatchObject({ name: null, salary: null });
  expect((await founder.get(`/api/companies/${company}/ledger/events/${person.fact}`)).body.data).toMatchObject({ name: null, salary: null });
  expect(await api.app.get<Store>(STORE).keys.all(company)).toContainEqual({ person: person.person, key: null });
  expect(stored().slice(0, bytes.length)).toEqual(bytes);
  expect(await post(`hires/${id}/erase`, { reason: 'again' })).toMatchObject({ status: 409, code: 'person-erased' });
});
