/**
 * Strikes the product where it hurts and looks whether anything acknowledged is gone: `npm run -s campaign`, with
 * `-- --short` for a first look, `--kills N`, `--seed N`, `--only NAME`, `--log postgres://…` for a log server.
 * Exits with 1 at the first loss. The API's build must be there (`npx nx build @capstan/api`).
 */
import { parseArgs } from 'node:util';
import { corruption, tornPage } from './campaign/damage.ts';
import { diskFull } from './campaign/disk-full.ts';
import type { Scenario } from './campaign/house.ts';
import { importing } from './campaign/importing.ts';
import { rebuilding } from './campaign/rebuilding.ts';
import { recording } from './campaign/recording.ts';
import { training } from './campaign/training.ts';

const SHORT_KILLS = 12, LONG_KILLS = 330;
/** Each scenario with its part of all kills. */
const scenarios: readonly (readonly [Scenario, number])[] = [[recording, 0.5], [importing, 0.2], [rebuilding, 0.15], [tornPage, 0.1], [training, 0.05], [corruption, 0], [diskFull, 0]];

const { values } = parseArgs({ options: { short: { type: 'boolean' }, kills: { type: 'string' }, seed: { type: 'string' }, only: { type: 'string' }, log: { type: 'string' } } });
const kills = Number(values.kills ?? (values.short ? SHORT_KILLS : LONG_KILLS));
const seed = Number(values.seed ?? 1);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) throw new Error('--kills and --seed are whole numbers');

let [struck, acknowledged] = [0, 0];
console.log(`| scenario | kills | acknowledged | lost or wrong | |\n|---|---:|---:|---:|---|`);
for (const [scenario, part] of scenarios) {
  if (values.only && !scenario.name.includes(values.only)) continue;
  const finding = await scenario.run(Math.max(1, Math.round(kills * part)), seed, values.log);
  if ('skipped' in finding) { console.log(`| ${scenario.name} | – | – | – | skipped: ${finding.skipped} |`); continue; }
  struck += finding.kills;
  acknowledged += finding.acknowledged;
  console.log(`| ${scenario.name} | ${finding.kills} | ${finding.acknowledged} | ${finding.losses.length} | ${finding.said} |`);
  if (finding.losses.length > 0) {
    console.error(`LOST, with --seed ${seed} --only "${scenario.name}":\n${finding.losses.slice(0, 20).join('\n')}`);
    process.exit(1);
  }
}
console.log(`| **all** | **${struck}** | **${acknowledged}** | **0** | ${(performance.now() / 1000).toFixed(0)} s, seed ${seed} |`);
process.exit(0);
