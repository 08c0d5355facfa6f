import { expect, test } from 'vitest';
import { summaryOf } from './summary.ts';

test('a summary holds the first values that say something: no ids, no nested things, at most four', () => {
  expect(summaryOf({ safe: 'safe-0123456789abcdef', investor: 'Northwind Ventures', amount: { amount: 50_000_000, currency: 'EUR' }, kind: 'post-money', mfn: true, note: ' ', shares: 12, signedOn: '2026-03-01', lines: [1, 2] })).toEqual([
    { text: 'Northwind Ventures' }, { money: { amount: 50_000_000, currency: 'EUR' } }, { text: 'post-money' }, { number: 12 },
  ]);
});

test('a long text is cut, a hash is left out', () => {
  expect(summaryOf({ hash: 'a'.repeat(64), text: 'x'.repeat(80) })).toEqual([{ text: `${'x'.repeat(60)}…` }]);
});
