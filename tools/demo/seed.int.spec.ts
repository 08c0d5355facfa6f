import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { companyApi } from '@capstan/capital';
import { decisionsApi } from '@capstan/decisions';
import { planningApi } from '@capstan/planning';
import { reportsApi } from '@capstan/reports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answers, freePort } from '../serve/ports.ts';
import { DemoPerson } from './client.ts';
import { type DemoPlace, hasDemo, seedDemo } from './seed.ts';
import { demoPassword, demoPeople } from './story.ts';

const root = resolve(import.meta.dirname, '../..');
const started: ChildProcess[] = [];
let place: DemoPlace;

function start(args: string[], cwd: string, env: Record<string, string>): void {
  started.push(spawn(process.execPath, args, { cwd: join(root, cwd), env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] }));
}

beforeAll(async () => {
  const data = mkdtempSync(join(tmpdir(), 'capstan-demo-'));
  const port = (await freePort(0))!;
  place = { api: `http://127.0.0.1:${port}`, origin: 'http://localhost:3000', data };
  const env = { CAPSTAN_DATA: data, API_PORT: String(port), CAPSTAN_ORIGIN: place.origin, CAPSTAN_API_URL: place.api, CAPSTAN_RATE_LIMIT: 'off' };
  start(['--import', '@oxc-node/core/register', 'src/main.ts'], 'apps/api', env);
  const end = Date.now() + 120_000;
  if (!(await answers(`${place.api}/api/health`, () => Date.now() > end))) throw new Error('the API did not come up');
  start(['src/main.ts'], 'apps/trainer', env);
}, 130_000);
afterAll(() => { for (const child of started) child.kill('SIGTERM'); });

test('the demo: books through the importers, pilots by the trainer, decisions on them, a report; a second seeding adds nothing', async () => {
  const { behind } = await seedDemo(place, () => false);
  await behind;
  const founder = await DemoPerson.arrive(place, { ...demoPeople.founder, password: demoPassword }, '');
  const { companies } = (await founder.get(companyApi.me, {})) as { companies: { id: string; demo: boolean }[] };
  expect(companies).toMatchObject([{ demo: true }]);
  const company = companies[0]!.id;
  const list = async (endpoint: Parameters<DemoPerson['get']>[0]) => (await founder.get(endpoint, { company })) as unknown as Record<string, unknown>[];
  expect((await list(decisionsApi.selections)).map((s) => [s['kind'], s['status'], s['chosen']].join(': ')).toSorted((a, b) => a.localeCompare(b))).toEqual(['business-model: decided: Per thousand notes', 'technology: decided: Convolutional network']);
  expect((await list(reportsApi.reports)).map((r) => r['status'])).toEqual(['published']);
  const { money, team } = (await founder.get(planningApi.overview, { company })) as { money: { plan: { runway: { kind: string } }; missing: string[]; unsorted: number }; team: { headcount: number; planned: number } };
  expect({ runway: money.plan.runway.kind, missing: money.missing, unsorted: money.unsorted, headcount: team.headcount, planned: team.planned }).toEqual({ runway: 'months', missing: [], unsorted: 0, headcount: 8, planned: 3 });

  await (await seedDemo(place, () => false)).behind;
  expect(((await founder.get(companyApi.me, {})) as { companies: unknown[] }).companies).toHaveLength(1);

  // A new folder before a ledger that holds something already, as after a move or a restore.
  rmSync(join(place.data, 'demo.json'));
  await (await seedDemo(place, () => false)).behind;
  expect(hasDemo(place.data)).toBe(false);
}, 600_000);
