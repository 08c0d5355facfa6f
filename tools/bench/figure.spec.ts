import { expect, test } from 'vitest';
import { type Figure, meets, object, table } from './figure.ts';

const rate: Figure = { name: 'ledger.rate', value: 25_123.456789, unit: 'events/s', target: 25_000, higherIsBetter: true };
const slow: Figure = { name: 'api.p99', value: 7.5, unit: 'ms', target: 6, higherIsBetter: false };
const known: Figure = { name: 'disk', value: 2000, unit: 'syncs/s', target: null, higherIsBetter: true };

test('a figure meets its target in its own direction', () => {
  expect([rate, slow, known].map(meets)).toEqual([true, false, true]);
});

test('people read a table, machines one object', () => {
  expect(table([rate, slow, known]).split('\n')).toEqual([
    'figure        value  unit        target',
    'ledger.rate  25,123  events/s  ≥ 25,000  met',
    'api.p99         7.5  ms             ≤ 6  MISSED',
    'disk          2,000  syncs/s          –',
  ]);
  expect(object([rate, known])).toEqual({
    'ledger.rate': { value: 25_123.5, unit: 'events/s', target: 25_000, higherIsBetter: true },
    disk: { value: 2000, unit: 'syncs/s', target: null, higherIsBetter: true },
  });
});
