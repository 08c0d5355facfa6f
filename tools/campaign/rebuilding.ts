import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, forgetViews, lost, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { inHouse, named, type Scenario, spend } from './house.ts';
import { inBatches } from './programs.ts';
import { Strikes } from './strikes.ts';

const EVENTS = 600;
const AT_ONCE = 30;

/** Read models are thrown away, and the API, or the database below it, is killed while it builds them again. */
export const rebuilding: Scenario = {
  name: 'rebuilding read models',
  run: (kills, seed, engine) => inHouse(engine, async (house) => {
    const { api, founder, data, address } = house;
    const dice = new Dice(seed);
    const strikes = new Strikes(house, dice);
    await inBatches(EVENTS, AT_ONCE, (i) => spend(founder, `campaign-${seed}-${i}`, i + 1));
    for (let i = 0; i < kills; i++) {
      if (house.server && i % 3 === 2) await strikes.database();
      else {
        await api.end('SIGKILL');
        if (i % 3 === 0) forgetViews(data);
        api.spawn();
      }
      await sleep(dice.between(150, 900));
    }
    await api.end('SIGKILL');
    await api.start();
    const losses = lost(await eventsOf(address, founder.company), founder.acknowledged, named('spend'));
    return { kills, acknowledged: founder.acknowledged.length, said: `${EVENTS} events to build from${strikes.count > 0 ? `; of the kills ${strikes.said}` : ''}`, losses: [...losses, ...await wounds(house)] };
  }),
};
