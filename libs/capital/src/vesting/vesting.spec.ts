import { existsSync, readFileSync } from 'node:fs';
import { exact } from '@capstan/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accelerate, accelerated, allocate, allocateEvenly, allocationTypes, daysOfMonth, exactInstallments, installments, START_DAY, triggeredOn, vestedBy, vestingDates, VestingTerms } from './index.ts';
import type { RegularVesting } from './terms.ts';

const numbers = (all: readonly { num: bigint; den: bigint }[]) => all.map(exact.toNumber);
const schedule = (start: string, periods: number, rest: Partial<RegularVesting> = {}): VestingTerms =>
  VestingTerms.parse({ kind: 'schedule', start, every: { length: 1, unit: 'months' }, periods, ...rest });
const cliff = (length: number, part?: [string, string]) => ({ cliff: { length, unit: 'months' as const, ...(part && { part }) } });
const rows = (shares: number, terms: VestingTerms, grantedOn?: string) => installments({ shares, terms, ...(grantedOn && { grantedOn }) }).map((i) => [i.on, i.shares]);

test.each([
  ['CUMULATIVE_ROUNDING', [5, 4, 5, 4]], ['CUMULATIVE_ROUND_DOWN', [4, 5, 4, 5]], ['FRONT_LOADED', [5, 5, 4, 4]], ['BACK_LOADED', [4, 4, 5, 5]],
  ['FRONT_LOADED_TO_SINGLE_TRANCHE', [6, 4, 4, 4]], ['BACK_LOADED_TO_SINGLE_TRANCHE', [4, 4, 4, 6]], ['FRACTIONAL', [4.5, 4.5, 4.5, 4.5]],
] as const)('18 shares in 4 tranches, %s', (type, want) => expect(numbers(allocateEvenly(18, 4, type))).toEqual(want));

test('uneven parts leave their odd shares where the type says', () => {
  const parts = [exact.rational(1, 10), exact.rational(3, 10), exact.rational(6, 10)];
  expect(Object.fromEntries(allocationTypes.slice(0, 6).map((type) => [type, numbers(allocate(9, parts, type))]))).toEqual({
    CUMULATIVE_ROUNDING: [1, 3, 5], CUMULATIVE_ROUND_DOWN: [0, 3, 6], FRONT_LOADED: [1, 3, 5], BACK_LOADED: [0, 3, 6], FRONT_LOADED_TO_SINGLE_TRANCHE: [2, 2, 5], BACK_LOADED_TO_SINGLE_TRANCHE: [0, 2, 7],
  });
});

test('four years, a quarter after one', () => {
  const all = rows(100_000, schedule('2025-01-01', 48, cliff(12, ['1', '4'])));
  expect([all.length, all[0], all[1], all.at(-1)![0]]).toEqual([37, ['2026-01-01', 25_000], ['2026-02-01', 2_083], '2029-01-01']);
});
test('one share vests on the last day', () => expect(rows(1, schedule('2025-01-01', 48, cliff(12)))).toEqual([['2029-01-01', 1]]));
test('a cliff without a part holds back what would have vested', () => expect(rows(4_800, schedule('2025-01-01', 48, cliff(12)))[0]).toEqual(['2026-01-01', 1_200]));
test('a cliff of 30 % leaves 70 % to the months after it', () => expect(rows(100_000, schedule('2025-01-01', 48, cliff(12, ['3', '10'])))[0]).toEqual(['2026-01-01', 30_000]));
test('quarterly after a cliff that falls between two quarters', () =>
  expect(rows(1_000, schedule('2025-01-01', 4, { every: { length: 3, unit: 'months' }, ...cliff(4) }))).toEqual([['2025-05-01', 250], ['2025-07-01', 250], ['2025-10-01', 250], ['2026-01-01', 250]]));
test('every seven days', () => expect(rows(400, schedule('2025-01-01', 4, { every: { length: 7, unit: 'days' } })).map(([day]) => day)).toEqual(['2025-01-08', '2025-01-15', '2025-01-22', '2025-01-29']));

test.each([
  ['2025-01-31', START_DAY, ['2025-02-28', '2025-03-31', '2025-04-30']], ['2024-01-31', START_DAY, ['2024-02-29', '2024-03-31', '2024-04-30']], ['2024-02-29', START_DAY, ['2024-03-29', '2024-04-29', '2024-05-29']],
  ['2024-02-29', '31_OR_LAST_DAY_OF_MONTH', ['2024-03-31', '2024-04-30', '2024-05-31']], ['2025-01-15', '01', ['2025-02-01', '2025-03-01', '2025-04-01']], ['2025-12-31', '30_OR_LAST_DAY_OF_MONTH', ['2026-01-30', '2026-02-28', '2026-03-30']],
])('from %s by %s', (start, day, want) => expect(vestingDates(start, { length: 1, unit: 'months' }, 3, day)).toEqual(want));
test('a leap day comes back in leap years', () => expect(vestingDates('2024-02-29', { length: 12, unit: 'months' }, 4)).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']));

test('nothing vests before the grant; what would have, vests on its day', () => {
  expect(rows(4_800, schedule('2025-01-01', 48), '2025-03-15').slice(0, 2)).toEqual([['2025-03-15', 200], ['2025-04-01', 100]]);
  expect(rows(4_800, schedule('2020-01-01', 48), '2030-01-01')).toEqual([['2030-01-01', 4_800]]);
});
test('without terms a grant is vested from the start', () => expect(installments({ shares: 10, terms: null, grantedOn: '2025-01-01' })).toEqual([{ on: '2025-01-01', shares: 10 }]));
test('tranches as listed', () => {
  const tranches = [{ after: { length: 12, unit: 'months' as const }, part: ['1', '4'] as [string, string] }, { after: { length: 24, unit: 'months' as const }, part: ['3', '4'] as [string, string] }];
  expect(rows(1_000, VestingTerms.parse({ kind: 'tranches', start: '2024-03-01', tranches }))).toEqual([['2025-03-01', 250], ['2026-03-01', 750]]);
});
test('fractions are kept where they are asked for, and rounded down as a running total where shares are whole', () => {
  const terms = schedule('2025-01-01', 4, { allocation: 'FRACTIONAL' });
  expect(exactInstallments({ shares: 18, terms }).map((i) => exact.toNumber(i.shares))).toEqual([4.5, 4.5, 4.5, 4.5]);
  expect(installments({ shares: 18, terms }).map((i) => i.shares)).toEqual([4, 5, 4, 5]);
});

test.each([
  ['a part above the whole', { kind: 'schedule', start: '2025-01-01', every: { length: 1, unit: 'months' }, periods: 12, cliff: { length: 3, unit: 'months', part: ['3', '2'] } }, 'vesting-part-out-of-range'],
  ['four and a half quarters', { kind: 'schedule', start: '2025-01-01', every: { length: 3, unit: 'months' }, periods: 4.5 }, 'vesting-periods-not-whole'],
  ['a cliff after the end', { kind: 'schedule', start: '2025-01-01', every: { length: 1, unit: 'months' }, periods: 12, cliff: { length: 13, unit: 'months' } }, 'vesting-cliff-too-late'],
  ['a quarter at the very end', { kind: 'schedule', start: '2025-01-01', every: { length: 1, unit: 'months' }, periods: 12, cliff: { length: 12, unit: 'months', part: ['1', '4'] } }, 'vesting-cliff-too-late'],
  ['tranches of three quarters', { kind: 'tranches', start: '2025-01-01', tranches: [{ after: { length: 1, unit: 'months' }, part: ['3', '4'] }] }, 'vesting-parts-not-whole'],
  ['a dangling condition', { kind: 'conditions', conditions: [{ id: 'a', trigger: { type: 'start' }, next: ['b'], amount: { shares: 0 } }] }, 'vesting-condition-unknown'],
])('%s is refused', (_, terms, code) => expect(VestingTerms.safeParse(terms).error?.issues.map((i) => (i as { params?: { refusal?: string } }).params?.refusal)).toContain(code));

const start = { id: 'start', trigger: { type: 'start' }, next: ['cliff'], amount: { shares: 0 } };
const after = (of: string, length: number, occurrences: number) => ({ type: 'after', of, every: { length, unit: 'months' }, occurrences });
const part = (num: number, den: number, ofRemainder = false) => ({ part: [`${num}`, `${den}`], ofRemainder });
const chain = VestingTerms.parse({ kind: 'conditions', start: '2021-01-30', conditions: [start, { id: 'cliff', trigger: after('start', 12, 1), next: ['monthly'], amount: part(12, 48) }, { id: 'monthly', trigger: after('cliff', 1, 36), next: [], amount: part(1, 48) }] });
const race = VestingTerms.parse({ kind: 'conditions', start: '2021-01-01', conditions: [{ ...start, next: ['late', 'sale'] }, { id: 'late', trigger: after('start', 36, 1), next: [], amount: part(0, 1) }, { id: 'sale', trigger: { type: 'event' }, next: ['rest'], amount: part(60, 100) }, { id: 'rest', trigger: { type: 'event' }, next: [], amount: part(1, 1, true) }] });

test('conditions in a chain keep the day of the start', () => {
  const all = installments({ shares: 480, terms: chain });
  expect([all[0], all[1], all[2], all.length]).toEqual([{ on: '2022-01-30', shares: 120 }, { on: '2022-02-28', shares: 10 }, { on: '2022-03-30', shares: 10 }, 37]);
});
test('a milestone reached in time vests, one reached too late does not', () => {
  const sold = (on: string) => installments({ shares: 101, terms: race, met: [{ condition: 'sale', on }] });
  expect(installments({ shares: 101, terms: race })).toEqual([]);
  expect(sold('2022-07-14')).toEqual([{ on: '2022-07-14', shares: 60 }]);
  expect(sold('2024-01-02')).toEqual([]);
  expect(installments({ shares: 101, terms: race, met: [{ condition: 'sale', on: '2022-07-14' }, { condition: 'rest', on: '2022-08-01' }] })).toEqual([{ on: '2022-07-14', shares: 60 }, { on: '2022-08-01', shares: 41 }]);
});
test('conditions that lead back to themselves end', () => {
  const terms = VestingTerms.parse({ kind: 'conditions', start: '2021-01-01', conditions: [start, { id: 'cliff', trigger: after('start', 1, 1), next: ['start'], amount: part(1, 1) }, { id: 'root', trigger: { type: 'start' }, next: ['start'], amount: { shares: 0 } }] });
  expect(installments({ shares: 10, terms })).toEqual([{ on: '2021-02-01', shares: 10 }]);
});

test('acceleration takes its shares from where it is told to', () => {
  const all = installments({ shares: 40, terms: schedule('2025-01-01', 4) });
  const early = (order: 'pro-rata' | 'next' | 'last') => accelerate(all, 15, '2025-02-01', order).map((i) => i.shares);
  expect([early('pro-rata'), early('next'), early('last')]).toEqual([[25, 5, 5, 5], [25, 5, 10], [25, 10, 5]]);
  expect([{ kind: 'all' as const }, { kind: 'part' as const, part: ['1', '4'] as [string, string] }, { kind: 'months' as const, months: 2 }, { kind: 'shares' as const, shares: 99 }].map((rule) => accelerated(all, rule, '2025-02-15'))).toEqual([30, 7, 20, 30]);
});
test('a double trigger needs both, within its window', () => {
  const double = { kind: 'double', monthsAfter: 12, monthsBefore: 3 } as const;
  expect(triggeredOn({ kind: 'single' }, '2025-06-01')).toBe('2025-06-01');
  expect(['2025-02-28', '2025-03-01', '2026-06-01', '2026-06-02', undefined].map((left) => triggeredOn(double, '2025-06-01', left))).toEqual([undefined, '2025-06-01', '2026-06-01', undefined, undefined]);
});

const terms = fc.record({ periods: fc.integer({ min: 1, max: 60 }), length: fc.integer({ min: 1, max: 6 }), unit: fc.constantFrom('days' as const, 'months' as const), start: fc.date({ min: new Date('2000-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }), allocation: fc.constantFrom(...allocationTypes), dayOfMonth: fc.constantFrom(...daysOfMonth), cliffAt: fc.integer({ min: 0, max: 59 }), part: fc.option(fc.integer({ min: 0, max: 100 })) })
  .map(({ periods, length, unit, start: from, allocation, dayOfMonth, cliffAt, part: hundredths }) => schedule(from.toISOString().slice(0, 10), periods, {
    every: { length, unit }, allocation, dayOfMonth, ...(cliffAt > 0 && cliffAt < periods && { cliff: { length: cliffAt * length, unit, ...(hundredths !== null && { part: [`${hundredths}`, '100'] as [string, string] }) } }) }));

test('the shares of a schedule are whole, above zero, in order, and sum to exactly the grant', () => fc.assert(fc.property(terms, fc.integer({ min: 1, max: 2 ** 40 }), (one, shares) => {
  const all = installments({ shares, terms: one });
  expect(all.reduce((sum, i) => sum + i.shares, 0)).toBe(shares);
  expect(all.every((i, n) => Number.isSafeInteger(i.shares) && i.shares > 0 && (n === 0 || all[n - 1]!.on < i.on))).toBe(true);
  expect(exact.equal(exact.sum(exactInstallments({ shares, terms: one }).map((i) => i.shares)), exact.rational(shares))).toBe(true);
}), { numRuns: 200 }));
test('acceleration never takes from what has vested, and keeps the sum', () => fc.assert(fc.property(terms, fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), fc.constantFrom('pro-rata' as const, 'next' as const, 'last' as const), (one, shares, wanted, order) => {
  const all = installments({ shares, terms: one });
  const on = all[Math.floor(all.length / 2)]!.on;
  const now = accelerated(all, { kind: 'shares', shares: Math.max(1, wanted) }, on);
  const next = accelerate(all, now, on, order);
  expect(next.reduce((sum, i) => sum + i.shares, 0)).toBe(shares);
  expect(vestedBy(next, on)).toBe(vestedBy(all, on) + now);
  for (const { on: day } of all) expect(vestedBy(next, day)).toBeGreaterThanOrEqual(vestedBy(all, day));
}), { numRuns: 200 }));

const file = new URL('../../../../../shared/data/ocf-testpackage-vesting-schedule.json', import.meta.url);
test.skipIf(!existsSync(file))('the schedule of the OCF test package, day by day (skipped where ../shared is not)', () => {
  const want = (JSON.parse(readFileSync(file, 'utf8')) as { date: string; quantity: number }[]).map((r) => [r.date.slice(0, 10), r.quantity]);
  expect(rows(360_000, schedule('2019-06-01', 48, cliff(12)))).toEqual(want);
});
