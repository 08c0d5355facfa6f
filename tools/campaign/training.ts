import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_LAPSES } from '@capstan/training';
import { eventsOf, wounds } from './checks.ts';
import { Dice } from './dice.ts';
import { inHouse, type Scenario } from './house.ts';
import { orphans, Trainer } from './processes.ts';

const PATIENCE_MS = 240_000;

const RUN = { name: 'Campaign', dataset: { dataset: 'dataset-mnistdigits', label: null }, model: { kind: 'cnn' }, epochs: 3, seed: 3 };
const ended = new Set(['finished', 'failed', 'lost', 'stopped']);

/** A run trains while its process, the trainer and the API are killed in turn: it ends, and what it cost is in the ledger once. */
export const training: Scenario = {
  name: 'training; run, trainer and API killed',
  run: (kills, seed, log) => inHouse(async ({ api, founder, data, address, env }) => {
    const dice = new Dice(seed);
    const trainer = new Trainer(api, env);
    const seen = new Set<number>();
    trainer.spawn();
    try {
      const run = (await founder.ask<{ id: string }>('POST', '/training/runs', RUN, `campaign-run-${seed}`)).id;
      const look = () => founder.ask<{ situation: string; reason: string | null; attempts: number }>('GET', `/training/runs/${run}`);
      let struck = 0;
      const strike = async () => {
        const pid = trainer.runProcess();
        if (pid !== undefined) seen.add(pid);
        const target = dice.oneOf(['run', 'trainer', 'api'] as const);
        if (target === 'run') { if (pid !== undefined) try { process.kill(pid, 'SIGKILL'); struck += 1; } catch { /* it ended by itself */ } return; }
        await (target === 'trainer' ? trainer : api).end('SIGKILL');
        struck += 1;
        if (target === 'trainer') trainer.spawn(); else await api.start();
      };
      let now = await look();
      for (const late = Date.now() + PATIENCE_MS; !ended.has(now.situation) && Date.now() < late; now = await look()) {
        await sleep(dice.between(500, 2500));
        if (struck < kills) await strike();
      }
      await sleep(1500);
      const losses = now.situation === 'finished' || (now.situation === 'lost' && struck >= MOST_LAPSES) ? [] : [`the run is ${now.situation} after ${struck} strikes: ${now.reason ?? ''}`];
      const costs = (await eventsOf(address, founder.company)).filter((e) => e.type === 'SpendRecorded' && (JSON.parse(e.data) as { run?: string }).run === run).length;
      if (costs !== 1) losses.push(`the cost of the run is in the ledger ${costs} times`);
      await trainer.end('SIGTERM');
      await sleep(500);
      losses.push(...orphans(seen).map(({ pid }) => `process ${pid} of the run is left over`));
      return { kills: struck, acknowledged: 1, said: `${now.situation} at attempt ${now.attempts}`, losses: [...losses, ...await wounds(api, founder, data, address)] };
    } finally {
      await trainer.end('SIGKILL');
    }
  }, { log, more: { CAPSTAN_LEASE_SECONDS: '5' } }),
};
