import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatters, plain } from './formatters.ts';
import { fractionOfPercent, parseDecimalText, parseMinor } from './parse.ts';

const en = formatters('en');
const zh = formatters('zh-CN');
const eur = (amount: number) => ({ amount, currency: 'EUR' });

test('money is short in tiles, whole in tables and exact where asked', () => {
  expect([en.tile(eur(125_000_000)), en.amount(eur(125_000_000)), en.exact(eur(125_000_050))]).toEqual(['€1.25M', '€1,250,000', '€1,250,000.50']);
  expect(zh.tile(eur(125_000_000))).toBe('€125万');
});

test('a currency without a minor unit shows none, one with three shows three', () => {
  expect(en.exact({ amount: 1500, currency: 'JPY' })).toBe('¥1,500');
  expect(en.exact({ amount: 1500, currency: 'KWD' })).toContain('1.500');
});

test('unknown is a dash, a true minus is written, zero has no sign', () => {
  expect([en.amount(null), en.number(Number.NaN), en.percent(undefined), en.months(Number.POSITIVE_INFINITY), en.day('soon')]).toEqual(['—', '—', '—', '—', '—']);
  expect(en.amount(eur(-125_000))).toBe('−€1,250');
  expect([en.number(-0), en.amount(eur(-4)), en.percent(-0.00001)]).toEqual(['0', '€0', '0%']);
});

test('money of no currency is unknown: a company that did not exist yet at the moment shown', () => {
  expect([en.tile({ amount: 0, currency: '' }), en.exact({ amount: 5, currency: '' })]).toEqual(['—', '—']);
});

test('days and months do not move with the time zone', () => {
  expect([en.day('2026-11-23'), en.month('2026-01'), zh.month('2026-01')]).toEqual(['Nov 23, 2026', 'Jan 2026', '2026年1月']);
});

test('durations read as a person says them', () => {
  expect([en.duration(4.25), en.duration(60), en.duration(75), en.duration(4320)]).toEqual(['4.3 sec', '1 min', '1 min 15 sec', '1 hr 12 min']);
});

test('typed numbers are read in the language of the page', () => {
  expect([parseDecimalText('€1,250.50', 'en'), parseDecimalText('1.250,50', 'de'), parseDecimalText('1.5m', 'en'), parseDecimalText('120万', 'zh-CN'), parseDecimalText('３０００', 'zh-CN')]).toEqual(['1250.5', '1250.5', '1500000', '1200000', '3000']);
  expect([parseDecimalText('', 'en'), parseDecimalText('1.2.3', 'en'), parseDecimalText('twelve', 'en'), parseMinor('1.005', 'en', 2), parseMinor('99999999999999999', 'en', 2)]).toEqual([undefined, undefined, undefined, undefined, undefined]);
});

test('every amount that prints exactly is read back as it was', () => {
  fc.assert(fc.property(fc.integer({ min: -(2 ** 51), max: 2 ** 51 }), fc.constantFrom('EUR', 'JPY', 'KWD'), (amount, currency) => {
    const digits = { EUR: 2, JPY: 0, KWD: 3 }[currency];
    expect(parseMinor(plain({ amount, currency }), 'en', digits)).toBe(amount);
    expect(parseMinor(en.exact({ amount, currency }), 'en', digits)).toBe(amount);
  }));
});

test('percentages become fractions exactly', () => {
  expect(['20', '12.5', '0.07', '-5', '100', '0'].map(fractionOfPercent)).toEqual(['0.2', '0.125', '0.0007', '-0.05', '1', '0']);
});
