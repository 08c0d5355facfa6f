import type { ExitSheet } from '@capstan/capital/waterfall';
import { expect, test } from 'vitest';
import { returnsOf } from './returns.ts';

const paid = (holder: string, on: string, amount: number) => ({ holder, on, amount: { amount, currency: 'EUR' } });
const sheet: ExitSheet = { on: '2026-01-01', currency: 'EUR', pool: 0, classes: [], held: [], options: [], warrants: [], unconverted: [], debts: [], paid: [paid('elbe', '2024-01-01', 50_000), paid('elbe', '2025-01-01', 50_000), paid('new', '2026-01-01', 100)] };
const back = returnsOf(sheet);

test('an investor’s return counts every payment from its day', () => {
  // 50,000 over two years and 50,000 over one at 20 %: 72,000 (the first year is a leap year) and 60,000
  expect(back('elbe', 132_000)).toEqual({ paid: 100_000, multiple: 1.32, rate: expect.closeTo(0.2, 3) });
});
test('nothing back is no rate, nor is a sale on the day of the payment; who paid nothing has no return', () => {
  expect([back('elbe', 0)?.rate, back('new', 150)?.rate, back('founder', 1)]).toEqual([null, null, null]);
});
