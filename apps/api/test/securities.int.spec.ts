import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi;
let founder: Person;
beforeAll(async () => { api = await startApi(); founder = await api.signUp('Mira'); });
afterAll(() => api.close());

const eur = (whole: number) => ({ amount: whole * 100, currency: 'EUR' });

/** A company with two founders and a pool. */
async function house() {
  const company = await api.found(founder, { foundedOn: '2024-11-04' });
  const at = (path: string) => `/api/companies/${company}/capital/${path}`;
  const post = (path: string, body: object) => founder.post(at(path), body);
  const made = async (path: string, body: object): Promise<string> => {
    const { status, body: answer } = await post(path, body);
    expect({ status, answer }).toMatchObject({ status: 201, answer: { id: expect.any(String) } });
    return answer.id as string;
  };
  const get = async (path: string) => (await founder.get(at(path))).body;
  const mira = await made('shares', { holder: 'Mira Okafor', class: 'Common', shares: 4_200_000, issuedOn: '2024-11-04', paid: eur(420) });
  const jonas = await made('shares', { holder: 'Jonas Lindqvist', class: 'Common', shares: 3_800_000, issuedOn: '2024-11-04' });
  await founder.put(at('pool'), { shares: 1_000_000, setOn: '2024-11-04' });
  return { company, mira, jonas, post, put: (path: string, body: object) => founder.put(at(path), body), made, get };
}
type Row = { name: string; shares: number; class: string; since: string; ended: string | null };
const rows = (holdings: Row[]) => holdings.map((h) => [h.name, h.shares, h.since, h.ended]);

test('shares change hands; every share leads back to the event that issued it', async () => {
  const { mira, made, get, post } = await house();
  const moved = await made(`shares/${mira}/transfer`, { to: 'Ada Park', shares: 200_000, transferredOn: '2025-03-01' });
  await post('classes/split', { class: 'common', ratio: ['2', '1'], splitOn: '2025-05-01' });
  expect(rows(await get('shares?on=2025-03-01'))).toEqual([['Mira Okafor', 4_200_000, '2024-11-04', 'transferred'], ['Jonas Lindqvist', 3_800_000, '2024-11-04', null], ['Ada Park', 200_000, '2025-03-01', null], ['Mira Okafor', 4_000_000, '2025-03-01', null]]);
  expect(rows(await get('shares?on=2025-02-28'))).toEqual([['Mira Okafor', 4_200_000, '2024-11-04', null], ['Jonas Lindqvist', 3_800_000, '2024-11-04', null]]);
  const ada = (await get('holders')).holders.find((h: Row) => h.name === 'Ada Park');
  const { holdings } = await get(`holders/${ada.holder}`);
  expect(holdings).toMatchObject([{ holding: moved, shares: 400_000, from: 'transfer' }]);
  expect(holdings[0].chain.map((l: { type: string; name: string; shares: number }) => [l.type, l.name, l.shares])).toEqual([['SharesIssued', 'Mira Okafor', 4_200_000], ['SharesTransferred', 'Ada Park', 200_000], ['SharesSplit', 'Ada Park', 400_000]]);
  expect(holdings[0].chain[0].fact).toBe((await get('shares')).find((h: { holding: string }) => h.holding === mira).fact);
});

test('a table as recorded then: what was entered later is not in it', async () => {
  const { mira, post, get } = await house();
  const before = new Date().toISOString();
  await post(`shares/${mira}/repurchase`, { shares: 1_200_000, repurchasedOn: '2025-01-01', paid: eur(120), reason: 'left early' });
  expect((await get('cap-table?on=2025-02-01')).issued).toBe(6_800_000);
  expect((await get(`cap-table?on=2025-02-01&asOf=${before}`)).issued).toBe(8_000_000);
});

test('warrants, notes and classes in the table, as of any day', async () => {
  const { made, get, put, post } = await house();
  const warrant = await made('warrants', { holder: 'Hafenbank', class: 'Common', shares: 500_000, strike: ['3', '2'], issuedOn: '2025-01-15', expiresOn: '2026-12-31' });
  await made(`warrants/${warrant}/exercise`, { shares: 100_000, exercisedOn: '2025-06-30', paid: eur(150_000) });
  expect(await get('warrants')).toMatchObject([{ warrant, shares: 500_000, left: 400_000, strike: ['3', '2'], situation: 'outstanding' }]);
  expect(await get('cap-table')).toMatchObject({ issued: 8_100_000, warrants: 400_000, fullyDiluted: 9_500_000 });
  expect(await get('cap-table?on=2025-01-14')).toMatchObject({ issued: 8_000_000, warrants: 0, fullyDiluted: 9_000_000 });
  const note = await made('notes', { investor: 'Elbe Angels', principal: eur(100_000), rate: '0.05', discount: '0.2', signedOn: '2025-01-01', maturesOn: '2027-01-01' });
  expect(await get('notes?on=2026-01-01')).toMatchObject([{ note, accrued: eur(105_000), situation: 'outstanding', capBase: 'with-pool' }]);
  await post(`notes/${note}/repay`, { repaidOn: '2026-01-01', paid: eur(105_000) });
  expect(await get('notes')).toMatchObject([{ situation: 'repaid', on: '2026-01-01', accrued: eur(105_000) }]);
  expect((await put('classes', { class: 'Seed', kind: 'preferred', originalPrice: ['3', '2'], conversionPrice: ['3', '4'], convertsInto: 'common', setOn: '2025-02-01' })).status).toBe(200);
  const seed = await made('shares', { holder: 'Nordlicht Ventures', class: 'seed', shares: 100_000, issuedOn: '2025-02-01' });
  expect((await get('classes')).map((c: { class: string; issued: number; asConverted: number; conversionRatio: string[] }) => [c.class, c.issued, c.asConverted, c.conversionRatio])).toEqual([['Common', 8_100_000, 8_100_000, ['1', '1']], ['Seed', 100_000, 200_000, ['2', '1']]]);
  await made(`shares/${seed}/convert`, { convertedOn: '2025-09-01' });
  expect((await get('cap-table')).classes.map((c: { class: string; shares: number }) => [c.class, c.shares])).toEqual([['Common', 8_300_000]]);
});

test('a note converts with the round that closes and says so; the preview is the same to the share', async () => {
  const { made, get, post } = await house();
  const note = await made('notes', { investor: 'Elbe Angels', principal: eur(100_000), rate: '0.05', cap: eur(5_000_000), signedOn: '2025-01-01', maturesOn: '2027-01-01' });
  const round = await made('rounds', { name: 'Seed', preMoney: eur(9_000_000), target: eur(1_000_000), openedOn: '2025-04-14' });
  await made(`rounds/${round}/commitments`, { investor: 'Nordlicht Ventures', amount: eur(1_000_000), committedOn: '2025-05-06' });
  const { outcome } = await get(`rounds/${round}/preview?on=2026-01-01`);
  expect(outcome.convertedNotes).toMatchObject([{ note, class: 'Seed (note)', amount: eur(105_000), interest: eur(5_000), by: 'cap' }]);
  await post(`rounds/${round}/close`, { closedOn: '2026-01-01', preference: { multiple: '1.5', participation: 'full' } });
  expect((await get('shares')).find((h: { from: string }) => h.from === 'note')).toMatchObject({ name: 'Elbe Angels', shares: outcome.convertedNotes[0].shares, paid: eur(105_000) });
  expect((await get('classes')).find((c: Row) => c.class === 'Seed').terms).toMatchObject({ kind: 'preferred', multiple: '1.5', participation: 'full', convertsInto: 'Common', originalPrice: outcome.pricePerShare });
  expect(await get('notes')).toMatchObject([{ situation: 'converted', on: '2026-01-01' }]);
});

test('what cannot be is refused with a code and the id of what it is about, and nothing is recorded', async () => {
  const { mira, jonas, made, post, put, get } = await house();
  const warrant = await made('warrants', { holder: 'Hafenbank', class: 'Common', shares: 1000, strike: ['3', '2'], issuedOn: '2025-01-15' });
  const note = await made('notes', { investor: 'Elbe Angels', principal: eur(1000), rate: '0.05', signedOn: '2025-01-01', maturesOn: '2027-01-01' });
  await post(`notes/${note}/cancel`, { cancelledOn: '2025-02-01', reason: 'typed twice' });
  await post(`shares/${jonas}/transfer`, { to: 'Ada Park', transferredOn: '2025-03-01' });
  const before = await get('shares');
  const refused = async (answer: Promise<{ body: object }>, code: string, values: object) => expect((await answer).body).toMatchObject({ code, values });
  await refused(post(`shares/${mira}/transfer`, { to: 'Ada Park', shares: 4_200_001, transferredOn: '2025-03-01' }), 'shares-not-held', { holding: mira });
  await refused(post(`shares/${jonas}/transfer`, { to: 'Ada Park', transferredOn: '2025-04-01' }), 'shares-gone', { holding: jonas, day: '2025-03-01' });
  await refused(post(`shares/${mira}/transfer`, { to: 'Ada Park', transferredOn: '2024-11-03' }), 'shares-not-yet-held', { holding: mira });
  await refused(post(`shares/${mira}/repurchase`, { shares: 5_000_000, repurchasedOn: '2025-03-01', reason: 'x' }), 'shares-not-held', { holding: mira });
  await refused(post(`shares/${mira}/convert`, { convertedOn: '2025-03-01' }), 'class-not-convertible', { holding: mira, class: 'Common' });
  await refused(post('shares/holding-99999999/transfer', { to: 'Ada Park', transferredOn: '2025-03-01' }), 'holding-unknown', { holding: 'holding-99999999' });
  await refused(put('classes', { class: 'Common', kind: 'common', convertsInto: 'common', setOn: '2025-03-01' }), 'conversion-circular', { class: 'Common', ring: 'Common → Common' });
  await refused(post('classes/split', { class: 'Common', ratio: ['0', '1'], splitOn: '2025-05-01' }), 'split-impossible', { class: 'Common' });
  await refused(post('classes/split', { class: 'Common', ratio: ['2', '1'], splitOn: '2025-02-01' }), 'split-not-last', { class: 'Common' });
  await refused(post(`warrants/${warrant}/exercise`, { shares: 1001, exercisedOn: '2025-03-01' }), 'warrant-over-exercised', { warrant, left: 1000 });
  await refused(post(`notes/${note}/repay`, { repaidOn: '2025-03-01' }), 'note-not-outstanding', { note });
  expect(await get('shares')).toEqual(before);
});

test('a body that fits nothing names the field', async () => {
  const { mira, post, put } = await house();
  const problem = async (answer: Promise<{ status: number; body: { errors: { path: string; code: string }[] } }>) => (await answer).body.errors.map(({ path, code }) => [path, code]);
  expect(await problem(post('warrants', { holder: 'H', class: 'Common', shares: 1, strike: ['-1', '1'], issuedOn: '2025-01-15' }))).toEqual([['strike', 'price-not-positive']]);
  expect(await problem(post('notes', { investor: 'E', principal: eur(0), rate: '-0.1', cap: eur(-5), signedOn: '2025-01-01', maturesOn: '2027-01-01' }))).toEqual([['principal', 'amount-zero'], ['rate', 'rate-out-of-range'], ['cap', 'cap-not-positive']]);
  expect(await problem(put('classes', { class: 'Seed', kind: 'preferred', multiple: '-1', setOn: '2025-01-01' }))).toEqual([['multiple', 'multiple-negative']]);
  expect(await problem(post(`shares/${mira}/transfer`, { to: 'Ada', shares: 0.5, transferredOn: '2025-03-01' }))).toEqual([['shares', 'shares-invalid']]);
});
