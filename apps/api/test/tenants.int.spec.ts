import type { Endpoint } from '@capstan/kernel';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { companyFacts } from '../src/capital/company-facts.ts';
import { routesOf } from '../src/http/routes.ts';
import { STORE } from '../src/ledger/ledger.module.ts';
import { ReadModels } from '../src/ledger/read-models.ts';
import type { Store } from '../src/ledger/store.ts';
import { type Person, startApi, type TestApi } from './app.ts';

// signing up hashes passwords, and many routes are asked many times
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const MARK = 'Zanzibarius';
let api: TestApi, own: string, theirs: string, founder: Person, store: Store, ids: string[];
beforeAll(async () => {
  api = await startApi();
  store = api.app.get(STORE);
  [founder] = [await api.signUp()];
  own = await api.found(founder);
  const other = await api.signUp();
  theirs = await api.found(other, { name: `${MARK} Ltd` });
  const at = (path: string) => `/api/companies/${theirs}/${path}`;
  const recorded = [
    await other.post(at('capital/shares'), { holder: `${MARK} Holder`, class: 'Common', shares: 1000, issuedOn: '2025-01-01' }),
    await other.post(at('capital/safes'), { investor: `${MARK} Angels`, amount: { amount: 40_000_000, currency: 'EUR' }, kind: 'post-money', cap: { amount: 900_000_000, currency: 'EUR' }, mfn: false, signedOn: '2025-01-15' }),
    await other.post(at('team/hires'), { name: `${MARK} Hire`, role: 'ML', team: 'Engineering', country: 'DE', startsOn: '2025-01-01', salary: { amount: 7_123_456, currency: 'EUR' } }),
    await other.post(at('compute/reservations'), { gpu: 'H100', count: 4, provider: `${MARK} Cloud`, monthly: { amount: 860_000, currency: 'EUR' }, from: '2026-12', to: '2027-12' }),
  ];
  for (const { status, body } of recorded) if (status !== 201) throw new Error(JSON.stringify(body));
  const events = await store.log.readCompany(theirs, undefined, 1000);
  const named = events.flatMap(({ data }) => [...data.matchAll(/"([a-z][\w]*-[0-9a-f]{20})"/g)].map(([, id]) => id!));
  ids = [...new Set([...events.map(({ id }) => id), ...named, ...(await api.nobody.get(`/api/companies/${theirs}/members`, other.headers)).body.map((m: { user: string }) => m.user)])];
  if (ids.length < 9) throw new Error(`only ${ids.length} ids of the other company were found`);
});
afterAll(() => api.close());

/** Every read of the own company, with each id of the other one wherever the path asks for a thing. */
function* questions(): Generator<string> {
  for (const { method, path } of routesOf(api.app) satisfies Endpoint[]) {
    if (method !== 'GET' || !path.startsWith('/companies/:company') || path.endsWith('/live')) continue;
    const here = `/api${path.replace(':company', own)}`;
    if (!here.includes(':')) yield here;
    else for (const id of ids) yield here.replace(/:(\w+)/g, encodeURIComponent(id));
  }
}

test('no read of the own company, with whatever id of another one, answers anything of that one', async () => {
  const asked = [...questions()];
  expect(asked.length).toBeGreaterThan(60);
  const leaks: string[] = [];
  for (const url of asked) {
    const { status, body } = await founder.get(url);
    if (status >= 500 || JSON.stringify(body ?? '').includes(MARK)) leaks.push(`${status} ${url}`);
  }
  expect(leaks).toEqual([]);
});

test('the past of the own company, asked with ids of another one, answers nothing of that one', async () => {
  const now = new Date().toISOString();
  const leaks: string[] = [];
  for (const url of [...questions()].filter((one) => !ids.slice(1).some((id) => one.includes(id)))) {
    const { body } = await founder.get(`${url}?asOf=${now}`);
    if (JSON.stringify(body ?? '').includes(MARK)) leaks.push(url);
  }
  expect(leaks).toEqual([]);
});

test('the ledger itself gives a company its own events only, live and in the past', async () => {
  const events = await store.log.readCompany(own, undefined, 1000);
  expect(events.length).toBeGreaterThan(0);
  expect(events.every(({ meta }) => (JSON.parse(meta) as { company: string }).company === own)).toBe(true);
  expect(JSON.stringify(await companyFacts(store, own))).not.toContain(MARK);
  const tables = (views: { all<T>(sql: string): T[] }) => views.all<{ name: string }>("SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'company'");
  const past = await api.app.get(ReadModels).ask(own, new Date().toISOString(), (views) => tables(views).flatMap(({ name }) => views.all<{ company: string }>(`SELECT DISTINCT company FROM "${name}"`).map(({ company }) => company)));
  expect(new Set(past)).toEqual(new Set([own]));
});

test('the key of a person of one company opens nothing of another', async () => {
  const { person } = (await store.keys.all(theirs))[0]!;
  expect(store.keys.find(theirs, person)).toBeDefined();
  expect(store.keys.find(own, person)).toBeUndefined();
});

test('a slow body does not keep a connection for ever', () => {
  const server = api.app.getHttpServer() as unknown as { requestTimeout: number; headersTimeout: number };
  expect(server.requestTimeout).toBeGreaterThan(0);
  expect(server.headersTimeout).toBeGreaterThan(0);
});
