import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, lost, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { inHouse, named, type Scenario, spend } from './house.ts';
import { hire, whileRecording } from './programs.ts';
import { Strikes } from './strikes.ts';

const CLIENTS = 8;

/** Eight programs record spend and hires while the API, and the database where there is one, are killed in random moments. */
export const recording: Scenario = {
  name: 'recording',
  run: (kills, seed, engine) => inHouse(engine, async (house) => {
    const { founder, address } = house;
    const dice = new Dice(seed);
    const strikes = new Strikes(house, dice);
    await whileRecording(CLIENTS, (n, i) => (i % 4 === 3 ? hire(founder, `campaign-${seed}-${n}-${i}`, i) : spend(founder, `campaign-${seed}-${n}-${i}`, i + 1)), async () => {
      for (let i = 0; i < kills; i++) {
        await sleep(dice.between(0, 900));
        await strikes.strike();
      }
    });
    const losses = lost(await eventsOf(address, founder.company), founder.acknowledged, (e) => named('spend')(e) ?? named('hire')(e));
    return { kills: strikes.count, acknowledged: founder.acknowledged.length, said: `${CLIENTS} programs, ${founder.tries} tries; ${strikes.said}`, losses: [...losses, ...await wounds(house)] };
  }),
};
