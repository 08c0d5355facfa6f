import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { atomsText, roundedMinor, roundedParts, toAtoms } from './atoms.ts';
import { changed, header, read, rows } from './bill.fixture.ts';

test('a bill becomes groups by month, provider, service and purpose that add up to the rounded total', () => {
  const bill = read().finish()!;
  expect(bill.exactTotal).toBe('1497.6729008');
  expect(bill.total).toEqual({ amount: 149767, currency: 'USD' });
  expect(bill.groups.map((g) => [g.month, g.service, g.purpose, g.amount.amount, g.exact])).toEqual([
    ['2026-09', 'Amazon Bedrock', 'inference', 31033, '310.333'],
    ['2026-09', 'Amazon EC2', 'other', -2500, '-25'],
    ['2026-09', 'Amazon EC2', 'training', 120001, '1200.005'],
    ['2026-10', 'Amazon S3', 'data', 1233, '12.3349'],
    ['2026-10', 'Amazon SQS', 'training', 0, '0.0000008'],
  ]);
  expect(bill).toMatchObject({ provider: 'AWS', lines: 5, credits: 1, from: '2026-09-03', to: '2026-10-01' });
});

test('equal rows of one bill are charges of their own, the same row of another file is not', () => {
  const twice = read([rows[0]!, rows[0]!]).finish()!;
  expect(new Set(twice.rowKeys).size).toBe(2);
  expect(read([rows[0]!]).finish()!.rowKeys[0]).toBe(twice.rowKeys[0]);
});

test.each([
  ['BilledCost', '=1+1', 'row-amount-invalid'],
  ['BilledCost', 'NULL', 'row-cell-empty'],
  ['BilledCost', '1,200.00', 'row-amount-invalid'],
  ['BillingCurrency', 'XXQ', 'row-currency-unknown'],
  ['BillingCurrency', 'EUR', 'row-currency-mixed'],
  ['ChargePeriodStart', '20255-01-01', 'row-date-invalid'],
  ['ChargePeriodStart', '2026-02-30', 'row-date-invalid'],
  ['ServiceName', '', 'row-cell-empty'],
  ['ProviderName', 'x'.repeat(201), 'row-text-too-long'],
])('%s "%s" is refused with its line and column', (column, value, code) => {
  const reader = read(changed(3, column, value));
  expect(reader.finish()).toBeNull();
  expect(reader.problems).toMatchObject([{ path: `line 5, ${column}`, code }]);
});

test('a missing column is named once, whatever the rows hold', () => {
  const without = header.indexOf('BillingCurrency');
  const reader = read(rows.map((r) => r.toSpliced(without, 1)), header.toSpliced(without, 1));
  expect(reader.problems).toEqual([{ path: 'line 1, BillingCurrency', code: 'row-column-missing', message: 'The column BillingCurrency is missing.', values: { column: 'BillingCurrency' } }]);
});

test('a row that is too short is refused, and the report stops at fifty cells while the count goes on', () => {
  const reader = read(Array.from({ length: 60 }, () => ['1']));
  expect(reader.problems).toHaveLength(50);
  expect(reader.problemCount).toBe(60);
  expect(reader.problems[0]).toMatchObject({ path: 'line 2', code: 'row-too-short' });
});

test('decimal text is read exactly, with exponents, and nothing that is not a decimal is', () => {
  expect(['8e-07', '-0.5', '.25', '1E3', '7.'].map((t) => atomsText(toAtoms(t)!))).toEqual(['0.0000008', '-0.5', '0.25', '1000', '7']);
  expect(['', '.', 'e5', '1,5', '0x10', '1e-19', 'Infinity', '9'.repeat(16)].map(toAtoms)).toEqual(Array(8).fill(undefined));
});

test('law: rounded parts always add up to the rounded total and lie within one unit of their own value', () => {
  fc.assert(fc.property(fc.array(fc.bigInt(-(10n ** 24n), 10n ** 24n), { minLength: 1, maxLength: 40 }), fc.constantFrom(0, 2, 3), (parts, digits) => {
    const whole = roundedParts(parts, digits);
    expect(whole.reduce((a, b) => a + b, 0)).toBe(roundedMinor(parts.reduce((a, b) => a + b, 0n), digits));
    whole.forEach((w, i) => expect(Math.abs(w * 10 ** -digits - Number(parts[i]) / 1e18)).toBeLessThanOrEqual(10 ** -digits + 1e-9));
  }));
});
