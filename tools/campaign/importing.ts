import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { inHouse, type Scenario } from './house.ts';

const ROWS = 400;
const HEADER = 'status,name,role,team,country,starts_on,last_day,salary,currency,equity_shares';
const fileOf = (n: number) => [HEADER, ...Array.from({ length: ROWS }, (_, i) => `made,Person ${n}-${i},Engineer,Research,DE,2025-01-01,,60000,EUR,`)].join('\n');

/** Files of hires are imported while the API is killed: each file is there whole and once. */
export const importing: Scenario = {
  name: 'importing, API killed',
  run: (kills, seed, log) => inHouse(async ({ api, founder, data, address }) => {
    const dice = new Dice(seed);
    let [over, files] = [false, 0];
    const importer = (async () => {
      while (!over) { await founder.ask('POST', '/team/imports', { text: fileOf(files) }, `campaign-file-${seed}-${files}`); files += 1; }
    })();
    for (let i = 0; i < kills; i++) {
      await sleep(dice.between(0, 300));
      await api.end('SIGKILL');
      await api.start();
    }
    over = true;
    await importer;
    const events = await eventsOf(address, founder.company);
    const count = (type: string) => events.filter((e) => e.type === type).length;
    const torn = count('HireMade') === files * ROWS && count('HiresImported') === files ? [] : [`${files} files were acknowledged; the log holds ${count('HiresImported')} with ${count('HireMade')} rows instead of ${files * ROWS}`];
    return { kills, acknowledged: files * ROWS, said: `${files} files of ${ROWS} rows`, losses: [...torn, ...await wounds(api, founder, data, address)] };
  }, { log }),
};
