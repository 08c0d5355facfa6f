import { expect, test } from 'vitest';
import { externalCarbon } from './external-carbon.ts';
import type { KnownRun } from './external-run.ts';

const grid = { gramsPerKwh: 400, source: 'grid operator, 2025' };
const machine = { pricePerHour: { amount: 100, currency: 'EUR' }, watts: 65, pue: 1.2 };
const of = (tags: Record<string, string>, known = true) => externalCarbon({ tags, machine: known ? { ...machine, grid } : machine } as unknown as KnownRun, 2);

test('on the company’s machine: kWh by the factor of its grid', () => expect(of({})).toEqual({ kg: 0.8, ...grid }));
test('unknown while nobody has named the grid', () => expect(of({}, false)).toBeNull());
test('a machine of its own may stand elsewhere, and its power is not ours', () => {
  expect(of({ 'capstan.machine': 'a100' })).toBeNull();
  expect(of({ 'capstan.machine': 'a100', 'capstan.watts': '400' })).toBeNull();
  expect(of({ 'capstan.machine': 'a100', 'capstan.grams_per_kwh': '50' })).toBeNull();
});
test('with its power and its grid it is known', () => expect(of({ 'capstan.machine': 'a100', 'capstan.watts': '400', 'capstan.grams_per_kwh': '50' }, false)).toEqual({ kg: 0.1, gramsPerKwh: 50, source: 'capstan.grams_per_kwh' }));
test('what is no number is unknown, not nothing', () => expect(of({ 'capstan.grams_per_kwh': 'little' }, false)).toBeNull());
