import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Fact, fact, type FactType, personal } from '@capstan/kernel';
import { z } from 'zod';
import {
  EMPTY_STREAM, type EventLog, factRegistry, headOf, type KeyRing, type LedgerCodec, ledgerCodec, type NewEvent, openSqliteKeys, readModel, type StoredEvent, withKeys,
} from '../src/index.ts';

/** A tiny business to test the ledger with: hires with personal fields, spend that can be taken back. */
export const testFacts = [
  fact('PersonHired', z.object({ person: z.string(), name: personal(z.string(), 'person'), salary: personal(z.number(), 'person'), team: z.string() })),
  fact('SpendNoted', z.object({ spend: z.string(), amount: z.number() })),
  fact('SpendTakenBack', z.object({ spend: z.string() })),
];

export const spendModel = readModel({
  name: 'test-spend',
  version: 1,
  tables: ['test_spend'],
  schema: 'CREATE TABLE test_spend (company TEXT NOT NULL, spend TEXT PRIMARY KEY, amount INTEGER NOT NULL, fact TEXT NOT NULL)',
  on: {
    SpendNoted(views, { data, meta, id }) { views.run('INSERT INTO test_spend VALUES (?, ?, ?, ?)', meta.company, data.spend, data.amount, id); },
    SpendTakenBack(views, { data }) { views.run('DELETE FROM test_spend WHERE spend = ?', data.spend); },
  },
});

/** Not idempotent on purpose: a fact played twice shows. */
export const countModel = readModel({
  name: 'test-count',
  version: 1,
  tables: ['test_count'],
  schema: 'CREATE TABLE test_count (company TEXT PRIMARY KEY, facts INTEGER NOT NULL, amount INTEGER NOT NULL)',
  on: {
    SpendNoted(views, { data, meta }) {
      views.run('INSERT INTO test_count VALUES (?, 1, ?) ON CONFLICT DO UPDATE SET facts = facts + 1, amount = amount + excluded.amount', meta.company, data.amount);
    },
  },
});

export const noted = (spend: string, amount: number): Fact => ({ type: 'SpendNoted', data: { spend, amount } });
export const takenBack = (spend: string): Fact => ({ type: 'SpendTakenBack', data: { spend } });
export const hired = (person: string, name: string, salary = 90_000): Fact => ({ type: 'PersonHired', data: { person, name, salary, team: 'research' } });

export interface TestLedger { readonly log: EventLog; readonly keys: KeyRing; readonly codec: LedgerCodec; readonly record: (company: string, facts: readonly Fact[], more?: RecordOptions) => Promise<StoredEvent[]> }
export interface RecordOptions { readonly at?: string; readonly stream?: string; readonly command?: string }

/** A ledger over any log; `record` appends at the head of the stream and gives back what was stored. */
export function testLedger(bare: EventLog, keys = openSqliteKeys(':memory:'), types: readonly FactType[] = testFacts): TestLedger {
  const log = withKeys(bare, keys);
  const codec = ledgerCodec({ registry: factRegistry(types), keys });
  let commands = 0;
  const record = async (company: string, facts: readonly Fact[], { at = '2026-11-02T09:00:00.000Z', stream = `company-${company}`, command }: RecordOptions = {}) => {
    const head = await headIn(log, stream);
    const { events } = await codec.encode(facts, { stream, head, company, actor: 'user-ann', at, command: command ?? `${stream} command ${++commands}` });
    await log.append(stream, head.revision, events);
    return log.read(stream, head.revision + 1, facts.length);
  };
  return { log, keys, codec, record };
}

async function headIn(log: EventLog, stream: string) {
  let head = EMPTY_STREAM;
  for (;;) {
    const page = await log.read(stream, head.revision + 1, 500);
    if (page.length === 0) return head;
    head = headOf(page.at(-1)!);
  }
}

/** A plain event for tests of the log alone. */
export const event = (id: string, company = 'acme'): NewEvent => ({ id, type: 'Noted', data: `{"n":"${id}"}`, meta: `{"company":"${company}"}` });

/** A folder that is gone after the work. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-log-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const now = () => '2026-11-23T12:00:00.000Z';
