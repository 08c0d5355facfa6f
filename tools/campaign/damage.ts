import { appendFileSync, copyFileSync, existsSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { broken, eventsOf, lost, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { type House, inHouse, named, type Scenario, spend } from './house.ts';

const record = ({ founder }: House, i: number) => spend(founder, `campaign-damage-${i}`, i + 1);

/** After a kill the tail of the write-ahead log is rubbish, as a torn last page leaves it: nothing acknowledged is missing. */
export const tornPage: Scenario = {
  name: 'a torn last page',
  run: (kills, seed, engine) => (engine.name !== 'SQLite' ? Promise.resolve({ skipped: 'the pages of a log server are its own care' }) : inHouse(engine, async (house) => {
    const { api, founder, address } = house;
    const dice = new Dice(seed);
    let n = 0;
    for (let i = 0; i < kills; i++) {
      for (let more = dice.between(1, 12); more > 0; more--) await record(house, n++);
      await api.end('SIGKILL');
      if (existsSync(`${address}-wal`)) appendFileSync(`${address}-wal`, randomBytes(dice.between(1, 6000)));
      await api.start();
    }
    const events = await eventsOf(address, founder.company);
    return { kills, acknowledged: n, said: 'rubbish behind the write-ahead log after each', losses: [...lost(events, founder.acknowledged, named('spend')), ...await wounds(house)] };
  })),
};

const CHANGE = "UPDATE event SET data = replace(data, 'Campaign', 'Kampagne')";

/** Changes one event of a copy of the log behind its back; answers the copy's address. */
async function damagedCopy({ data, address, server, founder }: House, revision: number): Promise<string> {
  const where = `WHERE stream = 'company-${founder.company}' AND revision = ${revision}`;
  if (server) {
    const [from, copy] = [new URL(address).pathname.slice(1), `${new URL(address).pathname.slice(1)}_damaged`];
    await server.ask(`CREATE DATABASE ${copy} TEMPLATE ${from}`);
    await server.ask(`SET search_path = capstan; ALTER TABLE event DISABLE TRIGGER ALL; ${CHANGE} ${where}`, copy);
    return server.url(copy);
  }
  const copy = join(data, 'damaged.db');
  copyFileSync(address, copy);
  const db = new DatabaseSync(copy);
  db.exec(`DROP TRIGGER event_never_changes; ${CHANGE} ${where}`);
  db.close();
  return copy;
}

/** One event in the middle changes where it is stored: a verification names that very event. */
export const corruption: Scenario = {
  name: 'a corrupted event',
  run: (_kills, seed, engine) => inHouse(engine, async (house) => {
    if (engine.name !== 'SQLite' && !house.server) return { skipped: 'the server is not ours to damage' };
    for (let i = 0; i < 20; i++) await record(house, i);
    await house.api.end('SIGTERM');
    const victim = new Dice(seed).between(2, 18);
    const said = await broken(await damagedCopy(house, victim));
    const found = said.some((line) => line.includes(`revision ${victim}:`));
    return { kills: 0, acknowledged: 20, said: found ? `named at revision ${victim}` : 'not named', losses: [...(found ? [] : [`revision ${victim} was changed; the verification says: ${said.join(' ') || 'intact'}`]), ...await broken(house.address)] };
  }),
};
