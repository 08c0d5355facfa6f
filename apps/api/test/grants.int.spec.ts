import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi;
let founder: Person;
beforeAll(async () => { api = await startApi(); founder = await api.signUp('Mira'); });
afterAll(() => api.close());

const monthly = { kind: 'schedule', start: '2025-01-01', every: { length: 1, unit: 'months' }, periods: 48, cliff: { length: 12, unit: 'months' } };
const options = { holder: 'Ines Roth', kind: 'option', shares: 48_000, strike: ['1', '2'], fairValue: ['3', '4'], grantedOn: '2025-01-01', vesting: monthly };

/** A company with founders, a pool of a million and a way to ask and record below its capital. */
async function house(currency = 'EUR') {
  const company = await api.found(founder, { foundedOn: '2024-11-04', currency });
  const at = (path: string) => `/api/companies/${company}/capital/${path}`;
  const post = (path: string, body: object) => founder.post(at(path), body);
  const get = async (path: string) => (await founder.get(at(path))).body;
  await post('shares', { holder: 'Mira Okafor', class: 'Common', shares: 8_000_000, issuedOn: '2024-11-04' });
  await founder.put(at('pool'), { shares: 1_000_000, setOn: '2024-11-04' });
  const grant = async (over: object = {}): Promise<string> => {
    const { status, body } = await post('grants', { ...options, ...over });
    expect({ status, body }).toMatchObject({ status: 201 });
    return body.id as string;
  };
  return { company, post, get, grant };
}

test('a grant stands where its schedule says, on any day, and says why', async () => {
  const { get, grant } = await house();
  const id = await grant();
  expect(await get('grants?on=2024-12-31')).toMatchObject({ pool: 1_000_000, grants: [] });
  const now = await get('grants?on=2026-03-15');
  expect(now).toMatchObject({ pool: 952_000, currency: 'EUR', totals: { outstanding: 48_000, vested: 14_000, unvested: 34_000, available: 14_000 } });
  expect(now.grants[0]).toMatchObject({ grant: id, situation: 'vesting', next: { on: '2026-04-01', shares: 1_000 }, fullyVestedOn: '2029-01-01', warnings: ['strike-below-fair-value'], iso: null, class: 'Common', actor: founder.user });
  expect(now.grants[0].why).toMatchObject({ metric: 'vested-shares', convention: 'CUMULATIVE_ROUND_DOWN', factCount: 1, facts: [now.grants[0].fact] });
  const detail = await get(`grants/${id}?on=2026-03-15`);
  expect(detail.schedule).toHaveLength(37);
  expect(detail.schedule[0]).toEqual({ on: '2026-01-01', shares: 12_000, vested: 12_000, left: 36_000 });
  expect(detail).toMatchObject({ cost: { amount: 700_000, currency: 'EUR' }, happened: [{ type: 'GrantMade', on: '2025-01-01', shares: 48_000 }] });
});

test('exercised, accelerated, left: each is recorded, refused where it cannot be, and seen', async () => {
  const { post, get, grant } = await house();
  const id = await grant();
  expect((await post(`grants/${id}/exercise`, { shares: 12_001, exercisedOn: '2026-01-01' })).body).toMatchObject({ status: 409, code: 'exercise-unvested', values: { grant: id, available: 12_000 } });
  expect((await post(`grants/${id}/exercise`, { shares: 12_000, exercisedOn: '2026-01-01' })).status).toBe(201);
  expect((await post(`grants/${id}/accelerate`, { rule: { kind: 'months', months: 6 }, acceleratedOn: '2026-02-15' })).status).toBe(201);
  expect((await post(`grants/${id}/terminate`, { lastDay: '2026-03-15' })).status).toBe(201);
  const detail = await get(`grants/${id}?on=2026-03-15`);
  expect(detail).toMatchObject({ situation: 'terminated', vested: 19_000, taken: 12_000, outstanding: 7_000, forfeited: 29_000, exercisableUntil: '2026-06-15', next: null, why: { inputs: [{ name: 'granted' }, { name: 'scheduled', value: { number: 13_000 } }, { name: 'accelerated', value: { number: 6_000 } }] } });
  expect(detail.happened.map((h: { type: string }) => h.type)).toEqual(['GrantMade', 'GrantExercised', 'GrantAccelerated', 'GrantTerminated']);
  expect(await get('grants?on=2026-03-15')).toMatchObject({ pool: 981_000 });
  expect(await get('grants?on=2026-06-16')).toMatchObject({ pool: 988_000, grants: [{ lapsed: 7_000, outstanding: 0 }] });
  expect((await post('grants/grant-00000000/cancel', { cancelledOn: '2026-03-15', reason: 'x' })).body).toMatchObject({ status: 404, code: 'grant-unknown' });
  expect((await post('grants', { ...options, shares: 2_000_000 })).body).toMatchObject({ status: 409, code: 'grant-beyond-pool', path: 'shares' });
});

test('shares of an exercise are holdings of the cap table; grants dilute, the pool is what is left', async () => {
  const { post, get, grant } = await house();
  const id = await grant();
  await post(`grants/${id}/exercise`, { shares: 12_000, exercisedOn: '2026-01-01' });
  const table = await get('cap-table?on=2026-01-01');
  expect(table).toMatchObject({ issued: 8_012_000, pool: 952_000, fullyDiluted: 9_000_000 });
  expect((await get('shares')).at(-1)).toMatchObject({ name: 'Ines Roth', shares: 12_000, from: 'grant', paid: { amount: 600_000, currency: 'EUR' } });
});

test('a plan, units and milestones', async () => {
  const { post, get, grant } = await house();
  const plan = (await post('plans', { name: 'ESOP', class: 'Class B', shares: 500_000, adoptedOn: '2025-01-01' })).body.id as string;
  const vesting = { kind: 'conditions', conditions: [{ id: 'sale', description: 'the company is sold', trigger: { type: 'event' }, next: [], amount: { part: ['1', '1'], ofRemainder: false } }] };
  const id = await grant({ plan, kind: 'rsu', strike: undefined, fairValue: undefined, vesting });
  expect(await get(`grants/${id}?on=2026-01-01`)).toMatchObject({ class: 'Class B', plan: 'ESOP', fullyVestedOn: null, schedule: [], conditions: [{ id: 'sale', description: 'the company is sold', metOn: null }] });
  expect((await post(`grants/${id}/conditions`, { condition: 'sale', metOn: '2026-02-01' })).status).toBe(201);
  expect((await post(`grants/${id}/release`, { shares: 48_000, releasedOn: '2026-02-01' })).status).toBe(201);
  expect(await get('grants?on=2026-02-01')).toMatchObject({ pool: 1_452_000, plans: [{ plan, outstanding: 0, taken: 48_000 }], grants: [{ situation: 'done' }] });
});

test('the calendar has every month, and what vests on which day', async () => {
  const { get, grant } = await house();
  await grant();
  await grant({ holder: 'Tom Ek', vesting: { ...monthly, start: '2025-01-31', every: { length: 3, unit: 'months' }, periods: 16 } });
  const calendar = await get('vesting?from=2025-12&to=2026-04');
  expect(calendar.months.map((m: { month: string; shares: number }) => [m.month, m.shares])).toEqual([['2025-12', 0], ['2026-01', 24_000], ['2026-02', 1_000], ['2026-03', 1_000], ['2026-04', 4_000]]);
  expect(calendar.months[4].events.map((e: { on: string; name: string }) => [e.on, e.name])).toEqual([['2026-04-01', 'Ines Roth'], ['2026-04-30', 'Tom Ek']]);
});

test('ISOs over the limit of a year are NSOs where the books are in dollars', async () => {
  const { get, grant } = await house('USD');
  const iso = { kind: 'iso', shares: 40_000, strike: ['15', '1'], fairValue: ['15', '1'], vesting: { ...monthly, every: { length: 12, unit: 'months' }, periods: 4, cliff: undefined } };
  const id = await grant(iso);
  expect(await get(`grants/${id}?on=2025-02-01`)).toMatchObject({ iso: { iso: 26_664, nso: 13_336 }, isoYears: [{ year: 2026, iso: 6_666, nso: 3_334 }, { year: 2027 }, { year: 2028 }, { year: 2029 }] });
});

test.each([
  ['tranches that are not the whole', { vesting: { kind: 'tranches', start: '2025-01-01', tranches: [{ after: { length: 12, unit: 'months' }, part: ['1', '2'] }] } }, 'vesting-parts-not-whole'],
  ['a cliff after the end', { vesting: { ...monthly, cliff: { length: 60, unit: 'months' } } }, 'vesting-cliff-too-late'],
  ['a strike of nothing', { strike: ['0', '1'] }, 'strike-not-positive'],
])('%s is refused, and nothing is recorded', async (_, over, code) => {
  const { post, get } = await house();
  const { status, body } = await post('grants', { ...options, ...over });
  expect([status, JSON.stringify(body).includes(code)]).toEqual([400, true]);
  expect((await get('grants')).grants).toEqual([]);
});
