import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyed } from './index.ts';

const step = fc.record({ key: fc.string({ maxLength: 3 }), value: fc.option(fc.integer()) });

test('a table holds what a Map would hold, in its order, and never changes an earlier one', () => fc.assert(fc.property(fc.array(step), (steps) => {
  const map = new Map<string, number>();
  let table = keyed.keyed<number>();
  for (const { key, value } of steps) {
    const [before, said] = [table, keyed.values(table)];
    table = value === null ? keyed.drop(table, key) : keyed.put(table, key, value);
    if (value === null) map.delete(key); else map.set(key, value);
    expect(keyed.values(before)).toEqual(said);
    expect(keyed.at(table, key)).toBe(value ?? undefined);
  }
  expect(keyed.values(table)).toEqual([...map.values()]);
})));
