import { fact, personal } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { factRegistry } from './registry.ts';

test('a registry knows each fact and its personal fields', () => {
  const registry = factRegistry([fact('PersonHired', z.object({ person: z.string(), name: personal(z.string(), 'person') }))]);
  expect(registry.get('PersonHired')?.personal).toEqual([{ field: 'name', of: 'person' }]);
});

test('one name for two facts is refused', () => {
  expect(() => factRegistry([fact('Noted', z.object({})), fact('Noted', z.object({}))])).toThrow('Noted is declared twice');
});
