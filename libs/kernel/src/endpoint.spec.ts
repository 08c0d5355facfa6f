import { expect, test } from 'vitest';
import { z } from 'zod';
import { granted, permissions, type Permission, redact, revealing } from './index.ts';

const Person = z.object({ name: z.string(), salary: revealing(z.object({ amount: z.number() }), 'salaries:read') });
const View = z.object({ people: z.array(Person), byTeam: z.record(z.string(), Person), lead: Person.optional(), either: z.union([z.string(), Person]) });
const ann = { name: 'Ann', salary: { amount: 5 } };
const hidden = { name: 'Ann', salary: null };

test('fields that reveal are null without the permission, wherever they stand', () => {
  const view = { people: [ann], byTeam: { ml: ann }, lead: ann, either: ann };
  expect(redact(View, view, () => false)).toEqual({ people: [hidden], byTeam: { ml: hidden }, lead: hidden, either: hidden });
  expect(redact(View, view, (p) => p === 'salaries:read')).toEqual(view);
});

test('a plain value that reveals is hidden inside whatever holds it', () => {
  const pay = revealing(z.number(), 'salaries:read');
  const View = z.object({ maybe: pay.optional(), list: z.array(pay), either: z.union([pay, z.string()]) });
  expect(redact(View, { maybe: 5, list: [5, 6], either: 5 }, () => false)).toEqual({ maybe: null, list: [null, null], either: null });
});

test('a field that the contract does not name never leaves', () => {
  expect(redact(Person, { ...ann, password: 'x', constructor: 'y' }, () => true)).toEqual(ann);
});

test('roles hold what the house says and nothing else', () => {
  const holds = (role: keyof typeof granted, p: Permission) => granted[role].includes(p);
  expect(permissions.filter((p) => holds('investor', p))).toEqual(['company:read', 'reports:read']);
  for (const p of ['capital:read', 'salaries:read', 'team:read', 'ledger:read', 'planning:read'] as const) expect(holds('engineer', p)).toBe(false);
  expect(granted.trainer).toEqual(['training:lease']);
  expect(holds('founder', 'training:lease')).toBe(false);
});
