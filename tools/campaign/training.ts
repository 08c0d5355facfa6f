import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_INTERRUPTIONS, MOST_LAPSES } from '@capstan/training';
import { eventsOf, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { type House, inHouse, type Scenario } from './house.ts';
import { orphans, Trainer } from './processes.ts';
import { Strikes } from './strikes.ts';

const PATIENCE_MS = 300_000;
/** A run is given up when its process or its trainer dies too often: each is struck less than that. */
const STRIKES_EACH = 2 * Math.min(MOST_INTERRUPTIONS, MOST_LAPSES);

export const RUN = { name: 'Campaign', dataset: { dataset: 'dataset-mnistdigits', label: null }, model: { kind: 'cnn' }, epochs: 3, seed: 3 };
const ended = new Set(['finished', 'failed', 'lost', 'stopped']);
export interface Look { readonly situation: string; readonly reason: string | null; readonly attempts: number }

/** Runs train while their process, the trainer, the API and the database are killed in turn: each ends, and what it cost is in the ledger once. */
export const training: Scenario = {
  name: 'training',
  run: (kills, seed, engine) => inHouse(engine, async (house) => {
    const dice = new Dice(seed);
    const trainer = new Trainer(house.api, house.env);
    const blows = new Blows(house, trainer, dice);
    trainer.spawn();
    const [losses, said]: [string[], string[]] = [[], []];
    try {
      for (let left = kills; left > 0; left -= STRIKES_EACH) {
        const { id, now } = await struckRun(house, blows, Math.min(left, STRIKES_EACH), `campaign-run-${seed}-${left}`);
        said.push(now.situation);
        losses.push(...await faultsOf(house, id, now, blows));
      }
      await trainer.end('SIGTERM');
      for (let tries = 0; tries < 60 && orphans(blows.seen).length > 0; tries++) await sleep(500);
      losses.push(...orphans(blows.seen).map(({ pid }) => `process ${pid} of a run is left over`));
      return { kills: blows.count, acknowledged: said.length, said: `${said.join(', ')}; ${blows.said}`, losses: [...losses, ...await wounds(house)] };
    } finally {
      await trainer.end('SIGKILL');
    }
  }, { more: { CAPSTAN_LEASE_SECONDS: '5' } }),
};

/** Kills what takes part in a run, by turns of a die; the process of a run and the trainer fewer times than give the run up. */
class Blows {
  readonly seen = new Set<number>();
  run = 0;
  trainers = 0;
  /** Of the run that is under way. */
  own = { run: 0, trainer: 0 };
  readonly #house: House;
  readonly #trainer: Trainer;
  readonly #dice: Dice;
  readonly #strikes: Strikes;
  constructor(house: House, trainer: Trainer, dice: Dice) { this.#house = house; this.#trainer = trainer; this.#dice = dice; this.#strikes = new Strikes(house, dice); }

  get count(): number { return this.run + this.trainers + this.#strikes.count; }
  get said(): string { return [`run ${this.run}`, `trainer ${this.trainers}`, ...(this.#strikes.count > 0 ? [this.#strikes.said] : [])].join(', '); }
  pause(): Promise<void> { return sleep(this.#dice.between(500, 2500)); }

  /** Strikes once; false when the one whose turn it was is not there. */
  async strike(): Promise<boolean> {
    const pid = this.#trainer.runProcess();
    if (pid !== undefined) this.seen.add(pid);
    const target = this.#dice.oneOf(['run', 'trainer', 'else'] as const);
    if (target === 'run' && this.own.run < MOST_INTERRUPTIONS - 1) return this.#killRun(pid);
    if (target === 'trainer' && this.own.trainer < MOST_LAPSES - 1) return this.#killTrainer();
    await this.#strikes.strike(this.#house.api);
    return true;
  }

  #killRun(pid: number | undefined): boolean {
    if (pid === undefined) return false;
    try { process.kill(pid, 'SIGKILL'); } catch { return false; }
    this.run += 1;
    this.own.run += 1;
    return true;
  }

  async #killTrainer(): Promise<boolean> {
    await this.#trainer.end('SIGKILL');
    this.trainers += 1;
    this.own.trainer += 1;
    this.#trainer.spawn();
    return true;
  }
}

async function struckRun({ founder }: House, blows: Blows, kills: number, key: string): Promise<{ id: string; now: Look }> {
  const { id } = await founder.ask<{ id: string }>('POST', '/training/runs', { ...RUN, epochs: kills > 2 ? RUN.epochs : 1 }, key);
  blows.own = { run: 0, trainer: 0 };
  const now = await endOf(() => founder.ask<Look>('GET', `/training/runs/${id}`), async (struck) => {
    await blows.pause();
    return struck < kills && await blows.strike();
  });
  return { id, now };
}

/** Looks at a run, and strikes between, until it has ended or the patience has. */
export async function endOf(look: () => Promise<Look>, between: (struck: number) => Promise<boolean>): Promise<Look> {
  let [now, struck] = [await look(), 0];
  for (const late = Date.now() + PATIENCE_MS; !ended.has(now.situation) && Date.now() < late; now = await look()) if (await between(struck)) struck += 1;
  return now;
}

async function faultsOf({ address, founder }: House, run: string, { situation, reason, attempts }: Look, blows: Blows): Promise<string[]> {
  const losses = situation === 'finished' ? [] : [`the run is ${situation} at attempt ${attempts} after ${blows.said}: ${reason ?? ''}`];
  const costs = await settledCosts(address, founder.company, run);
  return costs === 1 ? losses : [...losses, `the cost of the run is in the ledger ${costs} times`];
}

/** How often the cost of a run is in the ledger. */
const costsOf = async (address: string, company: string, run: string): Promise<number> =>
  (await eventsOf(address, company)).filter((e) => e.type === 'SpendRecorded' && (JSON.parse(e.data) as { run?: string }).run === run).length;

/** The same once it is there; a second one would come soon after. */
export async function settledCosts(address: string, company: string, run: string): Promise<number> {
  for (let tries = 0; tries < 120 && (await costsOf(address, company, run)) === 0; tries++) await sleep(500);
  await sleep(1500);
  return costsOf(address, company, run);
}
