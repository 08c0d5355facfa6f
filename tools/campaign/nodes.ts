import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, lost, unlikeRebuilt, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import type { Founder } from './founder.ts';
import { type House, inHouse, named, type Scenario, spend, SPENT } from './house.ts';
import { Api, Trainer } from './processes.ts';
import { whileRecording } from './programs.ts';
import { Strikes } from './strikes.ts';
import { endOf, type Look, RUN, settledCosts } from './training.ts';

const PROGRAMS = 6;
const RUNS = 4;

/** A second node on the house's log, over a folder of its own. */
export interface SecondNode { readonly api: Api; readonly founder: Founder; readonly data: string; readonly env: NodeJS.ProcessEnv }

export async function withSecondNode<T>({ founder, env }: House, work: (second: SecondNode) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(tmpdir(), 'capstan-campaign-node-'));
  const own = { ...env, CAPSTAN_DATA: data };
  const api = await Api.over(own);
  try {
    await api.start();
    return await work({ api, founder: founder.at(api), data, env: own });
  } finally {
    await api.end('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
}

/** Two nodes on one log: programs record through the one and read through the other, while either, or the database, is killed. */
export const twoNodes: Scenario = {
  name: 'two nodes',
  run: (kills, seed, engine) => (engine.name === 'SQLite' ? Promise.resolve({ skipped: 'a SQLite file serves one node' }) : inHouse(engine, (house) => withSecondNode(house, async (second) => {
    const { founder, address } = house;
    const dice = new Dice(seed);
    const strikes = new Strikes(house, dice);
    const [founders, unseen]: [Founder[], string[]] = [[founder, second.founder], []];
    await whileRecording(PROGRAMS, async (n, i) => {
      const [here, there] = (n + i) % 2 === 0 ? founders : founders.toReversed();
      const { id, position } = await spend(here!, `campaign-nodes-${seed}-${n}-${i}`, i + 1);
      const lines = await there!.ask<{ id: string }[]>('GET', SPENT, undefined, undefined, position);
      if (!lines.some((line) => line.id === id)) unseen.push(`${id}, recorded through one node, is not seen on the other at ${position}`);
    }, async () => {
      for (let i = 0; i < kills; i++) {
        await sleep(dice.between(0, 900));
        await strikes.strike(dice.oneOf([house.api, second.api]));
      }
    });
    const acknowledged = founders.flatMap((one) => one.acknowledged);
    const losses = [...unseen, ...lost(await eventsOf(address, founder.company), acknowledged, named('spend'))];
    return { kills: strikes.count, acknowledged: acknowledged.length, said: `${PROGRAMS} programs, each reading on the other node what it recorded on the one; ${strikes.said}`, losses: [...losses, ...await wounds(house), ...await woundsOf(second)] };
  }))),
};

async function woundsOf({ api, data }: SecondNode): Promise<string[]> {
  await api.caughtUp();
  await api.end('SIGTERM');
  return unlikeRebuilt(api, data);
}

/** Two trainers share the queue of two nodes: each run is trained once; what a policy asks for on both nodes is recorded once. */
export const twoTrainers: Scenario = {
  name: 'two nodes, two trainers',
  run: (kills, seed, engine) => (engine.name === 'SQLite' ? Promise.resolve({ skipped: 'a SQLite file serves one node' }) : inHouse(engine, (house) => withSecondNode(house, async (second) => {
    const { founder, address } = house;
    const strikes = new Strikes(house, new Dice(seed));
    const trainers = [house, second].map(({ api, env }, i) => new Trainer(api, { ...env, CAPSTAN_TRAINER_NAME: `trainer-${i}`, CAPSTAN_TRAINER_SLOTS: '1' }));
    for (const trainer of trainers) trainer.spawn();
    try {
      const ids = await Promise.all(Array.from({ length: RUNS }, async (_, i) => (await [founder, second.founder][i % 2]!.ask<{ id: string }>('POST', '/training/runs', { ...RUN, epochs: 1, seed: i + 1 }, `campaign-shared-${seed}-${i}`)).id));
      const struck = (async () => { for (let i = 0; i < kills; i++) { await sleep(1500); await strikes.strike([house.api, second.api][i % 2]); } })();
      const ends = await Promise.all(ids.map((id) => endOf(() => founder.ask<Look>('GET', `/training/runs/${id}`), async () => { await sleep(500); return false; })));
      await struck;
      const costs = await Promise.all(ids.map((id) => settledCosts(address, founder.company, id)));
      const leases = (await eventsOf(address, founder.company)).filter(({ type }) => type === 'RunLeased');
      const by = new Set(leases.map((event) => named('trainer')(event) ?? ''));
      const losses = ids.flatMap((id, i) => [
        ...(ends[i]!.situation === 'finished' && ends[i]!.attempts === 1 ? [] : [`${id} is ${ends[i]!.situation} at attempt ${ends[i]!.attempts}: ${ends[i]!.reason ?? ''}`]),
        ...(costs[i] === 1 ? [] : [`the cost of ${id} is in the ledger ${costs[i]} times`]),
      ]);
      for (const trainer of trainers) await trainer.end('SIGTERM');
      return { kills: strikes.count, acknowledged: RUNS, said: `${RUNS} runs, ${leases.length} leases, by ${[...by].join(' and ')}; ${strikes.said}`, losses: [...losses, ...await wounds(house), ...await woundsOf(second)] };
    } finally {
      for (const trainer of trainers) await trainer.end('SIGKILL');
    }
  }), { more: { CAPSTAN_LEASE_SECONDS: '20' } })),
};
