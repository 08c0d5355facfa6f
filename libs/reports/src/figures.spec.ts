import { expect, test } from 'vitest';
import { delta, figures, type FigureValue } from './figures.ts';
import { reportDays } from './moments.ts';

const eur = (amount: number): FigureValue => ({ kind: 'money', money: { amount, currency: 'EUR' } });
const unknown: FigureValue = { kind: 'unknown' };

test('burn that falls is better, revenue that falls is worse', () => {
  expect(delta('net-burn', eur(80_000_00), eur(100_000_00))).toEqual({ kind: 'change', absolute: eur(-20_000_00), relative: -0.2, trend: 'better' });
  expect(delta('revenue', eur(90), eur(100))).toMatchObject({ trend: 'worse', relative: -0.1 });
});

test('headcount moves without being good or bad, and no change is the same', () => {
  expect(delta('headcount', { kind: 'count', count: 8 }, { kind: 'count', count: 7 })).toMatchObject({ trend: 'neutral', absolute: { kind: 'count', count: 1 } });
  expect(delta('cash', eur(5), eur(5))).toMatchObject({ trend: 'same', relative: 0 });
});

test('a change from below zero is measured against its size; from nothing it has no percentage', () => {
  expect(delta('net-burn', eur(-50), eur(-100))).toMatchObject({ relative: 0.5, trend: 'worse' });
  expect(delta('revenue', eur(100), eur(0))).toMatchObject({ relative: null, trend: 'better' });
});

test('no change is claimed of what is unknown, in words, or in another currency', () => {
  expect(delta('cash', eur(5), unknown)).toEqual({ kind: 'unknown' });
  expect(delta('runway-plan', { kind: 'not-burning' }, { kind: 'months', months: 8, on: '2027-05-01' })).toEqual({ kind: 'unknown' });
  expect(delta('cash', eur(5), { kind: 'money', money: { amount: 5, currency: 'USD' } })).toEqual({ kind: 'unknown' });
});

test('runway is compared in months', () => {
  const months = (n: number): FigureValue => ({ kind: 'months', months: n, on: '2027-05-01' });
  expect(delta('runway-plan', months(9.5), months(10.5))).toEqual({ kind: 'change', absolute: { kind: 'count', count: -1 }, relative: -1 / 10.5, trend: 'worse' });
});

test('a report shows what was chosen, in reading order, and unknown where nobody measured', () => {
  const shown = figures(['revenue', 'cash'], { cash: eur(10) }, { cash: eur(8) }, 'shown');
  expect(shown.map((f) => [f.key, f.current.kind])).toEqual([['cash', 'money'], ['revenue', 'unknown']]);
});

test('without money granted amounts are hidden, also in the change; percentages and months stay', () => {
  const [cash] = figures(['cash'], { cash: eur(12) }, { cash: eur(10) }, 'hidden');
  expect(cash).toEqual({ key: 'cash', current: { kind: 'hidden' }, prior: { kind: 'hidden' }, delta: { kind: 'change', absolute: { kind: 'hidden' }, relative: 0.2, trend: 'better' } });
  expect(JSON.stringify(figures(['runway-plan'], { 'runway-plan': { kind: 'months', months: 9, on: '2027-05-01' } }, {}, 'hidden'))).toContain('"months":9');
});

test('figures of a month that is over are asked the day after it; of a month that is not, at the moment', () => {
  expect(reportDays('2026-10', '2026-11-05T09:00:00.000Z')).toEqual({ current: '2026-11-01', prior: '2026-10-01', complete: true });
  expect(reportDays('2026-11', '2026-11-05T09:00:00.000Z')).toEqual({ current: '2026-11-05', prior: '2026-11-01', complete: false });
});
