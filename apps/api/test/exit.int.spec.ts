import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMonthsToDay } from '@capstan/kernel';
import { type Person, startApi, type TestApi } from './app.ts';

const today = new Date().toISOString().slice(0, 10);
const eur = (whole: number) => ({ amount: whole * 100, currency: 'EUR' });

let api: TestApi;
let founder: Person;
let at: string;
beforeAll(async () => {
  api = await startApi();
  founder = await api.signUp();
  at = `/api/companies/${await api.found(founder)}/capital`;
  const day = addMonthsToDay(today, -3);
  await founder.post(`${at}/shares`, { holder: 'Mira Okafor', class: 'Common', shares: 8_000_000, issuedOn: day });
  await founder.post(`${at}/safes`, { investor: 'Elbe Angels', amount: eur(400_000), kind: 'post-money', cap: eur(6_000_000), mfn: false, signedOn: day });
  await founder.post(`${at}/loans`, { lender: 'Kanal Bank', principal: eur(120_000), rate: '0.12', months: 12, drawnOn: day });
}, 120_000);
afterAll(() => api.close());

test('an exit is played on the cap table, what has not converted, and what the loans would cost to settle', async () => {
  const { status, body } = await founder.get(`${at}/exit`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ on: today, currency: 'EUR', held: [{ name: 'Mira Okafor', class: 'Common', shares: 8_000_000 }], unconverted: [{ name: 'Elbe Angels', cap: eur(6_000_000) }] });
  // three payments of 10,000 have been made
  expect(body.debts).toEqual([{ loan: expect.any(String), name: 'Kanal Bank', amount: eur(90_000) }]);
});

test('it is asked of a day, and nobody without the cap table sees it', async () => {
  expect((await founder.get(`${at}/exit?on=${addMonthsToDay(today, -4)}`)).body).toMatchObject({ held: [], unconverted: [], debts: [] });
  const engineer = await api.join(founder, at.split('/')[3]!, 'engineer');
  expect((await engineer.get(`${at}/exit`)).status).toBe(403);
});
