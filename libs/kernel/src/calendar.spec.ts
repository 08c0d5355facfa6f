import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, addMonths, addMonthsToDay, Country, Day, daysBetween, fieldProblems, lastDay, Month, months, monthsBetween } from './index.ts';

const code = (value: string) => {
  const parsed = Day.safeParse(value);
  return parsed.success ? 'fine' : fieldProblems(parsed.error)[0]!.code;
};

test.each([
  ['2026-11-23', 'fine'], ['2024-02-29', 'fine'], ['2026-02-29', 'date-invalid'], ['2026-13-01', 'date-invalid'],
  ['20255-01-01', 'date-out-of-range'], ['1969-12-31', 'date-out-of-range'], ['2101-01-01', 'date-out-of-range'], ['tomorrow', 'date-invalid'], ['2026-1-1', 'date-invalid'],
])('%s is %s', (day, expected) => expect(code(day)).toBe(expected));

test('months count, wrap and list', () => {
  expect(addMonths('2026-11', 3)).toBe('2027-02');
  expect(addMonths('2026-01', -1)).toBe('2025-12');
  expect(months('2026-11', '2027-01')).toEqual(['2026-11', '2026-12', '2027-01']);
  expect(months('2027-01', '2026-11')).toEqual([]);
  expect(Month.safeParse('2026-13').success).toBe(false);
});

test('a day past the end of a month falls on its last day', () => {
  expect(addMonthsToDay('2025-01-31', 1)).toBe('2025-02-28');
  expect(addMonthsToDay('2024-02-29', 12)).toBe('2025-02-28');
  expect(lastDay('2024-02')).toBe('2024-02-29');
});

test('differences undo additions', () => {
  fc.assert(fc.property(fc.integer({ min: -400, max: 400 }), (n) => {
    expect(monthsBetween('2026-05', addMonths('2026-05', n))).toBe(n);
    expect(daysBetween('2026-05-05', addDays('2026-05-05', n))).toBe(n);
  }));
});

test('countries are those of ISO 3166', () => {
  expect(['SE', 'CN', 'US'].every((c) => Country.safeParse(c).success)).toBe(true);
  expect(['XX1', 'Sweden', 'QQ', 'se'].some((c) => Country.safeParse(c).success)).toBe(false);
});
