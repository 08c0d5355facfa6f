import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openSqliteKeys, openSqliteLog, openViews, Projector, type StoredEvent, verifyAll } from '../src/index.ts';
import { countModel, inFolder, now, testLedger } from './house.ts';

const KILLS = 24;

/** Starts the writer, kills it -9 a random moment after its first acknowledgement, and gives the ids it had acknowledged. */
async function killedWriter(folder: string, round: number, afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [new URL('./writer.ts', import.meta.url).pathname, folder, `round-${round}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  let out = '';
  const ended = new Promise((resolve) => { child.once('close', resolve); });
  const first = new Promise((resolve) => { child.stdout.once('data', resolve); });
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); });
  await Promise.race([first, ended]);
  await sleep(afterMs);
  child.kill('SIGKILL');
  await ended;
  return out.slice(0, out.lastIndexOf('\n') + 1).split('\n').filter(Boolean);
}

async function everything(log: ReturnType<typeof openSqliteLog>): Promise<StoredEvent[]> {
  const all: StoredEvent[] = [];
  for (let page = await log.readAll(undefined, 5000); page.length > 0; page = await log.readAll(all.at(-1)!.position, 5000)) all.push(...page);
  return all;
}

test(`${KILLS} × kill -9: nothing acknowledged is lost, the chains hold, each fact counts once`, { timeout: 300_000 }, () => inFolder(async (folder) => {
  const acknowledged = new Set<string>();
  for (let round = 0; round < KILLS; round++) for (const id of await killedWriter(folder, round, (round * 37) % 150)) acknowledged.add(id);
  expect(acknowledged.size).toBeGreaterThan(KILLS * 8);

  const { log, codec } = testLedger(openSqliteLog(join(folder, 'log.db')), openSqliteKeys(join(folder, 'keys.db')));
  const all = await everything(log);
  const stored = new Set(all.map(({ id }) => id));
  expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
  expect(await verifyAll(log)).toMatchObject({ kind: 'intact', events: all.length });

  const views = openViews(join(folder, 'views.db'));
  const projector = new Projector({ log, codec, views, models: [countModel], now });
  await projector.start();
  const counted = views.get<{ facts: number }>('SELECT sum(facts) AS facts FROM test_count')!.facts;
  expect(counted).toBe(all.filter(({ type }) => type === 'SpendNoted').length);
  expect(all.filter(({ type }) => type === 'PersonHired').every((hire) => (codec.decode(hire).data as { name: string }).name === 'Ann')).toBe(true);
  await projector.close();
  await log.close();
}));
