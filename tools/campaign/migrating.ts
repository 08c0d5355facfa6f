import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { EMPTY_STREAM, type EventLog, factRegistry, ledgerCodec, openLog, openSqliteKeys, type StoredEvent } from '@capstan/event-log';
import { fact } from '@capstan/kernel';
import { z } from 'zod';
import { broken } from './checks.ts';
import { Dice } from './dice.ts';
import type { LogPlace } from './engines.ts';
import type { Scenario } from './house.ts';
import { powerCut } from './strikes.ts';

const LEDGER = join(import.meta.dirname, '../ledger.ts');
const STREAMS = 40;
/** Enough that most runs are killed before they have copied everything. */
const EVENTS_EACH_KILL = 800;
const Spend = fact('SpendRecorded', z.object({ spend: z.string(), amount: z.number() }));

/** A log is moved by `ledger migrate`, which is killed, as its target's server is, and run again: in the end the target is the source, byte for byte. */
export const migrating: Scenario = {
  name: 'migrating',
  async run(kills, seed, engine) {
    const folder = mkdtempSync(join(tmpdir(), 'capstan-campaign-move-'));
    const place = await engine.place();
    try {
      const source = join(folder, 'source.db');
      const events = await written(source, EVENTS_EACH_KILL * kills + 400);
      return await moved(source, place.address ?? join(folder, 'target.db'), { kills, events, place, dice: new Dice(seed) });
    } finally {
      await place.gone();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

interface Move { readonly kills: number; readonly events: number; readonly place: LogPlace; readonly dice: Dice }

async function moved(source: string, target: string, { kills, events, place: { server }, dice }: Move) {
  let [struck, cuts, whole] = [0, 0, 0];
  for (let i = 0; i < kills; i++) {
    const run = start(source, target);
    await sleep(dice.between(150, 1500));
    if (server && i % 4 === 3) {
      await powerCut(server);
      cuts += 1;
    }
    if (run.exitCode === null) struck += 1;
    else whole += 1;
    await end(run);
  }
  const last = start(source, target);
  const [words, said] = await Promise.all([text(last.stdout!), text(last.stderr!), ended(last)]);
  const same = JSON.stringify(await bytesOf(source)) === JSON.stringify(await bytesOf(target));
  const losses = [...(last.exitCode === 0 ? [] : [`the last migrate ended with ${last.exitCode}: ${said}`]), ...(words.includes('read back and equal') ? [] : ['migrate does not say that source and target are equal']), ...(same ? [] : ['the target is not the source']), ...await broken(target)];
  return { kills: struck + cuts, acknowledged: events, said: `migrate ${struck}${cuts > 0 ? `, database ${cuts}` : ''}; it came to its end ${whole + 1} times`, losses };
}

const start = (from: string, to: string): ChildProcess => spawn(process.execPath, [LEDGER, 'migrate', '--from', from, '--to', to], { stdio: ['ignore', 'pipe', 'pipe'] });

const ended = (child: ChildProcess) => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve());

async function end(child: ChildProcess): Promise<void> {
  const gone = ended(child);
  child.kill('SIGKILL');
  await gone;
}

/** Writes events of many companies in turn, so that a copy needs many appends. */
async function written(file: string, count: number): Promise<number> {
  const log = await openLog(file);
  const codec = ledgerCodec({ registry: factRegistry([Spend]), keys: openSqliteKeys(':memory:') });
  const heads = Array.from({ length: STREAMS }, () => EMPTY_STREAM);
  for (let done = 0; done < count; done += STREAMS) {
    await Promise.all(heads.map(async (head, i) => {
      const { events, head: next } = await codec.encode([{ type: 'SpendRecorded', data: { spend: `spend-${done + i}`, amount: done + i } }], { stream: `company-c${i}`, head, company: `c${i}`, actor: 'user-1', at: '2026-11-23T09:00:00.000Z', command: `command-${done + i}` });
      await log.append(`company-c${i}`, head.revision, events);
      heads[i] = next;
    }));
  }
  await log.close();
  return Math.ceil(count / STREAMS) * STREAMS;
}

/** All events as stored; positions, which each engine counts its own way, left out. */
async function bytesOf(address: string): Promise<string[]> {
  const log: EventLog = await openLog(address, { readOnly: true });
  const all: StoredEvent[] = [];
  for (let page = await log.readAll(undefined, 5000); page.length > 0; page = await log.readAll(page.at(-1)!.position, 5000)) all.push(...page);
  await log.close();
  return all.map(({ stream, revision, id, type, data, meta }) => JSON.stringify([stream, revision, id, type, data, meta]));
}
