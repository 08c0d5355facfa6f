import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, lost, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { inHouse, named, type Scenario } from './house.ts';

const EVENTS = 600;
const AT_ONCE = 30;

/** Read models are thrown away, and the API is killed while it builds them again. */
export const rebuilding: Scenario = {
  name: 'rebuilding read models, API killed',
  run: (kills, seed, log) => inHouse(async ({ api, founder, data, address }) => {
    const dice = new Dice(seed);
    const spend = (i: number) => founder.record('/compute/spend', { on: '2025-02-01', provider: 'Campaign', purpose: 'other', description: `${i}`, amount: { amount: i + 1, currency: 'EUR' } }, `campaign-${seed}-${i}`);
    for (let i = 0; i < EVENTS; i += AT_ONCE) await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => spend(i + n)));
    for (let i = 0; i < kills; i++) {
      await api.end('SIGKILL');
      if (i % 3 === 0) for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(data, file), { force: true });
      api.spawn();
      await sleep(dice.between(150, 900));
    }
    await api.end('SIGKILL');
    await api.start();
    const events = await eventsOf(address, founder.company);
    return { kills, acknowledged: founder.acknowledged.length, said: `${EVENTS} events to build from`, losses: [...lost(events, founder.acknowledged, named('spend')), ...await wounds(api, founder, data, address)] };
  }, { log }),
};
