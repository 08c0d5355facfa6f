import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, lost, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { inHouse, named, type Scenario } from './house.ts';

const CLIENTS = 8;

/** Eight programs record spend and hires while the API is killed in random moments. */
export const recording: Scenario = {
  name: 'recording, API killed',
  run: (kills, seed, log) => inHouse(async ({ api, founder, data, address }) => {
    const dice = new Dice(seed);
    let over = false;
    const client = async (n: number) => {
      for (let i = 0; !over; i++) {
        const key = `campaign-${seed}-${n}-${i}`;
        if (i % 4 === 3) await founder.record('/team/hires', { name: `Person ${n}-${i}`, role: 'Engineer', team: 'Research', country: 'DE', startsOn: '2025-01-01', salary: { amount: 6_000_000 + i, currency: 'EUR' } }, key);
        else await founder.record('/compute/spend', { on: '2025-02-01', provider: 'Campaign', purpose: 'other', description: key, amount: { amount: i + 1, currency: 'EUR' } }, key);
      }
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, (_, n) => client(n)));
    for (let i = 0; i < kills; i++) {
      await sleep(dice.between(0, 900));
      await api.end('SIGKILL');
      await api.start();
    }
    over = true;
    await clients;
    const events = await eventsOf(address, founder.company);
    const losses = [...lost(events, founder.acknowledged, (e) => named('spend')(e) ?? named('hire')(e)), ...await wounds(api, founder, data, address)];
    return { kills, acknowledged: founder.acknowledged.length, said: `${CLIENTS} programs, ${founder.tries} tries`, losses };
  }, { log }),
};
