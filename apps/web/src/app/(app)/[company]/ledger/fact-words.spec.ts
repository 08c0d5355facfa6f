import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as capital from '@capstan/capital';
import * as compute from '@capstan/compute';
import * as decisions from '@capstan/decisions';
import type { FactType } from '@capstan/kernel';
import * as market from '@capstan/market';
import * as planning from '@capstan/planning';
import * as reports from '@capstan/reports';
import * as team from '@capstan/team';
import * as training from '@capstan/training';
import { expect, test } from 'vitest';

const types = [capital, compute, decisions, market, planning, reports, team, training]
  .flatMap((room) => Object.entries(room).flatMap(([name, list]) => (name.endsWith('Facts') && Array.isArray(list) ? (list as unknown as FactType[]).map(({ type }) => type) : [])));

test.each(['en', 'zh'])('every kind of fact has a name in %s, so that the ledger can say what was recorded', (lang) => {
  const folder = join(import.meta.dirname, '../../../../messages', lang);
  const named = new Set(readdirSync(folder).flatMap((file) => Object.keys((JSON.parse(readFileSync(join(folder, file), 'utf8')) as { facts?: object }).facts ?? {})));
  expect(types.length).toBeGreaterThan(60);
  expect([...new Set(types)].filter((type) => !named.has(type))).toEqual([]);
});
