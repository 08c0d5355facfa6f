import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { inHouse, type Scenario } from './house.ts';
import { whileRecording } from './programs.ts';
import { Strikes } from './strikes.ts';

const ROWS = 400;
const HEADER = 'status,name,role,team,country,starts_on,last_day,salary,currency,equity_shares';
/** A file of 400 hires, other ones for each number. */
export const hiresFile = (n: number): string => [HEADER, ...Array.from({ length: ROWS }, (_, i) => `made,Person ${n}-${i},Engineer,Research,DE,2025-01-01,,60000,EUR,`)].join('\n');

/** Files of hires are imported while the API and the database are killed: each file is there whole and once. */
export const importing: Scenario = {
  name: 'importing',
  run: (kills, seed, engine) => inHouse(engine, async (house) => {
    const { founder, address } = house;
    const dice = new Dice(seed);
    const strikes = new Strikes(house, dice);
    let files = 0;
    await whileRecording(1, async (_, n) => { await founder.ask('POST', '/team/imports', { text: hiresFile(n) }, `campaign-file-${seed}-${n}`); files = n + 1; }, async () => {
      for (let i = 0; i < kills; i++) {
        await sleep(dice.between(0, 300));
        await strikes.strike();
      }
    });
    const events = await eventsOf(address, founder.company);
    const count = (type: string) => events.filter((e) => e.type === type).length;
    const torn = count('HireMade') === files * ROWS && count('HiresImported') === files ? [] : [`${files} files were acknowledged; the log holds ${count('HiresImported')} with ${count('HireMade')} rows instead of ${files * ROWS}`];
    return { kills: strikes.count, acknowledged: files * ROWS, said: `${files} files of ${ROWS} rows; ${strikes.said}`, losses: [...torn, ...await wounds(house)] };
  }),
};
