/**
 * So many people at once: `npm run -s load`. 200 users with a page open each, on SQLite: read, now and then record, and
 * read anew when their company moves; first alone, then beside a training run and an import of 100,000 rows in two files.
 * `-- --users N`, `--seconds N` (of each part), `--log postgres`, `--part quiet|busy`, `--seed N`. Prints waiting times, errors and
 * memory; exits with 1 at an error or a loss. The API's build must be there (`npx nx build @capstan/api`).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { broken, eventsOf, lost } from './campaign/checks.ts';
import { Dice } from './campaign/dice.ts';
import { postgres, sqlite } from './campaign/engines.ts';
import { named } from './campaign/house.ts';
import { Api, ORIGIN } from './campaign/processes.ts';
import { startBusy } from './load/busy.ts';
import { Tally } from './load/tally.ts';
import { settle } from './load/town.ts';
import { User, type Visit } from './load/user.ts';

const { values } = parseArgs({ options: { users: { type: 'string', default: '200' }, seconds: { type: 'string', default: '240' }, log: { type: 'string', default: 'sqlite' }, part: { type: 'string' }, seed: { type: 'string', default: '1' } } });
const [users, seconds, seed] = [Number(values.users), Number(values.seconds), Number(values.seed)];
if (![users, seconds, seed].every((n) => Number.isInteger(n) && n > 0)) throw new Error('--users, --seconds and --seed are whole numbers');
const SAMPLE_MS = 1000;

interface Running { readonly api: Api; readonly visits: readonly Visit[]; readonly address: string; readonly data: string }

/** Lets the users live for a while; false when anything failed or was lost. */
async function part(name: string, { api, visits, address }: Running, beside: () => string): Promise<boolean> {
  const tally = new Tally();
  const all = visits.map((visit, i) => new User(`${name}-${i}`, api.url, visit, new Dice(seed * 1000 + i), tally));
  const living = all.map((user) => user.live());
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(SAMPLE_MS)) tally.holds(api.memory);
  for (const user of all) user.leave();
  await Promise.race([Promise.all(living), sleep(60_000)]);
  console.log(`\n${name}: ${users} users, ${seconds} s, ${tally.heard} notices heard${beside()}\n\n${tally.table()}\n\n${tally.memory()}`);
  const losses = [...await broken(address)];
  for (const company of new Set(visits.map((visit) => visit.company))) {
    const events = await eventsOf(address, company);
    const acknowledged = all.filter((user) => user.company === company).flatMap((user) => user.acknowledged);
    losses.push(...lost(events, acknowledged, (e) => named('spend')(e) ?? named('hire')(e) ?? named('cost')(e)));
  }
  for (const line of [...tally.whatFailed(), ...losses.slice(0, 20)]) console.error(line);
  return tally.errors === 0 && losses.length === 0;
}

async function main(): Promise<boolean> {
  const engine = values.log === 'postgres' ? await postgres() : sqlite;
  if ('skipped' in engine) throw new Error(engine.skipped);
  const data = mkdtempSync(join(tmpdir(), 'capstan-load-'));
  const place = await engine.place();
  const api = await Api.over({ CAPSTAN_DATA: data, ...(place.address !== undefined && { CAPSTAN_LOG: place.address }) });
  try {
    await api.start();
    const visits = await settle({ api: api.url, origin: ORIGIN }, readFileSync(join(data, 'setup-secret'), 'utf8').trim(), users);
    const running = { api, visits, address: place.address ?? join(data, 'ledger.db'), data };
    console.log(`${engine.name}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${new Date().toISOString().slice(0, 10)}; ${new Set(visits.map(({ company }) => company)).size} companies`);
    const quiet = values.part === 'busy' || await part('quiet', running, () => '');
    if (values.part === 'quiet') return quiet;
    const busy = await startBusy(api, data, visits[0]!);
    const calm = await part('busy', running, () => `, ${busy.imports} bank files of 50,000 rows imported, a run training`);
    await busy.stop();
    return quiet && calm;
  } finally {
    await api.end('SIGKILL');
    await place.gone();
    await engine.close();
    rmSync(data, { recursive: true, force: true });
  }
}

process.exit((await main()) ? 0 : 1);
