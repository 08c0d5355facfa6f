import { daysBetween } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { carriedForward } from './carried-forward.ts';
import { type Flow, cashMonths, completeMonths, median } from './cash-months.ts';
import { WEEKS_PER_MONTH, defaultAlive, toProfitContinuous, toProfitLinear, toProfitStepped } from './default-alive.ts';
import { afterDay, assuming, monthlyAmounts, shifted, withinMonth } from './plan-lines.ts';
import { type PlanLine, largestOutflows, projectCash } from './project-cash.ts';
import { decisionRunway, planRunway, trailingRunway, unknownRunway } from './runway.ts';

const today = '2026-11-23';
const line = (id: string, amounts: number[], kind: PlanLine['kind'] = 'other', goesOn = true): PlanLine => ({ id, name: id, kind, amounts, goesOn });

test('1,200,000 of cash and 150,000 of net burn last 8 months', () => {
  expect(trailingRunway(1_200_000, 150_000, today)).toEqual({ kind: 'months', months: 8, cashOut: '2027-07-24' });
});
test('not burning and unknown are said in words, never 0 and never endless', () => {
  expect(trailingRunway(5, 0, today)).toEqual({ kind: 'not-burning' });
  expect(trailingRunway(5, -3, today)).toEqual({ kind: 'not-burning' });
  expect(trailingRunway(null, 3, today)).toEqual(unknownRunway('cash'));
  expect(trailingRunway(5, null, today)).toEqual(unknownRunway('complete-months'));
  expect(trailingRunway(null, null, today, ['USD'])).toEqual(unknownRunway('USD'));
  expect(trailingRunway(-5, 3, today)).toEqual({ kind: 'months', months: 0, cashOut: today });
  expect(trailingRunway(2 ** 50, 1, today).kind).toBe('beyond');
});

const flows: Flow[] = [
  { on: '2026-08-03', kind: 'financing', amount: 500_000 }, { on: '2026-08-28', kind: 'payroll', amount: -40_000 }, { on: '2026-08-30', kind: 'revenue', amount: 10_000 },
  { on: '2026-09-28', kind: 'payroll', amount: -40_000 }, { on: '2026-09-29', kind: 'transfer', amount: -100_000 }, { on: '2026-09-30', kind: 'other', amount: 1_000 },
  { on: '2026-10-28', kind: 'payroll', amount: -60_000 }, { on: '2026-10-29', kind: 'financing', amount: -5_000 }, { on: '2026-11-10', kind: 'payroll', amount: -900_000 },
];
test('financing and transfers between own accounts never count in burn', () => {
  expect(cashMonths(flows, '2026-08', '2026-10').map((m) => [m.netBurn, m.grossBurn, m.financing, m.change])).toEqual([[30_000, 40_000, 500_000, 470_000], [39_000, 40_000, 0, -139_000], [60_000, 60_000, -5_000, -65_000]]);
});
test('a flow without a rate makes its month unknown, not smaller', () => {
  const [month] = cashMonths([{ on: '2026-10-01', kind: 'compute', amount: null }, { on: '2026-10-02', kind: 'payroll', amount: -5 }], '2026-10', '2026-10');
  expect(month).toMatchObject({ netBurn: null, grossBurn: null, change: null, financing: 0, byKind: { compute: null, payroll: -5 } });
});
test('the running month never counts, nor a month that began before the records or is not in them yet', () => {
  expect(completeMonths({ from: '2026-01-01', to: '2026-11-20' }, today, 3)).toEqual(['2026-08', '2026-09', '2026-10']);
  expect(completeMonths({ from: '2026-08-15', to: '2026-11-20' }, today, 3)).toEqual(['2026-09', '2026-10']);
  expect(completeMonths({ from: '2026-01-01', to: '2026-09-30' }, today, 3)).toEqual(['2026-07', '2026-08', '2026-09']);
  expect(completeMonths({ from: '2026-11-01', to: '2026-11-20' }, today, 3)).toEqual([]);
});
test('the median of three ignores one odd month', () => {
  expect([median([30, 900, 40]), median([1, 2]), median([]), median([1, null])]).toEqual([40, 2, null, null]);
});
test('what is not planned goes on as before, at its median', () => {
  const months = cashMonths(flows, '2026-08', '2026-10');
  expect(carriedForward(months, new Set(['payroll']))).toEqual([]);
  expect(carriedForward(months, new Set(['revenue']))).toEqual([{ kind: 'payroll', monthly: -40_000 }]);
  expect(carriedForward([], new Set())).toEqual([]);
});

test('a plan is exact to the day: 3,000 a month from the end of October runs 1,500 out in the middle of November', () => {
  const { months, cashOut } = projectCash({ start: '2026-10-31', cash: 1500, lines: [line('rent', [0, -3000])], horizon: 3 });
  expect(months.map((m) => [m.month, m.opening, m.closing])).toEqual([['2026-10', 1500, 1500], ['2026-11', 1500, -1500], ['2026-12', -1500, -4500]]);
  expect(cashOut).toBe('2026-11-16');
  expect(projectCash({ start: '2026-10-31', cash: 3000, lines: [line('rent', [0, -3000])], horizon: 3 }).cashOut).toBe('2026-12-01');
});
test('plan runway: a date, not burning, beyond the horizon, or out already', () => {
  const run = (cash: number, ...lines: PlanLine[]) => planRunway(projectCash({ start: today, cash, lines, horizon: 24 }), today);
  expect(run(10_000, line('a', [0, -1000]))).toMatchObject({ kind: 'months', cashOut: '2027-10-01' });
  expect(run(10_000, line('a', [0, -1000]), line('sales', [0, 1000], 'revenue'))).toEqual({ kind: 'not-burning' });
  expect(run(10_000_000, line('a', [0, -1000]))).toEqual({ kind: 'beyond', months: 24 });
  expect(run(-1, line('a', [0, -1000]))).toEqual({ kind: 'months', months: 0, cashOut: today });
});
test('a line that ends stops; one that goes on repeats its last month', () => {
  const { months } = projectCash({ start: today, cash: 0, lines: [line('ends', [1, 2], 'revenue', false), line('on', [10, 20], 'revenue')], horizon: 4 });
  expect(months.map((m) => m.inflow)).toEqual([11, 22, 20, 20]);
});
test('the decision day lies the months of a round before the cash-out day; it may be past', () => {
  expect(decisionRunway({ kind: 'months', months: 8.5, cashOut: '2027-08-31' })).toEqual({ kind: 'months', months: 2.5, cashOut: '2027-02-28' });
  expect(decisionRunway({ kind: 'months', months: 3, cashOut: '2027-02-20' }, 4)).toEqual({ kind: 'months', months: -1, cashOut: '2026-10-20' });
  expect(decisionRunway({ kind: 'not-burning' })).toEqual({ kind: 'not-burning' });
  expect(decisionRunway({ kind: 'beyond', months: 120 })).toEqual({ kind: 'beyond', months: 114 });
});
test('what-ifs: a hire shifted, a reservation dropped, a price changed', () => {
  const plan = [line('hire', [0, 0, -500], 'payroll'), line('gpus', [-70, -100], 'compute'), line('sales', [5, 10], 'revenue')];
  expect(assuming(plan, { shift: { hire: 2 }, dropped: ['gpus'], scale: { revenue: 1.5 } })).toEqual([line('hire', [0, 0, 0, 0, -500], 'payroll'), line('sales', [8, 15], 'revenue')]);
  expect(shifted(line('hire', [0, 0, -500]), -1).amounts).toEqual([0, -500]);
  expect(shifted(line('hire', [0, -500]), -9).amounts).toEqual([-500]);
});
test('what still comes of the running month is what has not gone', () => {
  expect(monthlyAmounts({ monthly: -3000, from: '2026-10', to: '2026-12' }, today, 4)).toEqual([-700, -3000, 0, 0]);
  expect(monthlyAmounts({ monthly: 1000, from: '2026-12', growth: 0.1 }, today, 4)).toEqual([0, 1000, 1100, 1210]);
  expect([withinMonth(3000, '2026-11', '2026-11-24', null), withinMonth(3000, '2026-11', '2026-01-01', '2026-11-10'), withinMonth(3000, '2026-11', '2026-12-01', null)]).toEqual([700, 1000, 0]);
});
test('largest outflows name what drains the cash', () => {
  expect(largestOutflows([line('a', [0, -5]), line('b', [-1, -9]), line('c', [0, 50], 'revenue')], 2, 2)).toEqual([{ id: 'b', name: 'b', kind: 'other', amount: -19 }, { id: 'a', name: 'a', kind: 'other', amount: -10 }]);
});

const amount = fc.integer({ min: -1e9, max: 1e9 });
const lines = fc.array(fc.array(amount, { minLength: 1, maxLength: 30 }), { maxLength: 8 }).map((all) => all.map((a, i) => line(`l${i}`, a)));
test('law: cash is conserved month by month and over the whole plan', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e12 }), lines, (cash, plan) => {
    const { months } = projectCash({ start: today, cash, lines: plan, horizon: 36 });
    let before = cash;
    for (const m of months) { expect([m.opening, m.closing]).toEqual([before, before + m.inflow - m.outflow]); before = m.closing; }
  }));
});
test('law: cash is not negative on the day before the cash-out day, and is on that day', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 1e8 }), (cash, burn) => {
    const { months, cashOut } = projectCash({ start: '2026-10-31', cash, lines: [line('x', [0, -burn])], horizon: 60 });
    const month = months.find((m) => cashOut?.startsWith(m.month));
    fc.pre(month !== undefined);
    const length = daysBetween(`${month.month}-01`, cashOut!) + 1;
    const days = new Date(Date.UTC(Number(month.month.slice(0, 4)), Number(month.month.slice(5)), 0)).getUTCDate();
    const on = (day: number) => month.opening * days - burn * day;
    expect([on(length) < 0, on(length - 1) >= 0]).toEqual([true, true]);
  }));
});
test('law: a month splits at any day into two parts that add up', () => {
  fc.assert(fc.property(amount, fc.integer({ min: 1, max: 30 }), (n, day) => {
    const start = `2026-11-${String(day).padStart(2, '0')}`;
    const after = afterDay(n, '2026-11', start);
    expect(Math.abs(after - (n * (30 - day)) / 30)).toBeLessThanOrEqual(0.5);
    expect([afterDay(n, '2026-12', start), afterDay(n, '2026-10', start)]).toEqual([n, 0]);
  }));
});
test('law: more of a cost never makes the runway longer', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 0, max: 1e7 }), (cash, burn, more) => {
    const out = (cost: number) => projectCash({ start: today, cash, lines: [line('x', [0, -cost])] }).cashOut ?? '9999';
    expect(out(burn + more) <= out(burn)).toBe(true);
  }));
});

test('default alive: 1,600 a week against 100 growing 2.5 % takes 25.82358 months and 118,907.71', () => {
  const to = toProfitContinuous({ expenses: 1600, revenue: 100, growth: 0.025 });
  expect(to).toEqual({ kind: 'reached', periods: expect.closeTo(112.28413810375451, 6), capital: expect.closeTo(118907.70751121586, 5) });
  expect(to.kind === 'reached' && to.periods / WEEKS_PER_MONTH).toBeCloseTo(25.823576392986606, 6);
  expect([defaultAlive(118_908, to), defaultAlive(118_907, to)]).toEqual([true, false]);
});
test('stepped, the same company gets there in 113 weeks and needs a little more: the convention matters', () => {
  const to = toProfitStepped({ expenses: 1600, revenue: 100, growth: 0.025 });
  expect(to).toEqual({ kind: 'reached', periods: 113, capital: expect.closeTo(113 * 1600 - (100 * (1.025 ** 113 - 1)) / 0.025, 6) });
});
test('linear growth: 12 months, 360,000 of capital, alive with 400,000', () => {
  const to = toProfitLinear({ expenses: 80_000, revenue: 20_000, growth: 5_000 });
  expect(to).toEqual({ kind: 'reached', periods: 12, capital: 360_000 });
  expect(defaultAlive(400_000, to)).toBe(true);
});
test('no growth never gets there, profit is there already', () => {
  for (const to of [toProfitContinuous, toProfitStepped, toProfitLinear]) {
    expect(to({ expenses: 10, revenue: 5, growth: 0 })).toEqual({ kind: 'never' });
    expect(to({ expenses: 10, revenue: 10, growth: 0 })).toEqual({ kind: 'profitable' });
  }
  expect(defaultAlive(1e9, { kind: 'never' })).toBe(false);
});
