import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMonths, firstDay, monthOf } from '@capstan/kernel';
import { type Person, startApi, type TestApi } from './app.ts';

const today = new Date().toISOString().slice(0, 10);
const month = (n: number) => addMonths(monthOf(today), n);
const eur = (amount: number) => ({ amount, currency: 'EUR' });

let api: TestApi;
let founder: Person;
let at: string;
beforeAll(async () => {
  api = await startApi();
  founder = await api.signUp();
  at = `/api/companies/${await api.found(founder)}`;
}, 120_000);
afterAll(() => api.close());

const overview = async () => (await founder.get(`${at}/overview`)).body;

test('without a bank, cash is what was raised and earned minus what was spent and paid, and says so', async () => {
  expect((await founder.post(`${at}/capital/safes`, { investor: 'Elbe Angels', amount: eur(50_000_000), kind: 'post-money', cap: eur(500_000_000), mfn: false, signedOn: firstDay(month(-4)) })).status).toBe(201);
  expect((await founder.post(`${at}/compute/spend`, { on: firstDay(month(-1)), provider: 'Nebius', purpose: 'training', description: 'H100', amount: eur(1_000_000) })).status).toBe(201);
  const { money } = await overview();
  expect([money.basis, money.cash.value, money.cash.why.convention]).toEqual(['records', eur(49_000_000), 'records']);
});

test('a hire costs what it is loaded with, from its first day on, and shortens the plan', async () => {
  const before = (await overview()).money;
  const hired = await founder.post(`${at}/team/hires`, { name: 'Leonie Brandt', role: 'ML engineer', team: 'Engineering', country: 'DE', startsOn: firstDay(month(-3)), salary: eur(8_400_000) });
  expect([hired.status, hired.body.code]).toEqual([201, undefined]);
  const { money, team } = await overview();
  expect([team.headcount, team.planned]).toEqual([1, 0]);
  expect(before.cash.value.amount - money.cash.value.amount).toBeGreaterThan(3 * 700_000);
  expect(money.netBurn.value.amount).toBeGreaterThan(700_000);
  expect(money.plan.runway.kind).toBe('months');
  expect(money.lines.find((l: { source: string }) => l.source === 'hire').amounts[1]).toBeLessThan(-700_000);
});

test('a planned hire is on the plan from its month, and money raised later lengthens it', async () => {
  const before = (await overview()).money;
  expect((await founder.post(`${at}/team/plans`, { role: 'Designer', team: 'Product', country: 'DE', startsOn: firstDay(month(2)), salary: eur(7_200_000) })).status).toBe(201);
  const planned = (await overview()).money;
  expect(planned.plan.runway.months).toBeLessThan(before.plan.runway.months);
  expect(planned.lines.find((l: { source: string }) => l.source === 'planned-hire')).toMatchObject({ from: month(2), amounts: expect.arrayContaining([0]) });
  await founder.post(`${at}/capital/safes`, { investor: 'Kanal Kapital', amount: eur(20_000_000), kind: 'post-money', cap: eur(900_000_000), mfn: false, signedOn: today });
  expect((await overview()).money.plan.runway.months).toBeGreaterThan(planned.plan.runway.months);
});

test('a note brings its principal, and repaid without an amount it takes that back', async () => {
  const before = (await overview()).money.cash.value.amount;
  const signed = await founder.post(`${at}/capital/notes`, { investor: 'Anna Roth', principal: eur(10_000_000), rate: '0.06', signedOn: firstDay(month(-1)), maturesOn: firstDay(month(12)) });
  expect([signed.status, signed.body.code]).toEqual([201, undefined]);
  expect((await overview()).money.cash.value.amount - before).toBe(10_000_000);
  expect((await founder.post(`${at}/capital/notes/${signed.body.id}/repay`, { repaidOn: today })).status).toBe(201);
  expect((await overview()).money.cash.value.amount).toBe(before);
});
