import { redact, revealing } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { hidesInVain } from '../src/http/hiding.ts';

const pay = revealing(z.number(), 'salaries:read');
const Person = z.object({ pay });

test.each([
  ['in an object', Person], ['in a list', z.array(Person)], ['in a record', z.record(z.string(), Person)], ['in a union', z.union([z.string(), Person])], ['optional', z.object({ lead: Person.optional() })],
])('what is hidden %s stays hidden', (_, schema) => expect(hidesInVain(schema)).toBe(false));

test.each([
  ['in a tuple', z.tuple([Person, z.string()])], ['in an intersection', z.intersection(Person, z.object({ name: z.string() }))], ['behind a transformation', z.object({ x: z.string().pipe(z.string()).or(z.tuple([Person])) })],
])('what is hidden %s is noticed', (_, schema) => expect(hidesInVain(schema)).toBe(true));

test('redaction indeed does not reach into a tuple', () => {
  expect(redact(z.tuple([Person]), [{ pay: 5 }], () => false)).toEqual([{ pay: 5 }]);
});
