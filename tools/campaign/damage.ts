import { DatabaseSync } from 'node:sqlite';
import { appendFileSync, copyFileSync, existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { broken, eventsOf, lost, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { inHouse, named, type House, type Scenario } from './house.ts';

const spend = ({ founder }: House, i: number) => founder.record('/compute/spend', { on: '2025-02-01', provider: 'Campaign', purpose: 'other', description: `${i}`, amount: { amount: i + 1, currency: 'EUR' } }, `campaign-damage-${i}`);

/** After a kill the tail of the write-ahead log is rubbish, as a torn last page leaves it: nothing acknowledged is missing. */
export const tornPage: Scenario = {
  name: 'a torn last page',
  run: (kills, seed, log) => (log ? Promise.resolve({ skipped: 'the log is a server: its own pages are its own care' }) : inHouse(async (house) => {
    const { api, founder, data, address } = house;
    const dice = new Dice(seed);
    let n = 0;
    for (let i = 0; i < kills; i++) {
      for (let more = dice.between(1, 12); more > 0; more--) await spend(house, n++);
      await api.end('SIGKILL');
      if (existsSync(`${address}-wal`)) appendFileSync(`${address}-wal`, randomBytes(dice.between(1, 6000)));
      await api.start();
    }
    const events = await eventsOf(address, founder.company);
    return { kills, acknowledged: n, said: 'rubbish behind the write-ahead log after each', losses: [...lost(events, founder.acknowledged, named('spend')), ...await wounds(api, founder, data, address)] };
  })),
};

/** One byte of an event in the middle changes on disk: a verification names that very event. */
export const corruption: Scenario = {
  name: 'a corrupted event',
  run: (_kills, seed, log) => (log ? Promise.resolve({ skipped: 'the log is a server' }) : inHouse(async (house) => {
    const dice = new Dice(seed);
    for (let i = 0; i < 20; i++) await spend(house, i);
    await house.api.end('SIGTERM');
    const victim = dice.between(2, 18);
    const copy = join(house.data, 'damaged.db');
    copyFileSync(house.address, copy);
    const db = new DatabaseSync(copy);
    db.exec('DROP TRIGGER event_never_changes');
    db.prepare("UPDATE event SET data = replace(data, 'Campaign', 'Kampagne') WHERE stream = ? AND revision = ?").run(`company-${house.founder.company}`, victim);
    db.close();
    const said = await broken(copy);
    const named_ = said.some((line) => line.includes(`revision ${victim}:`));
    return { kills: 0, acknowledged: 20, said: named_ ? `named at revision ${victim}` : 'not named', losses: [...(named_ ? [] : [`revision ${victim} was changed; the verification says: ${said.join(' ') || 'intact'}`]), ...await broken(house.address)] };
  })),
};
