import { exact } from '@capstan/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VestingTerms } from '../vesting/terms.ts';
import { firstExercisable, ISO_LIMIT, isoSplit, isoSplitOn } from './iso.ts';
import type { Grant } from './state.ts';

const dollars = (n: number | bigint, d = 1) => exact.rational(n, d);
const yearly = VestingTerms.parse({ kind: 'schedule', start: '2025-01-01', every: { length: 12, unit: 'months' }, periods: 4 });
const grant = (over: Partial<Grant> = {}): Grant => ({ grant: 'grant-00000001', holder: 'holder-00000001', name: 'Ada', kind: 'iso', class: 'Common', shares: 40_000, strike: ['15', '1'], fairValue: ['15', '1'], grantedOn: '2025-01-01', vesting: yearly, earlyExercise: false, met: [], accelerated: [], taken: [], ...over });
const today = '2025-01-02';

test('of 10,000 shares a year at 15 dollars, 6,666 fit under 100,000', () => {
  expect(isoSplitOn([grant()], today)[0]).toEqual({ id: 'grant-00000001', iso: 26_664, nso: 13_336, years: [2026, 2027, 2028, 2029].map((year) => ({ year, iso: 6_666, nso: 3_334 })) });
});
test('exactly 100,000 dollars a year all fit', () => expect(isoSplitOn([grant({ fairValue: ['10', '1'] })], today)[0]).toMatchObject({ iso: 40_000, nso: 0 }));
test('exercisable early, everything counts in the year of the grant', () => expect(isoSplitOn([grant({ earlyExercise: true })], today)[0]).toMatchObject({ iso: 6_666, nso: 33_334, years: [{ year: 2025, iso: 6_666, nso: 33_334 }] }));
test('the earlier grant takes the limit, whatever vests first', () => {
  const later = grant({ grant: 'grant-00000002', grantedOn: '2025-06-01', fairValue: ['5', '1'], shares: 20_000 });
  expect(isoSplitOn([later, grant()], '2025-07-01').map((s) => [s.id, s.years[0]])).toEqual([['grant-00000002', { year: 2026, iso: 2, nso: 4_998 }], ['grant-00000001', { year: 2026, iso: 6_666, nso: 3_334 }]]);
});
test('accelerated options count in the year in which they become exercisable', () => {
  const early = grant({ fairValue: ['10', '1'], accelerated: [{ on: '2026-05-01', shares: 30_000, order: 'pro-rata' }] });
  expect(isoSplitOn([early], '2026-04-30')[0]).toMatchObject({ iso: 40_000 });
  expect(isoSplitOn([early], '2026-05-01')[0]).toMatchObject({ iso: 10_000, nso: 30_000 });
});
test('what was forfeited never becomes exercisable', () => {
  const left = grant({ termination: { lastDay: '2027-06-01', forfeited: 20_000 } });
  expect(firstExercisable(left, '2028-01-01').map((e) => e.on)).toEqual(['2026-01-01', '2027-01-01']);
});
test('a strike below the fair value makes no ISO, and uses nothing of the limit', () => {
  const cheap = grant({ grant: 'grant-00000002', strike: ['14', '1'], grantedOn: '2024-06-01' });
  expect(isoSplitOn([cheap, grant()], today).map((s) => [s.id, s.iso, s.nso])).toEqual([['grant-00000001', 26_664, 13_336], ['grant-00000002', 0, 40_000]]);
});
test('without a fair value nothing is said', () => expect(isoSplitOn([{ ...grant(), fairValue: undefined }], today)).toEqual([]));

const some = fc.record({ grantedOn: fc.constantFrom('2024-01-01', '2024-06-01', '2025-02-01'), value: fc.integer({ min: 1, max: 9_999 }), exercisable: fc.array(fc.record({ year: fc.integer({ min: 2025, max: 2030 }), shares: fc.integer({ min: 1, max: 50_000 }) }), { minLength: 1, maxLength: 8 }) });
test('every share is one of the two, no year is over the limit, and one share more would be', () => fc.assert(fc.property(fc.array(some, { minLength: 1, maxLength: 5 }), (all) => {
  const grants = all.map((g, i) => ({ id: `${i}`, grantedOn: g.grantedOn, fairValue: dollars(g.value, 100), exercisable: g.exercisable.map((e) => ({ on: `${e.year}-03-01`, shares: e.shares })) }));
  const split = isoSplit(grants);
  split.forEach((s, i) => expect(s.iso + s.nso).toBe(grants[i]!.exercisable.reduce((sum, e) => sum + e.shares, 0)));
  for (let year = 2025; year <= 2030; year++) {
    const used = exact.sum(split.map((s, i) => exact.mul(dollars(s.years.find((y) => y.year === year)?.iso ?? 0), grants[i]!.fairValue)));
    expect(exact.compare(used, ISO_LIMIT)).toBeLessThanOrEqual(0);
    const room = grants.filter((_, i) => split[i]!.years.some((y) => y.year === year && y.nso > 0)).filter((g) => exact.compare(exact.add(used, g.fairValue), ISO_LIMIT) <= 0);
    expect(room).toEqual([]);
  }
}), { numRuns: 200 }));
