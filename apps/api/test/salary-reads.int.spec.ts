import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { openPostgresPool } from '@capstan/event-log';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testDatabase } from '../../../libs/event-log/test/postgres/database.ts';
import { noPostgres } from '../../../libs/event-log/test/postgres/programs.ts';
import { IDENTITY_SCHEMA } from '../src/access/identity-db.ts';
import { peopleIn } from '../src/access/salary-reads.ts';
import { type Person, startApi, type TestApi } from './app.ts';

// signing up hashes passwords, which takes its time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const hire = { name: 'Leonie Brandt', role: 'ML engineer', team: 'Engineering', country: 'DE', startsOn: '2026-01-01', salary: { amount: 6_000_000, currency: 'EUR' } };

const begun = new Date().toISOString().slice(0, 10);

/** Runs statements on the database of the identities, past the API. */
type Sql = (text: string) => Promise<unknown>;

function reading(start: () => Promise<{ api: TestApi; sql: Sql; done: () => Promise<void> }>) {
  let house: Awaited<ReturnType<typeof start>>;
  let api: TestApi, company: string, founder: Person, person: string;
  beforeAll(async () => {
    house = await start();
    ({ api } = house);
    founder = await api.signUp('Mira');
    company = await api.found(founder);
    await founder.post(here('/team/hires'), hire);
    ({ person } = (await founder.get(here('/team/people'))).body.people[0]);
  });
  afterAll(() => house?.done());
  const here = (path: string) => `/api/companies/${company}${path}`;
  const reads = async (query = '') => (await founder.get(here(`/salary-reads${query}`))).body.reads as { id: string; asked: string; people: unknown[]; reader: string; token: string | null; asOf: string | null }[];

  test('every answer that shows a salary is kept: who, when, which question, whose', async () => {
    const before = await reads();
    await founder.get(here('/team/people'));
    expect((await reads()).length).toBe(before.length + 1);
    expect((await reads())[0]).toMatchObject({ asked: 'GET /companies/:company/team/people', reader: founder.user, readerName: 'Mira', token: null, asOf: null, people: [{ person, name: 'Leonie Brandt' }] });
    await founder.get(here('/team/months?from=2026-02&to=2026-02'));
    expect((await reads())[0]).toMatchObject({ asked: 'GET /companies/:company/team/months', people: [] });
  });

  test('an event of the ledger whose salary is opened counts; one without anything personal does not', async () => {
    const { lines } = (await founder.get(here('/ledger/events'))).body as { lines: { id: string; type: string }[] };
    const before = (await reads()).length;
    await founder.get(here(`/ledger/events/${lines.find(({ type }) => type === 'CompanyFounded')!.id}`));
    expect((await reads()).length).toBe(before);
    const opened = await founder.get(here(`/ledger/events/${lines.find(({ type }) => type === 'HireMade')!.id}`));
    expect(opened.body.data.salary).toEqual(hire.salary);
    expect((await reads())[0]).toMatchObject({ asked: 'GET /companies/:company/ledger/events/:event', people: [{ person }] });
  });

  test('a token reads in its maker\'s name and is named; without the scope nothing is shown and nothing is kept', async () => {
    const expiresOn = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const make = async (scopes: string[]) => (await founder.post(here('/tokens'), { name: 'Payroll', scopes, expiresOn })).body as { id: string; secret: string };
    const [blind, seeing] = [await make(['team:read']), await make(['team:read', 'salaries:read'])];
    const before = (await reads()).length;
    const asked = (secret: string) => api.nobody.get(here('/team/people'), { authorization: `Bearer ${secret}` });
    expect((await asked(blind.secret)).body.people[0].salary).toBeNull();
    expect((await reads()).length).toBe(before);
    expect((await asked(seeing.secret)).body.people[0].salary).toEqual(hire.salary);
    expect((await reads())[0]).toMatchObject({ reader: founder.user, token: seeing.id });
  });

  test('a look into the past says which moment; many at once are all kept', async () => {
    const moment = new Date().toISOString();
    await founder.get(here(`/team/people?asOf=${moment}`));
    expect((await reads())[0]).toMatchObject({ asOf: moment });
    const before = (await reads()).length;
    await Promise.all(Array.from({ length: 20 }, () => founder.get(here('/team/people'))));
    expect((await reads()).length).toBe(before + 20);
  });

  test('founders see the list and nobody else, filtered and page by page; it is no read itself', async () => {
    const engineer = await api.join(founder, company, 'engineer');
    expect((await engineer.get(here('/salary-reads'))).status).toBe(403);
    const today = new Date().toISOString().slice(0, 10); // it may be midnight meanwhile
    const all = await reads();
    expect((await reads(`?from=${begun}&to=${today}&reader=${founder.user}`)).length).toBe(all.length);
    expect(await reads('?to=2020-01-01')).toEqual([]);
    expect(await reads('?reader=nobody')).toEqual([]);
    expect((await reads(`?person=${person}`)).length).toBe(all.filter(({ people }) => people.length > 0).length);
    expect((await reads(`?before=${all[0]!.id}`)).map(({ id }) => id)).toEqual(all.slice(1).map(({ id }) => id));
    expect((await reads()).length).toBe(all.length);
    const other = await api.found(founder, { name: 'Other' });
    expect((await founder.get(`/api/companies/${other}/salary-reads`)).body).toEqual({ reads: [], next: null, readers: [] });
  });

  test('what is kept can be neither changed nor deleted, and where it cannot be kept no salary leaves', async () => {
    for (const statement of ['UPDATE salary_read SET reader = \'nobody\'', 'DELETE FROM salary_read']) await expect(house.sql(statement)).rejects.toThrow('reads of salaries are kept');
    await house.sql('ALTER TABLE salary_read RENAME TO salary_read_away');
    const answer = await founder.get(here('/team/people'));
    await house.sql('ALTER TABLE salary_read_away RENAME TO salary_read');
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(JSON.stringify(answer.body)).not.toContain('6000000');
    expect((await founder.get(here('/team/people'))).status).toBe(200);
  });
}

describe('reads of salaries, identities in SQLite', () => { reading(async () => {
  const api = await startApi();
  const db = new DatabaseSync(join(api.settings.data, 'identity.db'), { timeout: 20_000 });
  return { api, sql: async (text) => db.exec(text), done: async () => { db.close(); await api.close(); } };
}); });

describe.skipIf(noPostgres)(`reads of salaries, identities in PostgreSQL${noPostgres ? ` (${noPostgres})` : ''}`, () => { reading(async () => {
  const database = await testDatabase();
  const api = await startApi(undefined, { log: database.url });
  const pool = await openPostgresPool(database.url, IDENTITY_SCHEMA);
  return { api, sql: (text) => pool.query(text), done: async () => { await pool.end(); await api.close(); await database.drop(); } };
}); });

test('people are found at any depth of an answer, each once', () => {
  expect(peopleIn({ people: [{ person: 'a', why: { person: 'b' } }, { person: 'a' }], data: { person: 'c' }, person: null })).toEqual(['a', 'b', 'c']);
});
