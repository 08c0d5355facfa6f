import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openLog, type StoredEvent, verifyAll } from '@capstan/event-log';
import type { Acknowledged } from './founder.ts';
import type { House } from './house.ts';
import type { Api } from './processes.ts';

const PAGE = 1000;

/** Every event of a company, in log order. */
export async function eventsOf(address: string, company: string): Promise<StoredEvent[]> {
  const log = await openLog(address, { readOnly: true });
  const all: StoredEvent[] = [];
  for (let page = await log.readCompany(company, undefined, PAGE); page.length > 0; page = await log.readCompany(company, page.at(-1)!.position, PAGE)) all.push(...page);
  await log.close();
  return all;
}

/** Acknowledged things that are not in the log exactly once, or not where their receipt says. `names` finds the id of what an event records. */
export function lost(events: readonly StoredEvent[], acknowledged: readonly Acknowledged[], names: (event: StoredEvent) => string | undefined): string[] {
  const found = Map.groupBy(events, (event) => names(event) ?? '');
  return acknowledged.flatMap(({ key, id, position, revision }) => {
    const own = found.get(id) ?? [];
    if (own.length !== 1) return [`${key} was acknowledged as ${id} and is in the log ${own.length} times`];
    return own[0]!.position === position && own[0]!.revision === revision ? [] : [`${key} was acknowledged at ${position} and stands at ${own[0]!.position}`];
  });
}

/** Why the chains of the log are not intact; nothing when they are. */
export async function broken(address: string): Promise<string[]> {
  const log = await openLog(address, { readOnly: true });
  const verdict = await verifyAll(log);
  await log.close();
  return verdict.kind === 'intact' ? [] : [`the chain of ${verdict.stream} is broken at revision ${verdict.revision}: ${verdict.reason}`];
}

/** Every row of every read model as text; what says when something happened to the read models themselves is left out. */
function rowsOf(data: string): Map<string, string[]> {
  const views = new DatabaseSync(join(data, 'views.db'), { readOnly: true });
  const tables = (views.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'policy_progress'").all() as { name: string }[]).map(({ name }) => name);
  const rows = new Map(tables.map((name) => [name, views.prepare(`SELECT * FROM "${name}"`).all().map((row) => JSON.stringify(row)).sort()]));
  views.close();
  return rows;
}

/** Throws a node's read models away; it must not run. */
export function forgetViews(data: string): void {
  for (const file of ['views.db', 'views.db-wal', 'views.db-shm']) rmSync(join(data, file), { force: true });
}

/** Read models that differ from those built from zero. The API is stopped before and running after. */
export async function unlikeRebuilt(api: Api, data: string): Promise<string[]> {
  const kept = rowsOf(data);
  forgetViews(data);
  await api.start();
  await api.caughtUp();
  const again = rowsOf(data);
  return [...new Set([...kept.keys(), ...again.keys()])].filter((table) => JSON.stringify(kept.get(table)) !== JSON.stringify(again.get(table))).map((table) => `the rows of ${table} are not those of a rebuild`);
}

/** What is wrong with a house after a scenario: chains, read models, and whether it still answers. */
export async function wounds({ api, founder, data, address }: Pick<House, 'api' | 'founder' | 'data' | 'address'>): Promise<string[]> {
  await api.caughtUp();
  await api.end('SIGTERM');
  const found = [...await broken(address), ...await unlikeRebuilt(api, data)];
  await founder.ask('GET', '');
  return found;
}
