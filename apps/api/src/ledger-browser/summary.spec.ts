import { expect, test } from 'vitest';
import { summaryOf } from './summary.ts';

test('a summary says what a fact is about, then money, texts and numbers; ids, flags and lists say nothing', () => {
  expect(summaryOf({ amount: { amount: 50_000_000, currency: 'EUR' }, investor: 'Northwind Ventures', kind: 'post-money', lines: [1, 2], mfn: true, note: ' ', safe: 'safe-0123456789abcdef', shares: 12, signedOn: '2026-03-01' })).toEqual([
    { text: 'Northwind Ventures' }, { money: { amount: 50_000_000, currency: 'EUR' } }, { text: 'post-money' }, { number: 12 },
  ]);
});

test('what lies one level down comes after what lies on top', () => {
  expect(summaryOf({ candidate: 'candidate-0123456789ab', evidence: { kind: 'run-accuracy', run: 'run-0123456789ab', deep: { never: 'shown' } }, weight: 3 })).toEqual([{ number: 3 }, { text: 'run-accuracy' }]);
});

test('a long text is cut, a hash is left out', () => {
  expect(summaryOf({ hash: 'a'.repeat(64), text: 'x'.repeat(80) })).toEqual([{ text: `${'x'.repeat(60)}…` }]);
});
