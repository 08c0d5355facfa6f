import { addMonths, monthOf } from '@capstan/kernel';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi, company: string, founder: Person, investor: Person;
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const today = new Date().toISOString().slice(0, 10);
const month = monthOf(today);
const at = (rest: string) => `/api/companies/${company}/${rest}`;
async function done(answer: Promise<{ status: number; body: { id: string } }>): Promise<string> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body.id;
}

/** Half a year of bank statements: a round, then €60,000 out and €12,000 in every month. */
const statement = () => ['Date,Amount,Description', `${addMonths(month, -6)}-02,900000.00,Seed investment`,
  ...[5, 4, 3, 2, 1].flatMap((back) => [`${addMonths(month, -back)}-10,-60000.00,Payroll`, `${addMonths(month, -back)}-20,12000.00,Customer invoice`])].join('\n');

beforeAll(async () => {
  api = await startApi();
  ({ company, founder, investor } = await api.house());
  const mapping = { date: 'Date', dateFormat: 'YYYY-MM-DD', amount: { kind: 'signed', column: 'Amount' }, decimal: '.', text: 'Description' };
  await done(founder.post(at('planning/bank'), { account: 'Main', currency: 'EUR', mapping, text: statement() }));
  await done(founder.put(at('planning/opening-balances'), { account: 'Main', on: `${addMonths(month, -6)}-01`, balance: eur(10_000_000) }));
  await done(founder.post(at('compute/spend'), { on: today, provider: 'Cloud', purpose: 'training', description: 'Pilot', amount: eur(120_000) }));
  await done(founder.put(at('compute/budgets'), { month, amount: eur(500_000) }));
  await done(founder.post(at('market/revenue'), { month, amount: eur(1_200_000), recurring: true }));
  await done(founder.post(at('capital/shares'), { holder: 'Ada', class: 'Common', shares: 900_000, issuedOn: '2024-01-01' }));
  await done(founder.put(at('capital/pool'), { shares: 100_000, setOn: '2024-01-01' }));
});
afterAll(() => api.close());

const shows = { figures: ['cash', 'net-burn', 'runway-trailing', 'runway-plan', 'runway-decision', 'revenue', 'gross-margin', 'headcount', 'gpu-spend', 'gpu-budget', 'pilots-finished', 'cost-per-pilot'], money: 'shown', runwayChart: true, capTable: true, decisions: true, trainings: true };
const draft = (of: string) => done(founder.post(at('reports'), { month: of, title: 'Report', shows, highlights: [], lowlights: [], asks: [] }));
const figure = (report: { figures: { key: string; current: unknown }[] }, key: string) => report.figures.find((f) => f.key === key)!.current;

test('an investor reads the numbers that the founder’s overview shows', async () => {
  const report = await draft(month);
  await done(founder.post(at(`reports/${report}/publish`)));
  const { body: seen } = await investor.get(at(`reports/${report}`));
  const { body: overview } = await founder.get(at('overview'));
  expect((await investor.get(at('overview'))).body.money).toBeNull();
  expect(figure(seen, 'cash')).toEqual({ kind: 'money', money: overview.money.cash.value });
  expect(figure(seen, 'net-burn')).toEqual({ kind: 'money', money: overview.money.netBurn.value });
  expect(overview.money.netBurn.value).toEqual(eur(4_800_000));
  for (const [key, name] of [['runway-trailing', 'trailing'], ['runway-plan', 'plan'], ['runway-decision', 'decision']] as const) {
    const { kind, months, cashOut } = overview.money[name].runway;
    expect([kind, figure(seen, key)]).toEqual(['months', { kind: 'months', months, on: cashOut }]);
  }
  expect(figure(seen, 'gpu-spend')).toEqual({ kind: 'money', money: overview.compute.spent });
  expect(figure(seen, 'gpu-budget')).toEqual({ kind: 'money', money: overview.compute.budget });
  expect(figure(seen, 'revenue')).toEqual({ kind: 'money', money: eur(1_200_000) });
  expect(figure(seen, 'gross-margin')).toEqual({ kind: 'unknown' });
  expect(seen.cash.findLast((p: { kind: string }) => p.kind === 'actual')).toMatchObject({ closing: overview.money.cash.value });
  expect(seen.capTable).toMatchObject({ totalShares: 1_000_000, holdings: [{ name: 'Ada', share: 0.9 }, { kind: 'pool', share: 0.1 }] });
  expect(seen.why['runway-plan'].inputs.map((i: { name: string }) => i.name)).not.toContain('payroll');
  expect(seen.why.revenue).toMatchObject({ metric: 'revenue', factCount: 1 });
  expect(seen.why['net-burn'].factCount).toBe(overview.money.netBurn.why.factCount);
});

test('a month that is over is told as it ended, with the month before beside it', async () => {
  const { body } = await founder.get(at(`reports/${await draft(addMonths(month, -1))}`));
  expect(body.complete).toBe(true);
  expect(body.figures.find((f: { key: string }) => f.key === 'cash')).toMatchObject({ current: { money: eur(76_000_000) }, prior: { money: eur(80_800_000) }, delta: { kind: 'change', trend: 'worse', absolute: { money: eur(-4_800_000) } } });
  expect(figure(body, 'revenue')).toEqual({ kind: 'unknown' });
  expect(figure(body, 'net-burn')).toEqual({ kind: 'money', money: eur(4_800_000) });
  expect(body.cash.findLast((p: { kind: string }) => p.kind === 'actual')).toMatchObject({ month: addMonths(month, -1), closing: eur(76_000_000) });
});

test('a decision’s effect on the runway is told by the plan itself', async () => {
  const selection = await done(founder.post(at('decisions/selections'), { kind: 'technology', title: 'Model', currency: 'EUR' }));
  const effect = async (burn: number) => (await founder.get(at(`decisions/selections/${selection}/effect?burnPerMonth=${burn}&oneOff=0&from=${month}`))).body;
  const { body: overview } = await founder.get(at('overview'));
  expect((await effect(0)).before).toEqual({ kind: 'runs-out', on: overview.money.plan.runway.cashOut, months: overview.money.plan.runway.months });
  expect((await effect(0)).after).toEqual((await effect(0)).before);
  expect((await effect(2_000_000)).after.months).toBeLessThan((await effect(0)).before.months);
});
