import { fill } from '@capstan/kernel';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineRefusalOf, engineSentences } from './engine-refusals.ts';

const named = (template: string) => [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

test('every sentence of the engine is found again by its code, with its values', () => {
  for (const [code, template] of Object.entries(engineSentences)) {
    const values = Object.fromEntries(named(template).map((name, i) => [name, String(i + 7)]));
    expect(engineRefusalOf(fill(template, values))).toEqual({ code, values });
  }
});
test('whatever a file or a column is called', () => {
  fc.assert(fc.property(fc.string({ minLength: 1 }), (name) => {
    expect(engineRefusalOf(fill(engineSentences['column-named-twice'], { column: name }))).toEqual({ code: 'column-named-twice', values: { column: name } });
  }));
});
test('a sentence of somebody else is none of them', () => {
  expect(engineRefusalOf('killed by SIGKILL')).toBeUndefined();
  expect(engineRefusalOf('')).toBeUndefined();
});
