import { exact } from '@capstan/kernel';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayCounts, yearsBetween } from '../rounds/day-count.ts';
import { fv, irr, mirr, npv, pmt, pv, xirr, xnpv } from './index.ts';

const years = (from: string, to: string, count: (typeof dayCounts)[number]) => exact.toFraction(yearsBetween(from, to, count)).join('/');

test.each([
  ['2024-01-01', '2024-07-01', 'act/365f', '182/365'], ['2024-01-01', '2024-07-01', 'act/360', '91/180'], ['2024-01-01', '2024-07-01', '30/360', '1/2'], ['2024-01-01', '2024-07-01', 'act/act', '91/183'],
  ['2024-01-31', '2024-03-31', '30/360', '1/6'], ['2024-01-15', '2024-03-31', '30/360', '19/90'],
  ['2023-11-01', '2025-02-01', 'act/act', '457/365'],
] as const)('from %s to %s is by %s %s years', (from, to, count, want) => expect(years(from, to, count)).toBe(want));

const microsoft = [['1992-01-01', -10000], ['1992-03-01', 2750], ['1992-10-30', 4250], ['1993-02-15', 3250], ['1993-04-01', 2750]].map(([on, amount]) => ({ on: String(on), amount: Number(amount) }));

test('XIRR of the example of Microsoft KB Q116041', () => {
  const found = xirr(microsoft);
  expect(found).toEqual({ kind: 'one', rate: expect.closeTo(0.373362533, 8) });
});

test('at the rate found the flows are worth nothing, by every day count', () => {
  for (const count of dayCounts) {
    const found = xirr(microsoft, count);
    expect(xnpv(found.kind === 'one' ? found.rate : Number.NaN, microsoft, count)).toBeCloseTo(0, 6);
  }
});

test('one, several and no rates are told apart', () => {
  expect(irr([-100, 110])).toEqual({ kind: 'one', rate: expect.closeTo(0.1, 12) });
  // (1.1)(1.3) apart: −100 + 240/x … the textbook flow with rates 10 % and 30 %
  expect(irr([-100, 240, -143])).toEqual({ kind: 'several', rates: [expect.closeTo(0.1, 9), expect.closeTo(0.3, 9)] });
  expect(irr([-1, 6, -11, 6])).toEqual({ kind: 'several', rates: [expect.closeTo(0, 9), expect.closeTo(1, 9), expect.closeTo(2, 9)] });
  expect(irr([-100, 200, -150])).toEqual({ kind: 'none', because: 'outside-range' });
  expect(irr([100, 50])).toEqual({ kind: 'none', because: 'one-way' });
  expect(irr([])).toEqual({ kind: 'none', because: 'one-way' });
  expect(irr([-100, 240, -143], { from: 0.2, to: 1 })).toEqual({ kind: 'one', rate: expect.closeTo(0.3, 9) });
});

test('two rates that are one are counted once', () => expect(irr([-100, 220, -121])).toEqual({ kind: 'one', rate: expect.closeTo(0.1, 5) }));

test('a very good week and a very bad decade have a rate', () => {
  expect(xirr([{ on: '2026-01-01', amount: -100 }, { on: '2026-01-08', amount: 150 }])).toEqual({ kind: 'one', rate: expect.closeTo(1.5 ** (365 / 7) - 1, -5) });
  expect(xirr([{ on: '2016-01-01', amount: -1e6 }, { on: '2026-01-01', amount: 1 }])).toEqual({ kind: 'one', rate: expect.closeTo(-0.7487, 3) });
});

test('every rate put into the flows is found again', () => {
  const rates = fc.uniqueArray(fc.integer({ min: -60, max: 300 }), { minLength: 1, maxLength: 4, selector: (n) => Math.round(n / 12) });
  fc.assert(fc.property(rates, (percents) => {
    const wanted = percents.map((p) => p / 100).sort((a, b) => a - b);
    const flows = wanted.reduce<number[]>((all, r) => [...all, 0].map((c, i) => c * (1 + r) - (all[i - 1] ?? 0)), [1]).reverse();
    const found = irr(flows);
    const got = found.kind === 'several' ? found.rates : found.kind === 'one' ? [found.rate] : [];
    expect(got).toEqual(wanted.map((r) => expect.closeTo(r, 4)));
  }), { numRuns: 200, seed: 11 });
});

test('NPV names whether the first flow is discounted', () => {
  expect(npv(0.05, [-15000, 1500, 2500, 3500, 4500, 6000])).toBeCloseTo(122.89485495, 6);
  expect(npv(0.08, [-40000, 5000, 8000, 12000, 30000], 'discounted')).toBeCloseTo(2838.169137203, 6);
});

test('payments and what they come to', () => {
  expect(pmt(0.08 / 12, 60, 15000)).toBeCloseTo(-304.1459143262052, 9);
  expect(pmt(0, 10, 1000)).toBe(-100);
  expect([fv(0.05 / 12, 120, -100, -100), fv(0.05 / 12, 120, -100, -100, 'begin')]).toEqual([expect.closeTo(15692.9288943357, 6), expect.closeTo(15757.6298441047, 6)]);
  expect(pv(0.05 / 12, 120, -100, 15692.9288943357)).toBeCloseTo(-100, 8);
  expect(pmt(0.01, 24, 5000, 0, 'begin') * 1.01).toBeCloseTo(pmt(0.01, 24, 5000), 9);
});

test('MIRR takes both rates; without money on both sides there is none', () => {
  // numpy-financial's documented example
  expect(mirr([-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000], 0.08, 0.055)).toBeCloseTo(0.0666, 4);
  expect([mirr([100, 50], 0.1, 0.1), mirr([-100, -50], 0.1, 0.1), mirr([-100], 0.1, 0.1)]).toEqual([null, null, null]);
});
