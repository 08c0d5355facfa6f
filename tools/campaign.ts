/**
 * Strikes the product where it hurts and looks whether anything acknowledged is gone: `npm run -s campaign`, on SQLite
 * and on a PostgreSQL of its own, one after the other. `-- --short` for a first look, `--log sqlite|postgres|postgres://…`
 * for one of them or a server that is there, `--kills N`, `--seed N`, `--only NAME`. Exits with 1 at the first loss.
 * The API's build must be there (`npx nx build @capstan/api`).
 */
import { parseArgs } from 'node:util';
import { clockJumps, clockJumpsInTraining } from './campaign/clock.ts';
import { corruption, tornPage } from './campaign/damage.ts';
import { diskFull } from './campaign/disk-full.ts';
import { type Engine, given, postgres, sqlite } from './campaign/engines.ts';
import type { Scenario } from './campaign/house.ts';
import { idleClients } from './campaign/idle-client.ts';
import { importing } from './campaign/importing.ts';
import { migrating } from './campaign/migrating.ts';
import { twoNodes, twoTrainers } from './campaign/nodes.ts';
import { rebuilding } from './campaign/rebuilding.ts';
import { recording } from './campaign/recording.ts';
import { slowDisk } from './campaign/slow-disk.ts';
import { stuck } from './campaign/stuck.ts';
import { training } from './campaign/training.ts';

/** Each scenario with its kills in the long form, and in the short one (undefined: left out there). */
const scenarios: readonly (readonly [Scenario, long: number, short: number | undefined])[] = [
  [recording, 130, 4], [importing, 50, 2], [rebuilding, 45, 2], [migrating, 40, 2], [tornPage, 30, 1], [training, 24, 1], [clockJumps, 12, 1],
  [slowDisk, 10, undefined], [twoNodes, 40, undefined], [twoTrainers, 4, undefined], [clockJumpsInTraining, 1, undefined],
  [corruption, 0, 0], [stuck, 0, 0], [diskFull, 0, 0], [idleClients, 0, undefined],
];

const { values } = parseArgs({ options: { short: { type: 'boolean' }, kills: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, log: { type: 'string' } } });
const LONG = scenarios.reduce((sum, [, kills]) => sum + kills, 0);
const share = values.kills === undefined ? 1 : Number(values.kills) / LONG;
const seed = Number(values.seed ?? 1);
if (!(share > 0) || !Number.isInteger(seed)) throw new Error('--kills and --seed are whole numbers');

async function engines(): Promise<readonly (Engine | { readonly skipped: string })[]> {
  if (values.log?.includes('://')) return [given(values.log)];
  const all = [...(values.log === 'postgres' ? [] : [sqlite]), ...(values.log === 'sqlite' || (values.short && values.log === undefined) ? [] : [await postgres()])];
  return all;
}

/** Strikes on one engine; false at the first loss. */
async function strike(engine: Engine): Promise<boolean> {
  const begun = performance.now();
  let [struck, acknowledged] = [0, 0];
  console.log(`\n${engine.name}\n\n| scenario | kills | acknowledged | lost or wrong | |\n|---|---:|---:|---:|---|`);
  for (const [scenario, long, short] of scenarios) {
    if (values.only ? !scenario.name.includes(values.only) : values.short && short === undefined) continue;
    const finding = await scenario.run(values.short ? short ?? 1 : Math.round(long * share), seed, engine);
    if ('skipped' in finding) { console.log(`| ${scenario.name} | – | – | – | skipped: ${finding.skipped} |`); continue; }
    struck += finding.kills;
    acknowledged += finding.acknowledged;
    console.log(`| ${scenario.name} | ${finding.kills} | ${finding.acknowledged} | ${finding.losses.length} | ${finding.said} |`);
    if (finding.losses.length > 0) {
      console.error(`LOST, with --seed ${seed} --only "${scenario.name}":\n${finding.losses.slice(0, 20).join('\n')}`);
      return false;
    }
  }
  console.log(`| **all** | **${struck}** | **${acknowledged}** | **0** | ${((performance.now() - begun) / 1000).toFixed(0)} s, seed ${seed} |`);
  return true;
}

for (const engine of await engines()) {
  if ('skipped' in engine) { console.log(`\nPostgreSQL: ${engine.skipped}`); continue; }
  const whole = await strike(engine).finally(() => engine.close());
  if (!whole) process.exit(1);
}
process.exit(0);
