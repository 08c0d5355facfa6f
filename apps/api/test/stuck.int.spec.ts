import { Module } from '@nestjs/common';
import { readModel } from '@capstan/event-log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { companyRoom } from '../src/company/company.module.ts';
import { room } from '../src/ledger/room.ts';
import { type Person, startApi, type TestApi } from './app.ts';
import { harbourRoom } from './harbour.ts';

/** A read model that cannot take a ship called Kraken. */
const pilotBook = readModel({
  name: 'pilot-book', version: 1, tables: ['pilot_book'],
  schema: 'CREATE TABLE pilot_book (company TEXT, ship TEXT)',
  on: {
    ShipMoored(views, { data, meta }) {
      if (data.name === 'Kraken') throw new Error('no pilot goes near the secret beast');
      views.run('INSERT INTO pilot_book VALUES (?, ?)', meta.company, data.ship);
    },
  },
});
@Module({})
class PilotModule {}

let api: TestApi, founder: Person, company: string, at: string;
beforeAll(async () => {
  api = await startApi([companyRoom, harbourRoom, room({ module: PilotModule, facts: [], views: [pilotBook], policies: [] })]);
  founder = await api.signUp();
  company = await api.found(founder);
  at = `/api/companies/${company}`;
});
afterAll(() => api.close());

test('a read model that is stuck is named and dated in the company; the others go on, and so does recording', async () => {
  await founder.post(`${at}/harbour/ships`, { name: 'Aurora', fee: 1 });
  expect((await founder.get(at)).body.stuck).toEqual([]);
  const before = new Date().toISOString();
  expect((await founder.post(`${at}/harbour/ships`, { name: 'Kraken', fee: 1 })).status).toBe(201);
  expect((await founder.post(`${at}/harbour/ships`, { name: 'Borea', fee: 1 })).status).toBe(201);
  const { body } = await founder.get(at);
  expect(body.stuck).toEqual([{ name: 'pilot-book', since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) }]);
  expect(body.stuck[0].since >= before && body.stuck[0].since <= new Date().toISOString()).toBe(true);
  expect((await founder.get(`${at}/harbour/ships`)).body.ships.map((s: { name: string }) => s.name)).toEqual(['Aurora', 'Kraken', 'Borea']);
});

test('why it is stuck stays on the server', async () => {
  expect(JSON.stringify((await founder.get(at)).body)).not.toContain('beast');
});
