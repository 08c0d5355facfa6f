import { exact, fold, given } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { capitalDecider } from '../decider.ts';
import type { CapitalFact } from '../events.ts';
import { beforeClose, closing, eur, ids } from '../story.fixture.ts';
import { exitSheetOn, exitTable, noPlay, payoutsAt, payoutsPerHolder, waterfallCurve } from './index.ts';
import type { ExitPlay, ExitSheet } from './index.ts';

const closed: readonly CapitalFact[] = [...beforeClose, ...given(capitalDecider, ...beforeClose).when(closing).facts()];
const granted: CapitalFact = {
  type: 'GrantMade', effective: '2025-07-01',
  data: { grant: 'grant-00000001', holder: 'holder-00000008', holderName: 'Ada Park', kind: 'option', class: 'Common', shares: 48_000, strike: ['1', '10'], grantedOn: '2025-07-01', earlyExercise: false, vesting: { kind: 'schedule', start: '2025-07-01', every: { length: 1, unit: 'months' }, periods: 48, allocation: 'CUMULATIVE_ROUND_DOWN', dayOfMonth: 'VESTING_START_DAY_OR_LAST_DAY_OF_MONTH' } } as never,
};
const sheetOf = (facts: readonly CapitalFact[], on = '2026-07-01', debts: ExitSheet['debts'] = []) => exitSheetOn(fold(capitalDecider, facts), on, debts);

function outcome(sheet: ExitSheet, whole: number, play: Partial<ExitPlay> = {}) {
  const price = exact.rational(eur(whole).amount);
  const { terms, holds, names } = exitTable(sheet, { ...noPlay, ...play });
  const curve = waterfallCurve(terms);
  if (curve.kind !== 'curve') throw new Error(curve.kind);
  const { payouts } = payoutsAt(curve, price);
  const amount = (x: exact.Rational) => Math.round(exact.toNumber(x) / 100);
  return { payouts, names, of: Object.fromEntries(payouts.map((p) => [p.id, amount(p.amount)])), holders: Object.fromEntries(payoutsPerHolder(payouts, holds).map((h) => [h.name, amount(h.amount)])) };
}

test('a company as recorded: preferred by their terms, the pool gets nothing', () => {
  const sheet = sheetOf(closed);
  expect(sheet.paid.map((p) => `${p.holder} ${p.on} ${p.amount.amount}`).sort()).toEqual([`${ids.holders.elbe} 2024-12-09 40000000`, `${ids.holders.nordlicht} 2025-06-20 120000000`, `${ids.holders.kanal} 2025-06-20 60000000`]);
  expect(sheet.classes.map((c) => [c.class, c.terms?.kind ?? 'common'])).toEqual([['Common', 'common'], ['Seed', 'preferred'], ['Seed (SAFE)', 'preferred']]);
  const { of, holders, payouts } = outcome(sheet, 1_000_000);
  expect(exact.toFraction(exact.sum(payouts.map((p) => p.amount)))).toEqual([String(eur(1_000_000).amount), '1']);
  expect(of['class Common']).toBe(0);
  expect(Object.keys(holders).sort()).toEqual(['Elbe Angels', 'Jonas Lindqvist', 'Kanal Kapital', 'Mira Okafor', 'Nordlicht Ventures']);
});

test('vested options take part, unvested ones when they vest with the sale', () => {
  const sheet = sheetOf([...closed, granted]);
  expect(sheet.options).toEqual([{ holder: 'holder-00000008', name: 'Ada Park', kind: 'option', strike: ['1', '10'], vested: 12_000, unvested: 36_000 }]);
  const [lapsed, vesting] = [outcome(sheet, 50_000_000), outcome(sheet, 50_000_000, { unvested: 'vest' })];
  expect(vesting.holders['Ada Park']! / lapsed.holders['Ada Park']!).toBeCloseTo(4, 1);
});

test('a SAFE before any round is paid back or converts; debts and costs come first', () => {
  const sheet = sheetOf(beforeClose.filter((f) => f.type !== 'RoundOpened' && f.type !== 'CommitmentMade'), '2025-01-31', [{ loan: 'loan-00000001', name: 'Kanal Bank', amount: eur(50_000) }]);
  expect(sheet.unconverted).toEqual([{ id: ids.safe, holder: ids.holders.elbe, name: 'Elbe Angels', kind: 'safe', capKind: 'post-money', amount: eur(400_000), cap: eur(6_000_000) }]);
  expect(outcome(sheet, 1_000_000, { costs: eur(50_000).amount }).of).toEqual({ costs: 50_000, 'loan-00000001': 50_000, [ids.safe]: 400_000, 'class Common': 500_000 });
  expect(outcome(sheet, 15_000_000, { payDebts: false }).of).toEqual({ [ids.safe]: 1_000_000, 'class Common': 14_000_000 });
  expect(outcome(sheet, 15_000_000, { payDebts: false, unconverted: 'cash-out' }).of[ids.safe]).toBe(400_000);
});

test('other terms change the outcome, not the sheet', () => {
  const sheet = sheetOf(closed);
  const seed = (play: ExitPlay['classes'][string]) => outcome(sheet, 6_000_000, { classes: { Seed: play } }).of['class Seed']!;
  // 2,410,713 shares at the price of the round: whole shares cost a little less than 1.8 million
  expect([seed({}), seed({ multiple: '2' }), seed({ participation: 'full' }) > seed({}), seed({ participation: 'capped', participationCap: '1.2' })]).toEqual([1_799_999, 3_599_998, true, 2_159_999]);
  const junior = (seniority: number) => outcome(sheet, 1_900_000, { classes: { 'Seed (SAFE)': { seniority } } }).of['class Seed (SAFE)'];
  expect(junior(5)).toBeCloseTo(100_000, -1);
});
