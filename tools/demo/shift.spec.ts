import { expect, test } from 'vitest';
import { shifting } from './shift.ts';

test('the story ends in the month before today, whenever today is', () => {
  expect(shifting('2026-11-23').month('2026-10')).toBe('2026-10');
  expect(shifting('2028-02-29').month('2026-10')).toBe('2028-01');
  expect(shifting('2027-03-01').ahead(2)).toBe('2027-04');
});

test('days and months in a file move, other numbers stay', () => {
  const { text } = shifting('2027-02-01');
  expect(text('2026-10-31,Salary 2026-10,-3616.67,"2026-10-01 00:00:00"')).toBe('2027-01-31,Salary 2027-01,-3616.67,"2027-01-01 00:00:00"');
});
