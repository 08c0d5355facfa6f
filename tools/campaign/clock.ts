import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '@capstan/event-log';
import { eventsOf, lost, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { type House, inHouse, named, type Scenario, spend, SPENT } from './house.ts';
import { Trainer } from './processes.ts';
import { whileRecording } from './programs.ts';
import { Strikes } from './strikes.ts';
import { endOf, type Look, RUN, settledCosts } from './training.ts';

const HOUR_MS = 3_600_000;
const JUMPS_MS = [-HOUR_MS, 24 * HOUR_MS, 0, 26 * HOUR_MS, -HOUR_MS, 0];
const CLIENTS = 4;
const SHORT_LEASE = { CAPSTAN_LEASE_SECONDS: '4' };

/** A clock that API and trainer go by; `set` lets it jump. */
class Clock {
  readonly #folder = mkdtempSync(join(tmpdir(), 'capstan-campaign-clock-'));
  readonly #file = join(this.#folder, 'shift');
  constructor() { this.set(0); }
  get env(): NodeJS.ProcessEnv { return { CAMPAIGN_CLOCK: this.#file, NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import ${join(import.meta.dirname, 'shifted-clock.mjs')}`.trim() }; }
  set(ms: number): void {
    writeFileSync(`${this.#file}.new`, String(ms));
    renameSync(`${this.#file}.new`, this.#file);
  }
  remove(): void { rmSync(this.#folder, { recursive: true, force: true }); }
}

async function underClock<T>(work: (clock: Clock) => Promise<T>): Promise<T> {
  const clock = new Clock();
  return work(clock).finally(() => clock.remove());
}

/** The clock jumps back an hour and forward a day while programs record and the API is killed: order, times and sign-ins hold. */
export const clockJumps: Scenario = {
  name: 'clock jumps',
  run: (kills, seed, engine) => underClock((clock) => inHouse(engine, async (house) => {
    const { founder, address } = house;
    const dice = new Dice(seed);
    const strikes = new Strikes(house, dice);
    await whileRecording(CLIENTS, (n, i) => spend(founder, `campaign-clock-${seed}-${n}-${i}`, i + 1), async () => {
      for (let i = 0; i < Math.max(kills, JUMPS_MS.length); i++) {
        clock.set(JUMPS_MS[i % JUMPS_MS.length]!);
        await sleep(dice.between(100, 500));
        if (i < kills) await strikes.strike();
      }
    });
    const events = await eventsOf(address, founder.company);
    const losses = [...turnedBack(events), ...await momentsOf(house, events), ...lost(events, founder.acknowledged, named('spend'))];
    return { kills: strikes.count, acknowledged: founder.acknowledged.length, said: `back an hour, forward a day, and back; ${strikes.said}`, losses: [...losses, ...await wounds(house)] };
  }, { more: clock.env })),
};

/** Times of recording that go backwards in their stream. */
function turnedBack(events: readonly StoredEvent[]): string[] {
  const at = (event: StoredEvent) => (JSON.parse(event.meta) as { at: string }).at;
  return [...Map.groupBy(events, ({ stream }) => stream)].flatMap(([stream, own]) => own.flatMap((event, i) => (i > 0 && at(event) < at(own[i - 1]!) ? [`${stream}, revision ${event.revision} is of ${at(event)}, before the one before it`] : []))).slice(0, 3);
}

/** Moments in the past that show more, or less, than was recorded up to then. */
async function momentsOf({ founder }: House, events: readonly StoredEvent[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const share of [0.25, 0.5, 0.75]) {
    const asOf = (JSON.parse(events[Math.floor(events.length * share)]!.meta) as { at: string }).at;
    const wanted = events.filter((event) => event.type === 'SpendRecorded' && (JSON.parse(event.meta) as { at: string }).at <= asOf).length;
    const lines = await founder.ask<unknown[]>('GET', `${SPENT}&asOf=${asOf}`);
    if (lines.length !== wanted) wrong.push(`as of ${asOf} there are ${lines.length} lines of spend instead of ${wanted}`);
  }
  return wrong;
}

/** The clock jumps while a run trains, and its trainer is killed when the lease ends in a future that was taken back: the run ends all the same. */
export const clockJumpsInTraining: Scenario = {
  name: 'clock jumps while training',
  run: (_kills, seed, engine) => underClock((clock) => inHouse(engine, async (house) => {
    const { api, founder, address, env } = house;
    const trainer = new Trainer(api, env);
    trainer.spawn();
    try {
      const { id } = await founder.ask<{ id: string }>('POST', '/training/runs', RUN, `campaign-clock-run-${seed}`);
      let jumps = 0;
      const now = await endOf(() => founder.ask<Look>('GET', `/training/runs/${id}`), async () => {
        await sleep(1500);
        if (jumps < 4) clock.set([24 * HOUR_MS, 0, -HOUR_MS, 0][jumps++]!);
        if (jumps !== 2) return false;
        await trainer.end('SIGKILL');
        trainer.spawn();
        return true;
      });
      const costs = await settledCosts(address, founder.company, id);
      const losses = [...(now.situation === 'finished' ? [] : [`the run is ${now.situation}: ${now.reason ?? ''}`]), ...(costs === 1 ? [] : [`the cost of the run is in the ledger ${costs} times`])];
      await trainer.end('SIGTERM');
      return { kills: 1, acknowledged: 1, said: `${now.situation} at attempt ${now.attempts}`, losses: [...losses, ...await wounds(house)] };
    } finally {
      await trainer.end('SIGKILL');
    }
  }, { more: { ...clock.env, ...SHORT_LEASE } })),
};
