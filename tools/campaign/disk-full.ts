import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, lost, wounds } from './checks.ts';
import type { Engine } from './engines.ts';
import { inHouse, type House, named, type Scenario, spend } from './house.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

/** More than the API wants free before it calls itself ready; a database server wants a little more for itself. */
const SIZE_MB = { SQLite: 200, PostgreSQL: 320 } as const;
const HUNGRY = 400;
const FULL_MS = 2500;
/** A busy machine may come to it later. */
const MOST_TRIES = 300;
const SAID = /ENOSPC|full|No space/i;
const TEXT = 'x'.repeat(400);

/** The disk of the log runs full while programs record: refusals are no acknowledgements; with room again it goes on. */
export const diskFull: Scenario = {
  name: 'disk full',
  async run(_kills, _seed, engine) {
    const disk = smallDisk(SIZE_MB[engine.name]);
    if (!disk) return { skipped: 'a small disk cannot be mounted here (that needs root)' };
    try {
      if (engine.name === 'SQLite') return await inHouse(engine, (house) => hungry(house, disk), { folder: disk.folder });
      const server = await engine.apart({ below: disk.folder });
      return await onServer(server, disk).finally(() => server.close());
    } finally {
      disk.remove();
    }
  },
};

const onServer = (server: Engine, disk: SmallDisk) => inHouse(server, (house) => hungry(house, disk));

async function hungry(house: House, disk: SmallDisk) {
  const { api, founder, address, server } = house;
  for (let i = 0; i < 20; i++) await spend(founder, `campaign-full-${i}`, i + 1, TEXT);
  disk.fill();
  const all = Promise.all(Array.from({ length: HUNGRY }, (_, i) => spend(founder, `campaign-full-${20 + i}`, i + 1, TEXT)));
  await sleep(FULL_MS);
  for (let tries = 0; tries < MOST_TRIES && !SAID.test(api.words.join('')); tries++) await sleep(100);
  const during = founder.acknowledged.length;
  disk.empty();
  // a database that lost its write-ahead log's disk ends itself; whoever runs it starts it again
  if (server && !(await server.isUp())) { await server.down('QUIT'); await server.up(); }
  await all;
  const silent = SAID.test(api.words.join('')) ? [] : ['the API\'s log does not say that the disk was full'];
  const losses = [...silent, ...lost(await eventsOf(address, founder.company), founder.acknowledged, named('spend')), ...await wounds(house)];
  return { kills: 0, acknowledged: founder.acknowledged.length, said: `${during - 20} recorded in the last room, ${founder.acknowledged.length - during} after room was made`, losses };
}
