import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi;
let founder: Person;
beforeAll(async () => { api = await startApi(); founder = await api.signUp('Mira'); });
afterAll(() => api.close());

const eur = (whole: number) => ({ amount: whole * 100, currency: 'EUR' });
const capital = (company: string, path: string) => `/api/companies/${company}/capital/${path}`;

/** A company of two founders, a pool, a SAFE and an open round with two commitments. */
async function raising() {
  const company = await api.found(founder, { foundedOn: '2024-11-04' });
  const post = async (path: string, body: object): Promise<string> => {
    const answer = await founder.post(capital(company, path), body);
    expect(answer.body).toMatchObject({ id: expect.any(String) });
    return answer.body.id as string;
  };
  const mira = await post('shares', { holder: 'Mira Okafor', class: 'Common', shares: 4_200_000, issuedOn: '2024-11-04' });
  await post('shares', { holder: 'Jonas Lindqvist', class: 'Common', shares: 3_800_000, issuedOn: '2024-11-04' });
  await founder.put(capital(company, 'pool'), { shares: 1_000_000, setOn: '2024-11-04' });
  const safe = await post('safes', { investor: 'Elbe Angels', amount: eur(400_000), kind: 'post-money', cap: eur(6_000_000), signedOn: '2024-12-09' });
  const round = await post('rounds', { name: 'Seed', preMoney: eur(7_200_000), target: eur(1_800_000), poolTarget: '0.1', openedOn: '2025-04-14' });
  const nordlicht = await post(`rounds/${round}/commitments`, { investor: 'Nordlicht Ventures', amount: eur(1_200_000), committedOn: '2025-05-06' });
  await post(`rounds/${round}/commitments`, { investor: 'Kanal Kapital', amount: eur(600_000), committedOn: '2025-05-22' });
  const table = async (query = '') => (await founder.get(capital(company, `cap-table${query}`))).body;
  return { company, mira, safe, round, nordlicht, table, get: (path: string) => founder.get(capital(company, path)), post: (path: string, body: object) => founder.post(capital(company, path), body) };
}

test('shares, pool and SAFE make the table; every row says why', async () => {
  const { table, mira, get } = await raising();
  const now = await table();
  expect(now).toMatchObject({ issued: 8_000_000, pool: 1_000_000, fullyDiluted: 9_000_000, currency: 'EUR', safes: { count: 1, amount: eur(400_000) }, poolOfFullyDiluted: ['1', '9'] });
  expect(now.holders.map((h: { name: string; ofIssued: string[]; ofFullyDiluted: string[] }) => [h.name, h.ofIssued, h.ofFullyDiluted])).toEqual([['Mira Okafor', ['21', '40'], ['7', '15']], ['Jonas Lindqvist', ['19', '40'], ['19', '45']]]);
  expect(now.holders[0].why).toMatchObject({ metric: 'ownership', factCount: 3 });
  const [first] = (await get('shares')).body;
  expect(first).toMatchObject({ holding: mira, actor: founder.user, from: 'issue' });
  expect(now.holders[0].why.facts).toContain(first.fact);
});

test('the preview is what closing then gives, to the share', async () => {
  const { company, round, table, get, post } = await raising();
  const preview = (await get(`rounds/${round}/preview?on=2025-06-20`)).body;
  expect(preview.outcome).toMatchObject({ kind: 'priced', convention: 'percentage-ownership', postMoney: eur(9_000_000) });
  expect(Object.keys(preview.outcome.shuffle)).toEqual(['effectivePreMoney', 'priceWithoutIncrease']);
  expect((await post(`rounds/${round}/close`, { closedOn: '2025-06-20', class: 'Seed preferred' })).status).toBe(201);
  const [closed] = (await get('rounds')).body;
  expect(closed).toMatchObject({ situation: 'closed', on: '2025-06-20', pricePerShare: preview.outcome.pricePerShare, raised: eur(1_800_000), postMoney: eur(9_000_000), poolIncrease: preview.outcome.poolIncrease, why: { metric: 'price-per-share' } });
  const after = await table();
  expect(after.fullyDiluted).toBe(preview.outcome.totalAfter);
  expect(Object.fromEntries(after.holders.map((h: { holder: string; shares: number }) => [h.holder, h.shares]))).toEqual(Object.fromEntries(preview.outcome.dilution.map((d: { holder: string; shares: number }) => [d.holder, d.shares])));
  expect(after.classes.map((c: { class: string }) => c.class)).toEqual(['Common', 'Seed preferred', 'Seed preferred (SAFE)']);
  expect((await get('safes')).body[0]).toMatchObject({ situation: 'converted', on: '2025-06-20' });
  expect((await table('?on=2025-06-19')).fullyDiluted).toBe(9_000_000);
  expect((await get('ownership')).body.steps.map((s: { name: string | null }) => s.name)).toEqual([null, 'Seed', null]);
  expect((await founder.post(capital(company, `rounds/${round}/close`), { closedOn: '2025-06-21' })).body).toMatchObject({ status: 409, code: 'round-closed', values: { name: 'Seed', day: '2025-06-20' } });
});

test('terms of the preview change it: no pool increase, another convention, rounding', async () => {
  const { round, get } = await raising();
  const price = async (query: string) => (await get(`rounds/${round}/preview?on=2025-06-20${query}`)).body.outcome;
  const plain = await price('');
  expect((await price('&poolIncrease=0')).poolIncrease).toBe(0);
  expect((await price('&rounding=lawyers')).pricePerShare).not.toEqual(plain.pricePerShare);
  expect((await price('&convention=pre-money-method')).pricePerShare).not.toEqual(plain.pricePerShare);
  expect(await price('&poolTarget=0.85')).toEqual({ kind: 'pool-impossible' });
  expect((await get(`rounds/${round}/preview?poolTarget=1.2`)).body).toMatchObject({ status: 400, code: 'pool-out-of-range' });
});

test('a close taken back leaves table, SAFEs and round as before', async () => {
  const { round, table, get, post } = await raising();
  const before = await table('?on=2025-06-20');
  await post(`rounds/${round}/close`, { closedOn: '2025-06-20' });
  expect((await post(`rounds/${round}/reverse`, { reason: 'wrong pre-money' })).status).toBe(201);
  expect(await table('?on=2025-06-20')).toEqual(before);
  expect((await get('safes')).body[0]).toMatchObject({ situation: 'outstanding', on: null });
  expect((await get('rounds')).body[0]).toMatchObject({ situation: 'open', pricePerShare: null, why: null });
});

test('cancelled shares, a cancelled SAFE and a withdrawn commitment are gone from the figures', async () => {
  const { mira, safe, round, nordlicht, table, get, post } = await raising();
  await post(`shares/${mira}/cancel`, { cancelledOn: '2025-01-01', reason: 'typed twice' });
  await post(`safes/${safe}/cancel`, { cancelledOn: '2025-01-01', reason: 'repaid' });
  await post(`rounds/${round}/commitments/${nordlicht}/withdraw`, { withdrawnOn: '2025-06-01' });
  expect(await table()).toMatchObject({ issued: 3_800_000, safes: { count: 0, amount: eur(0) } });
  expect((await get('shares')).body[0]).toMatchObject({ goneOn: '2025-01-01', ended: 'cancelled' });
  expect((await get('rounds')).body[0]).toMatchObject({ committed: eur(600_000) });
  expect((await post(`rounds/${round}/abandon`, { abandonedOn: '2025-07-01', reason: 'market' })).status).toBe(201);
  expect((await get('rounds')).body[0]).toMatchObject({ situation: 'abandoned', on: '2025-07-01' });
});

test('as recorded on a moment: what came later is not there', async () => {
  const { round, table, get, post } = await raising();
  const moment = new Date().toISOString();
  await new Promise((done) => { setTimeout(done, 5); });
  await post(`rounds/${round}/close`, { closedOn: '2025-06-20' });
  expect((await table(`?asOf=${moment}`)).fullyDiluted).toBe(9_000_000);
  expect((await get(`rounds?asOf=${moment}`)).body[0]).toMatchObject({ situation: 'open' });
  expect((await table()).fullyDiluted).toBeGreaterThan(12_000_000);
});

test.each([
  ['shares', { holder: 'Ada', class: 'Common', shares: -5, issuedOn: '2025-01-01' }, 400, 'shares-invalid', 'shares'],
  ['shares', { holder: 'Ada', class: 'Common', shares: 5, issuedOn: '20255-01-01' }, 400, 'date-out-of-range', 'issuedOn'],
  ['shares', { holder: 'Ada', class: 'Common', shares: 5, issuedOn: '2099-01-01' }, 409, 'day-in-future', 'issuedOn'],
  ['safes', { investor: 'Ada', amount: { amount: 2 ** 52, currency: 'EUR' }, kind: 'post-money', signedOn: '2025-01-01' }, 400, 'amount-too-large', 'amount.amount'],
  ['safes', { investor: 'Ada', amount: eur(1), cap: eur(-1), kind: 'post-money', signedOn: '2025-01-01' }, 400, 'cap-not-positive', 'cap'],
  ['safes', { investor: 'Ada', amount: { amount: 100, currency: 'USD' }, kind: 'post-money', signedOn: '2025-01-01' }, 409, 'not-company-currency', 'amount'],
  ['rounds', { name: 'A', preMoney: eur(1), target: { amount: 1, currency: 'ZZZ' }, openedOn: '2025-01-01' }, 400, 'currency-unknown', 'target.currency'],
  ['rounds/round-00000000/close', { closedOn: '2025-01-01' }, 404, 'round-unknown', undefined],
])('%s %j is refused and nothing is recorded', async (path, body, status, code, at) => {
  const company = await api.found(founder);
  const answer = await founder.post(capital(company, path), body);
  expect(answer.body).toMatchObject({ status, code, ...(at && { path: at }) });
  expect((await founder.get(capital(company, 'shares'))).body).toEqual([]);
  expect((await founder.get(capital(company, 'safes'))).body).toEqual([]);
});

test('the same command twice is one fact', async () => {
  const company = await api.found(founder);
  const body = { holder: 'Ada', class: 'Common', shares: 5, issuedOn: '2025-01-01' };
  const [a, b] = [await founder.post(capital(company, 'shares'), body, { 'idempotency-key': 'once-only-1' }), await founder.post(capital(company, 'shares'), body, { 'idempotency-key': 'once-only-1' })];
  expect(b.body).toEqual(a.body);
  expect((await founder.get(capital(company, 'shares'))).body).toHaveLength(1);
});
