import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventsOf, lost, wounds } from './checks.ts';
import { Founder } from './founder.ts';
import { inHouse, named, type Scenario } from './house.ts';

/** More than the API wants free before it calls itself ready. */
const SIZE_MB = 200;
const HUNGRY = 400;

/** The disk of the data folder runs full while programs record: refusals are no acknowledgements; with room again it goes on. */
export const diskFull: Scenario = {
  name: 'disk full',
  async run(_kills, _seed, log) {
    const data = mkdtempSync(join(tmpdir(), 'capstan-campaign-full-'));
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=700`, 'tmpfs', data]).status !== 0) {
      rmSync(data, { recursive: true, force: true });
      return { skipped: 'a small disk cannot be mounted here (that needs root)' };
    }
    const ballast = join(data, 'ballast');
    try {
      return await inHouse(async ({ api, founder, address }) => {
        const spend = (who: Founder, i: number) => who.record('/compute/spend', { on: '2025-02-01', provider: 'Campaign', purpose: 'other', description: 'x'.repeat(400), amount: { amount: i + 1, currency: 'EUR' } }, `campaign-full-${i}`);
        for (let i = 0; i < 20; i++) await spend(founder, i);
        fill(ballast);
        const hungry = Promise.all(Array.from({ length: HUNGRY }, (_, i) => spend(founder, 20 + i)));
        await new Promise((r) => { setTimeout(r, 2500); });
        const during = founder.acknowledged.length;
        rmSync(ballast);
        await hungry;
        const events = await eventsOf(address, founder.company);
        return { kills: 0, acknowledged: founder.acknowledged.length, said: `${during - 20} recorded in the last room, ${founder.acknowledged.length - during} after room was made`, losses: [...lost(events, founder.acknowledged, named('spend')), ...await wounds(api, founder, data, address)] };
      }, { log, folder: data });
    } finally {
      spawnSync('umount', ['-l', data]);
      rmSync(data, { recursive: true, force: true });
    }
  },
};

/** Takes all the room there is. */
function fill(file: string): void {
  for (const size of [1024 * 1024, 4096, 512]) {
    try { for (;;) writeFileSync(file, Buffer.alloc(size), { flag: 'a' }); } catch { /* this size does not fit any more */ }
  }
}
