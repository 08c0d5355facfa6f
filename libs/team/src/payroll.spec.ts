import { exact, type Money, months } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { employerCost, type Employment, loadedMonth, payrollMonth, type PayrollRules, ratesOn, stretches, type Terms, termsAfter } from './index.ts';

const eur = (whole: number): Money => ({ amount: whole * 100, currency: 'EUR' });
const terms = (from: string, salary: Money | null, country = 'SE'): Terms => ({ from, role: 'Engineer', team: 'Engineering', country, salary });
const rules: PayrollRules = { currency: 'EUR', own: [], rate: () => undefined };
const one = (...actual: Terms[]): Employment => ({ hire: 'hire-00000001', actual });
const month = (team: Employment[], which: string, more: Partial<PayrollRules> = {}) => payrollMonth(team, which, 'actual', { ...rules, ...more });

const perYear = (salary: Money, country: string, on: string) => {
  const cost = employerCost(salary, ratesOn([], country, on));
  return cost.kind === 'known' ? exact.toDecimal(cost.perYear, 0) : cost.why;
};
test.each([
  ['Sweden takes 31.42 % without a cap', { amount: 100_000_000, currency: 'SEK' }, 'SE', '2026-01-01', '31420000'],
  ['the UK takes 15 % above £5,000', { amount: 5_800_000, currency: 'GBP' }, 'GB', '2026-01-01', '795000'],
  ['and nothing below', { amount: 400_000, currency: 'GBP' }, 'GB', '2026-01-01', '0'],
  ['the US takes 6.2 % up to the wage base and 1.45 % of all', { amount: 30_000_000, currency: 'USD' }, 'US', '2025-06-01', '1526820'],
  ['with the wage base of the year', { amount: 30_000_000, currency: 'USD' }, 'US', '2024-06-01', '1480320'],
  ['Germany is capped', { amount: 20_000_000, currency: 'EUR' }, 'DE', '2026-01-01', '1890000'],
  ['a country without rates is unknown, not free', { amount: 20_000_000, currency: 'EUR' }, 'PT', '2026-01-01', 'country'],
  ['a capped country is unknown for a salary in another currency', { amount: 20_000_000, currency: 'USD' }, 'DE', '2026-01-01', 'currency'],
  ['an uncapped one is not', { amount: 10_000, currency: 'EUR' }, 'SE', '2026-01-01', '3142'],
])('%s', (_, salary, country, on, expected) => { expect(perYear(salary, country, on)).toBe(expected); });

test('a company sets its own rates, from a day on', () => {
  const own = [{ country: 'PT', from: '2026-01-01', currency: 'EUR', source: 'our payroll office', brackets: [{ name: 'TSU', rate: '0.2375' }] }];
  expect(ratesOn(own, 'PT', '2025-12-31')).toBeUndefined();
  expect(loadedMonth(eur(12_000), ratesOn(own, 'PT', '2026-01-01'))).toEqual(exact.rational(123_750));
});

test('a whole month is a twelfth of the year, loaded', () => {
  expect(month([one(terms('2025-01-01', eur(60_000)))], '2026-02')).toMatchObject({ headcount: 1, salaries: eur(5_000), total: eur(6_571) });
});
test('a start in the middle counts by calendar days', () => {
  expect(month([one(terms('2026-04-16', eur(60_000)))], '2026-04').salaries).toEqual(eur(2_500));
});
test('the last day is paid', () => {
  expect(month([{ ...one(terms('2025-01-01', eur(60_000))), lastDay: '2026-04-15' }], '2026-04')).toMatchObject({ headcount: 0, salaries: eur(2_500) });
  expect(month([{ ...one(terms('2025-01-01', eur(60_000))), lastDay: '2026-04-15' }], '2026-05').people).toEqual([]);
});
test('a raise in the middle of a month counts from its day', () => {
  expect(month([one(terms('2025-01-01', eur(60_000)), terms('2026-04-16', eur(120_000)))], '2026-04').salaries).toEqual(eur(7_500));
});
test('of two changes from the same day the later recorded holds', () => {
  expect(month([one(terms('2025-01-01', eur(60_000)), terms('2025-01-01', eur(72_000)))], '2026-04').salaries).toEqual(eur(6_000));
});
test('one unknown person makes the total unknown, not smaller', () => {
  const two = month([one(terms('2025-01-01', eur(60_000))), { hire: 'hire-00000002', actual: [terms('2025-01-01', eur(60_000), 'PT')] }], '2026-04');
  expect(two).toMatchObject({ total: null, salaries: eur(10_000), headcount: 2 });
  expect(two.people[1]).toMatchObject({ employer: null, unknown: 'country' });
});
test('an erased salary is unknown, and no zero', () => expect(month([one(terms('2025-01-01', null))], '2026-04')).toMatchObject({ total: null, known: eur(0) }));
test('another currency needs a rate', () => {
  const team = [one(terms('2025-01-01', { amount: 72_000_000, currency: 'SEK' }))];
  expect(month(team, '2026-04').people[0]).toMatchObject({ unknown: 'rate', salary: null });
  expect(month(team, '2026-04', { rate: () => exact.rational(885, 10_000) }).salaries).toEqual({ amount: 531_000, currency: 'EUR' });
});
test('the plan stays the plan when the hire comes later', () => {
  const team: Employment[] = [{ hire: 'hire-00000001', plan: terms('2026-03-01', eur(60_000)), actual: [terms('2026-05-01', eur(66_000))] }];
  expect(['2026-03', '2026-05'].map((m) => [payrollMonth(team, m, 'plan', rules).headcount, payrollMonth(team, m, 'actual', rules).headcount])).toEqual([[1, 0], [1, 1]]);
  expect(payrollMonth(team, '2026-05', 'plan', rules).salaries).toEqual(eur(5_000));
});

test('yen have no cents', () => {
  const team = [one(terms('2025-01-01', { amount: 12_000_000, currency: 'JPY' }))];
  expect(month(team, '2026-04', { rate: () => exact.rational(6, 1000) }).salaries).toEqual(eur(6_000));
});
test('the outlook counts who is here and who is still planned, each once', () => {
  const team: Employment[] = [{ hire: 'hire-00000001', plan: terms('2026-03-01', eur(60_000)), actual: [terms('2026-05-01', eur(66_000))] }, { hire: 'hire-00000002', plan: terms('2026-06-01', eur(60_000)), actual: [] }];
  expect(['2026-04', '2026-05', '2026-06'].map((m) => payrollMonth(team, m, 'outlook', rules).headcount)).toEqual([0, 1, 2]);
});
test('each field changes from its own day, in whatever order it was recorded', () => {
  const changed = termsAfter(terms('2025-01-01', eur(60_000)), [{ from: '2025-03-01', salary: eur(70_000) }, { from: '2025-02-01', role: 'Lead' }]);
  expect(changed.map(({ from, role, salary }) => [from, role, salary!.amount / 100])).toEqual([['2025-01-01', 'Engineer', 60_000], ['2025-02-01', 'Lead', 60_000], ['2025-03-01', 'Lead', 70_000]]);
});
test('a change from the first day replaces the start', () => expect(termsAfter(terms('2025-01-01', eur(1)), [{ from: '2025-01-01', salary: eur(2) }])).toMatchObject([{ from: '2025-01-01', salary: eur(2) }]));

const day = fc.date({ min: new Date('2024-01-01T00:00:00Z'), max: new Date('2026-12-31T00:00:00Z'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));
test('a month is never counted beyond its days, whatever changes in it', () => fc.assert(fc.property(fc.array(day, { minLength: 1, maxLength: 6 }), fc.option(day, { nil: undefined }), (days, end) => {
  for (const m of months('2024-01', '2026-12')) {
    const worked = stretches(days.map((d) => terms(d, eur(1))), end, m);
    expect(worked.reduce((sum, s) => sum + s.days, 0)).toBeLessThanOrEqual(31);
    expect(worked.every((s, i) => s.days > 0 && (i === 0 || s.from > worked[i - 1]!.to))).toBe(true);
  }
})));
