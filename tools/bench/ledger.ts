import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type EventLog, type NewEvent, openSqliteLog, openViews, Projector, readModel, verifyAll } from '@capstan/event-log';
import type { Figure } from './figure.ts';
import { appendsPerSecond, codec, eventsFor, fill, median, perSecond, readingFigures } from './ledger-adapter.ts';
import { kurrentFigures } from './ledger-kurrent.ts';
import { postgresFigures } from './ledger-postgres.ts';

const RAW_MS = 1000;
/** Events that each of so many callers appends: enough to cross several checkpoints, few enough to run before every landing. */
const EVENTS_EACH: Readonly<Record<number, number>> = { 1: 3000, 64: 500, 512: 120 };
/** Rounds of raw, ours, bare in turn; the middle one counts, because other work on the machine comes and goes. */
const ROUNDS = 3;
/** The issue asks 512 callers for 25,000 events/s where the raw disk does 2,000 syncs/s; a slower disk is asked for its share. */
const appendsTarget = (rawSyncs: number): number => 25_000 * Math.min(1, rawSyncs / 2000);
const PROJECTED = 100_000;
const PROJECTED_TARGET = 80_000;

const spends = readModel({
  name: 'bench-spend', version: 1, tables: ['bench_spend'],
  schema: 'CREATE TABLE bench_spend (company TEXT NOT NULL, month TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (company, month)) WITHOUT ROWID',
  on: {
    SpendRecorded(views, { data, meta }) {
      views.run('INSERT INTO bench_spend VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET amount = amount + excluded.amount', meta.company, data.on.slice(0, 7), data.amount.amount);
    },
  },
});

const figure = (name: string, value: number, unit: string, target: number | null = null): Figure => ({ name: `ledger.${name}`, value, unit, target, higherIsBetter: true });
const now = () => new Date().toISOString();
let made = 0;

/** Raw disk: 4 KiB written over and synced, one after the other. */
function rawSyncs(folder: string): number {
  const file = openSync(join(folder, 'raw'), 'w');
  const block = Buffer.alloc(4096, 7);
  const size = 1024;
  for (let i = 0; i < size; i++) writeSync(file, block, 0, block.length, i * block.length);
  fdatasyncSync(file);
  const begin = performance.now();
  let syncs = 0;
  for (; performance.now() - begin < RAW_MS; syncs++) {
    writeSync(file, block, 0, block.length, (syncs % size) * block.length);
    fdatasyncSync(file);
  }
  closeSync(file);
  return perSecond(syncs, begin);
}

/** So many companies' events, made beforehand: encoding is the caller's work, appending the log's. */
const readyMade = (callers: number): Promise<NewEvent[][]> => Promise.all(Array.from({ length: callers }, async (_, i) => (await eventsFor(`c${i}`, EVENTS_EACH[callers]!)).events));

/** The log with so many callers, each waiting for its append before the next, each in its own company. */
async function ourAppends(folder: string, callers: number): Promise<number> {
  const log = openSqliteLog(join(folder, `ours-${made++}.db`));
  const rate = await appendsPerSecond(log, callers, EVENTS_EACH[callers]!);
  await log.close();
  return rate;
}

/** SQLite's own best: the same rows, indexes and pragmas in a bare loop of transactions of that many inserts. */
async function bareInserts(folder: string, group: number): Promise<number> {
  const db = new DatabaseSync(join(folder, `bare-${made++}.db`));
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4096; PRAGMA cache_size = -32768');
  db.exec(`CREATE TABLE event (position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
    data TEXT NOT NULL, meta TEXT NOT NULL, company TEXT NOT NULL, UNIQUE (stream, revision)) STRICT; CREATE INDEX event_company ON event (company, position)`);
  const insert = db.prepare('INSERT INTO event (stream, revision, id, type, data, meta, company) VALUES (?, ?, ?, ?, ?, ?, ?)');
  const companies = await readyMade(group);
  const begin = performance.now();
  for (let revision = 0; revision < EVENTS_EACH[group]!; revision++) {
    db.exec('BEGIN IMMEDIATE');
    for (const [i, events] of companies.entries()) {
      const { id, type, data, meta } = events[revision]!;
      insert.run(`company-c${i}`, revision, id, type, data, meta, `c${i}`);
    }
    db.exec('COMMIT');
  }
  const rate = perSecond(group * EVENTS_EACH[group]!, begin);
  db.close();
  return rate;
}

async function projection(folder: string, log: EventLog): Promise<number> {
  const views = openViews(join(folder, `views-${made++}.db`));
  const projector = new Projector({ log, codec, views, models: [spends], now });
  const begin = performance.now();
  await projector.start();
  const rate = perSecond(PROJECTED, begin);
  await projector.close();
  views.close();
  return rate;
}

async function verification(log: EventLog): Promise<number> {
  const begin = performance.now();
  const verdict = await verifyAll(log);
  if (verdict.kind !== 'intact') throw new Error('the filled log does not verify');
  return perSecond(verdict.events, begin);
}

async function appends(folder: string): Promise<Figure[]> {
  const disk: number[] = [];
  const figures: Figure[] = [];
  for (const callers of Object.keys(EVENTS_EACH).map(Number)) {
    const [ours, bare, raw]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round < ROUNDS; round++) {
      raw.push(rawSyncs(folder));
      ours.push(await ourAppends(folder, callers));
      bare.push(await bareInserts(folder, callers));
    }
    disk.push(...raw);
    const many = callers === 512;
    figures.push(figure(`appends-${callers}-callers`, median(ours), many ? 'events/s (target: 25,000, less where raw < 2,000 syncs/s)' : 'events/s', many ? appendsTarget(median(raw)) : null));
    figures.push(figure(`appends-${callers}-callers-per-raw-sync`, median(ours.map((rate, i) => rate / raw[i]!)), '× raw fdatasync/s'));
    figures.push(figure(`appends-${callers}-callers-to-bare-sqlite`, median(ours.map((rate, i) => rate / bare[i]!)), '× bare SQLite inserts/s'));
  }
  return [figure('raw-disk-syncs', median(disk), 'fdatasync/s'), ...figures];
}

/** Durable appends against the raw disk and against SQLite alone, projection and verification; then PostgreSQL where a server can run, and KurrentDB; in one run. */
export async function run(): Promise<Figure[]> {
  const folder = mkdtempSync(join(process.env['CAPSTAN_BENCH'] ?? join(import.meta.dirname, '../../node_modules'), '.bench-'));
  try {
    const figures = await appends(folder);
    const log = await fill(openSqliteLog(join(folder, 'filled.db')));
    const rates: number[] = [];
    for (let round = 0; round < ROUNDS; round++) rates.push(await projection(folder, log));
    figures.push(figure('projection', median(rates), 'events/s (median of 3)', PROJECTED_TARGET), figure('verification', await verification(log), 'events/s'));
    figures.push(...(await readingFigures('sqlite', log, log)));
    await log.close();
    return [...figures, ...(await postgresFigures()), ...(await kurrentFigures())];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
