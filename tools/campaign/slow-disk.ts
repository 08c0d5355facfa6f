import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, lost, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import type { Engine } from './engines.ts';
import { inHouse, named, type Scenario, spend } from './house.ts';
import { whileRecording } from './programs.ts';
import { Strikes } from './strikes.ts';

/** As a worn-out or far too busy disk: five syncs a second. */
const SYNC_MS = 200;
const CLIENTS = 16;
/** After a crash the server syncs every file it has; at 200 ms each that would take minutes. */
const ONE_SYNC = 'recovery_init_sync_method=syncfs';
const LEAST_MS = 4000;

/** Each sync of the log's process takes 200 ms; programs record, the API and the database are killed. */
export const slowDisk: Scenario = {
  name: 'a slow disk',
  async run(kills, seed, engine) {
    const folder = mkdtempSync(join(tmpdir(), 'capstan-campaign-slow-'));
    chmodSync(folder, 0o755);
    try {
      const library = join(folder, 'slow-sync.so');
      if (spawnSync('cc', ['-shared', '-fPIC', '-O1', join(import.meta.dirname, 'slow-sync.c'), '-o', library]).status !== 0) return { skipped: 'no C compiler here to build what slows the syncs' };
      const slow = { LD_PRELOAD: library, CAMPAIGN_SYNC_MS: String(SYNC_MS) };
      if (engine.name === 'SQLite') return await strike(kills, seed, engine, slow);
      const server = await engine.apart({ env: slow, settings: [ONE_SYNC] });
      return await strike(kills, seed, server, {}).finally(() => server.close());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const strike = (kills: number, seed: number, engine: Engine, more: NodeJS.ProcessEnv) => inHouse(engine, async (house) => {
  const { founder, address } = house;
  const dice = new Dice(seed);
  const strikes = new Strikes(house, dice);
  const reads: number[] = [];
  const begun = performance.now();
  await whileRecording(CLIENTS, (n, i) => spend(founder, `campaign-slow-${seed}-${n}-${i}`, i + 1), async () => {
    for (let i = 0; i < kills || performance.now() - begun < LEAST_MS; i++) {
      await sleep(dice.between(0, 1500));
      const asked = performance.now();
      await founder.ask('GET', '');
      reads.push(performance.now() - asked);
      if (i < kills) await strikes.strike();
    }
  });
  const seconds = (performance.now() - begun) / 1000;
  const losses = lost(await eventsOf(address, founder.company), founder.acknowledged, named('spend'));
  return { kills: strikes.count, acknowledged: founder.acknowledged.length, said: `${SYNC_MS} ms a sync; ${(founder.acknowledged.length / seconds).toFixed(0)} recorded a second by ${CLIENTS} programs, a read meanwhile at most ${Math.max(...reads).toFixed(0)} ms; ${strikes.said}`, losses: [...losses, ...await wounds(house)] };
}, { more });
