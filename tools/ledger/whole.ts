import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EventLog, openSqliteKeys, openSqliteLog, type StoredEvent, verifyAll } from '@capstan/event-log';
import { masterOf } from './places.ts';

const PAGE = 1000;

export interface Whole { readonly position: string | null; readonly events: number; readonly streams: number }

/**
 * Checks a data folder that nobody uses: the chains of its log, and that each sealed field has its key, or the mark of
 * an erasure, among the keys. Throws with the first thing that is wrong.
 */
export async function checkWhole(folder: string): Promise<Whole> {
  const log = openSqliteLog(join(folder, 'ledger.db'), { readOnly: true });
  try {
    const verdict = await verifyAll(log);
    if (verdict.kind === 'broken') throw new Error(`the ledger is broken: ${verdict.stream}, revision ${verdict.revision} (${verdict.reason})`);
    const position = await checkKeys(log, join(folder, 'keys.db'));
    return { position, events: verdict.events, streams: verdict.streams };
  } finally {
    await log.close();
  }
}

/** The position of the last event. */
async function checkKeys(log: EventLog, file: string): Promise<string | null> {
  const keys = existsSync(file) ? openSqliteKeys(file, { readOnly: true, ...masterOf() }) : undefined;
  const people = new Map<string, Set<string>>();
  const peopleOf = async (company: string) => {
    const known = people.get(company) ?? new Set((await keys?.all(company) ?? []).map(({ person }) => person));
    people.set(company, known);
    return known;
  };
  let last: StoredEvent | undefined;
  try {
    for (let page = await log.readAll(undefined, PAGE); page.length > 0; page = await log.readAll(last!.position, PAGE)) {
      for (const event of page) {
        for (const person of sealedFor(event)) if (!(await peopleOf(companyOf(event))).has(person)) throw new Error(`the key of ${person} is missing, for ${event.stream}, revision ${event.revision}`);
      }
      last = page.at(-1);
    }
  } finally {
    await keys?.close();
  }
  return last?.position ?? null;
}

const companyOf = (event: StoredEvent) => (JSON.parse(event.meta) as { company: string }).company;

function sealedFor({ data }: StoredEvent): string[] {
  if (!data.includes('"$sealed"')) return [];
  return Object.values(JSON.parse(data) as Record<string, unknown>).flatMap((value) => {
    const { $sealed, of } = (value ?? {}) as { $sealed?: unknown; of?: unknown };
    return typeof $sealed === 'string' && typeof of === 'string' ? [of] : [];
  });
}
