import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { openLog, openPostgresPool } from '@capstan/event-log';
import { noPostgres } from '../../libs/event-log/test/postgres/programs.ts';
import { PostgresServer } from '../../libs/event-log/test/postgres/server.ts';
import type { Figure } from './figure.ts';
import { appendsPerSecond, eventsFor, fill, median, perSecond, readingFigures } from './ledger-adapter.ts';

const EVENTS_EACH: Readonly<Record<number, number>> = { 1: 1000, 64: 150, 512: 40 };
const ROUNDS = 3;
const RAW_SECONDS = 3;
/** The issue asks for half of what the server does for 64 callers that insert the same row each. */
const SHARE_TARGET = 0.5;
const CROWD = 64;

const figure = (name: string, value: number, unit: string, target: number | null = null): Figure => ({ name: `ledger.postgres-${name}`, value, unit, target, higherIsBetter: true });

/** The log's own table, but that its position is a sequence's and nothing is checked: what an insert costs this server. */
const BARE = `CREATE SEQUENCE bare_revision; CREATE TABLE bare (position bigserial PRIMARY KEY, stream text COLLATE "C" NOT NULL, revision integer NOT NULL DEFAULT nextval('bare_revision'), id text COLLATE "C" NOT NULL UNIQUE,
  type text NOT NULL, data text NOT NULL, meta text NOT NULL, company text COLLATE "C", UNIQUE (stream, revision)); CREATE INDEX ON bare (company, position)`;

const pgbench = (): string | undefined => ['/usr/lib/postgresql/18/bin', '/usr/lib/postgresql/17/bin', '/usr/lib/postgresql/16/bin', '/usr/lib/postgresql/15/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
  .map((folder) => join(folder, 'pgbench')).find((program) => existsSync(program));

const quoted = (text: string) => `'${text.replaceAll("'", "''").replaceAll(':', "' || chr(58) || '")}'`;

/** Rows that so many callers insert by pgbench, each its own transaction, per second. */
async function byPgbench(program: string, server: PostgresServer): Promise<number> {
  const { events } = await eventsFor('c1', 1);
  const { type, data, meta } = events[0]!;
  const script = join(server.folder, 'insert.sql');
  writeFileSync(script, `\\set n random(1, 1000000000000000)\nINSERT INTO bare (stream, id, type, data, meta, company) VALUES ('company-c' || :client_id, md5(:n || '-' || :client_id), ${quoted(type)}, ${quoted(data)}, ${quoted(meta)}, 'c1');\n`);
  const { stdout } = await promisify(execFile)(program, ['-n', '-M', 'prepared', '-c', String(CROWD), '-j', '2', '-T', String(RAW_SECONDS), '-f', script, server.url()]);
  return Number(/tps = ([\d.]+)/.exec(stdout)![1]);
}

/** The same by this process over the plain driver, where there is no pgbench. */
async function byDriver(server: PostgresServer): Promise<number> {
  const pool = await openPostgresPool(`${server.url()}?connections=${CROWD}`, 'public');
  const { events } = await eventsFor('c1', 1);
  const { type, data, meta } = events[0]!;
  const begin = performance.now();
  let inserted = 0;
  await Promise.all(Array.from({ length: CROWD }, async (_, caller) => {
    for (let n = 0; performance.now() - begin < RAW_SECONDS * 1000; n++, inserted++) {
      await pool.query({ name: 'bare', text: 'INSERT INTO bare (stream, id, type, data, meta, company) VALUES ($1, $2, $3, $4, $5, $6)', values: [`company-c${caller}`, `${begin}-${caller}-${n}`, type, data, meta, 'c1'] });
    }
  }));
  const rate = perSecond(inserted, begin);
  await pool.end();
  return rate;
}

/** The PostgreSQL adapter on a server of the bench's own: appends against what the server does bare, replay, latency. No figures where no server can run. */
export async function postgresFigures(): Promise<Figure[]> {
  if (noPostgres) {
    console.error(noPostgres);
    return [];
  }
  const server = await PostgresServer.start();
  try {
    const [log, other] = [await openLog(server.url()), await openLog(server.url())];
    const pool = await openPostgresPool(server.url(), 'public');
    await pool.query(BARE);
    const version = (await pool.query<{ server_version: string }>('SHOW server_version')).rows[0]!.server_version.split(' ')[0];
    await pool.end();
    const program = pgbench();
    const rates = new Map<number, number[]>(Object.keys(EVENTS_EACH).map((callers) => [Number(callers), []]));
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      bare.push(await (program ? byPgbench(program, server) : byDriver(server)));
      for (const [callers, seen] of rates) seen.push(await appendsPerSecond(log, callers, EVENTS_EACH[callers]!));
    }
    const figures = [...rates].map(([callers, seen]) => figure(`appends-${callers}-callers`, median(seen), `events/s (PostgreSQL ${version})`));
    figures.push(figure(`bare-${CROWD}-callers`, median(bare), `rows/s by ${program ? 'pgbench' : 'the plain driver'}`));
    figures.push(figure(`appends-${CROWD}-callers-to-${program ? 'pgbench' : 'driver'}`, median(rates.get(CROWD)!.map((rate, i) => rate / bare[i]!)), '× its inserts of the same row/s', SHARE_TARGET));
    figures.push(...(await readingFigures('postgres', await fill(log), other)));
    for (const one of [log, other]) await one.close();
    return figures;
  } finally {
    await server.remove();
  }
}
