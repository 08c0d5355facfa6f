import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, forgetViews, lost, wounds } from './checks.ts';
import { type House, inHouse, named, type Scenario, spend } from './house.ts';

const TRIES = 1200;
const TABLE = 'compute_spend';

/** A read model throws: it is named, the API calls itself not ready, facts are recorded all the same, and a rebuild repairs it. */
export const stuck: Scenario = {
  name: 'a read model that throws',
  run: (_kills, _seed, engine) => inHouse(engine, async (house) => {
    const { api, founder, data, address } = house;
    await spend(founder, 'campaign-stuck-0', 1);
    await api.end('SIGTERM');
    const model = spoil(data);
    await api.start();
    for (let i = 1; i <= 20; i++) await spend(founder, `campaign-stuck-${i}`, i + 1);
    const losses = [...await unsaid(house, model), ...lost(await eventsOf(address, founder.company), founder.acknowledged, named('spend'))];
    await api.end('SIGTERM');
    forgetViews(data);
    await api.start();
    const { stuck: still } = await founder.ask<{ stuck: unknown[] }>('GET', '');
    if (still.length > 0) losses.push('a rebuild did not repair it');
    return { kills: 0, acknowledged: founder.acknowledged.length, said: `${model} stood still and was named; 20 facts recorded meanwhile; rebuilt`, losses: [...losses, ...await wounds(house)] };
  }),
};

/** Makes the read model of spend throw at its next fact. Answers its name. */
function spoil(data: string): string {
  const views = new DatabaseSync(join(data, 'views.db'));
  const { name } = views.prepare('SELECT name FROM projection WHERE tables LIKE ?').get(`%"${TABLE}"%`) as { name: string };
  views.exec(`CREATE TRIGGER spoilt BEFORE INSERT ON ${TABLE} BEGIN SELECT RAISE(ABORT, 'struck by the campaign'); END`);
  views.close();
  return name;
}

/** Where the stop is not told: in the company, in readiness, in the log. */
async function unsaid({ api, founder }: House, model: string): Promise<string[]> {
  const told = async () => {
    const { stuck: names } = await founder.ask<{ stuck: { name: string }[] }>('GET', '');
    const ready = await fetch(`${api.url}/api/ready`);
    return [
      ...(names.some(({ name }) => name === model) ? [] : [`the company does not say that ${model} stands still`]),
      ...(ready.status === 503 ? [] : ['the API calls itself ready']),
      ...(api.words.join('').includes(model) ? [] : [`the API's log does not name ${model}`]),
    ];
  };
  let missing = await told();
  for (let tries = 0; missing.length > 0 && tries < TRIES; tries++) {
    await sleep(50);
    missing = await told();
  }
  return missing;
}
