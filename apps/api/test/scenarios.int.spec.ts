import { playScenario, type RoundScenario, type SimulatorStart } from '@capstan/capital';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi;
let founder: Person;
beforeAll(async () => { api = await startApi(); founder = await api.signUp('Mira'); });
afterAll(() => api.close());

const eur = (whole: number) => ({ amount: whole * 100, currency: 'EUR' });
const scenario: RoundScenario = {
  rounds: [{
    name: 'Seed', on: '2027-01-01', preMoney: eur(8_000_000), investors: [{ name: 'Nordlicht', amount: eur(2_000_000) }], pool: { kind: 'target', part: '0.1' }, convention: 'percentage-ownership', rounding: 'floor-shares',
    protection: 'broad', adjusting: 'inside', reserve: 'without', leftOut: [],
  }],
  safes: [], caps: {}, elections: {},
};

/** A company with two founders, a pool and a SAFE. */
async function company() {
  const id = await api.found(founder, { foundedOn: '2024-11-04' });
  const capital = `/api/companies/${id}/capital`;
  await founder.post(`${capital}/shares`, { holder: 'Mira Okafor', class: 'Common', shares: 5_000_000, issuedOn: '2024-11-04' });
  await founder.post(`${capital}/shares`, { holder: 'Jonas Lindqvist', class: 'Common', shares: 3_000_000, issuedOn: '2024-11-04' });
  await founder.put(`${capital}/pool`, { shares: 1_000_000, setOn: '2024-11-04' });
  await founder.post(`${capital}/safes`, { investor: 'Elbe Angels', amount: eur(500_000), kind: 'post-money', cap: eur(5_000_000), signedOn: '2025-01-09' });
  return { id, capital };
}

test('the start of the simulator is the fully diluted table with what will convert; the engine plays on it', async () => {
  const { capital } = await company();
  const { body } = await founder.get(`${capital}/simulator`) as { body: SimulatorStart };
  expect(body).toMatchObject({ currency: 'EUR', pool: 1_000_000, common: 8_000_000, options: 0, classes: [] });
  expect([body.holders.map((h) => [h.name, h.shares]), body.convertibles.map((c) => [c.investor, c.cap])]).toEqual([[['Mira Okafor', 5_000_000], ['Jonas Lindqvist', 3_000_000]], [['Elbe Angels', eur(5_000_000)]]]);
  expect(playScenario(body, scenario).rounds.map((r) => r.kind)).toEqual(['priced']);
  expect((await founder.get(`${capital}/simulator?on=2024-11-04`)).body).toMatchObject({ convertibles: [] });
});

test('what the simulator says is what closing the real round then gives, to the share', async () => {
  const { capital } = await company();
  const [played] = playScenario((await founder.get(`${capital}/simulator?on=2025-06-20`)).body as SimulatorStart, scenario).rounds;
  const { id: round } = (await founder.post(`${capital}/rounds`, { name: 'Seed', preMoney: eur(8_000_000), target: eur(2_000_000), poolTarget: '0.1', openedOn: '2025-04-14' })).body as { id: string };
  await founder.post(`${capital}/rounds/${round}/commitments`, { investor: 'Nordlicht', amount: eur(2_000_000), committedOn: '2025-05-06' });
  await founder.post(`${capital}/rounds/${round}/close`, { closedOn: '2025-06-20' });
  const table = (await founder.get(`${capital}/cap-table`)).body as { fullyDiluted: number; pool: number };
  expect(played).toMatchObject({ kind: 'priced', table: { total: { num: BigInt(table.fullyDiluted), den: 1n }, pool: { num: BigInt(table.pool), den: 1n } } });
});

test('scenarios are saved, changed, renamed and dropped; names are taken once', async () => {
  const { capital } = await company();
  const at = `${capital}/scenarios`;
  const { id, revision } = (await founder.post(at, { name: 'Modest', terms: scenario })).body as { id: string; revision: number };
  expect((await founder.get(at)).body).toMatchObject([{ scenario: id, name: 'Modest', terms: scenario, actor: founder.user, revision }]);
  await founder.put(`${at}/${id}/name`, { name: 'Bold' });
  expect((await founder.post(at, { name: 'bold', terms: scenario })).body).toMatchObject({ status: 409, code: 'scenario-name-taken', path: 'name' });
  const changed = { ...scenario, rounds: [{ ...scenario.rounds[0], preMoney: eur(9_000_000) }] };
  expect((await founder.put(`${at}/${id}`, { name: 'Bold', terms: changed })).status).toBe(200);
  expect((await founder.get(at)).body).toMatchObject([{ name: 'Bold', terms: changed }]);
  expect((await founder.delete(`${at}/${id}`, {})).status).toBe(200);
  expect((await founder.get(at)).body).toEqual([]);
  expect((await founder.put(`${at}/${id}/name`, { name: 'Gone' })).body).toMatchObject({ status: 409, code: 'scenario-dropped' });
});

test('an impossible scenario names its fields and records nothing', async () => {
  const { capital } = await company();
  const answer = await founder.post(`${capital}/scenarios`, { name: 'x', terms: { ...scenario, rounds: [{ ...scenario.rounds[0], pool: { kind: 'target', part: '1.2' } }] } });
  expect(answer.body).toMatchObject({ status: 400, errors: [{ path: 'terms.rounds.0.pool.part', code: 'pool-out-of-range' }] });
  expect((await founder.get(`${capital}/scenarios`)).body).toEqual([]);
});
