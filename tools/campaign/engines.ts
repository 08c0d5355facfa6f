import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { noPostgres } from '../../libs/event-log/test/postgres/programs.ts';
import { PostgresServer, type ServerPlace } from '../../libs/event-log/test/postgres/server.ts';

/** An empty log for one scenario. Without an address it is the file in the scenario's own folder. */
export interface LogPlace {
  readonly address?: string;
  /** The server behind it, where it is ours to strike. */
  readonly server?: PostgresServer;
  gone(): Promise<void>;
}

/** An engine that the campaign runs on. */
export interface Engine {
  readonly name: 'SQLite' | 'PostgreSQL';
  place(): Promise<LogPlace>;
  /** An engine of the same kind on a disk of its own, or with more of an environment for its processes. */
  apart(place: ServerPlace): Promise<Engine>;
  close(): Promise<void>;
}

export const sqlite: Engine = { name: 'SQLite', place: async () => ({ gone: async () => undefined }), apart: async () => sqlite, close: async () => undefined };

/** A PostgreSQL that the campaign starts itself, with a database for each scenario; or why there is none. */
export async function postgres(place?: ServerPlace): Promise<Engine | { readonly skipped: string }> {
  if (noPostgres) return { skipped: noPostgres };
  return ours(await PostgresServer.start(place));
}

const ours = (server: PostgresServer): Engine => ({
  name: 'PostgreSQL',
  place: () => database(server.url(), server),
  apart: async (place) => ours(await PostgresServer.start(place)),
  close: () => server.remove(),
});

/** The server at an address, which is not ours to strike. */
export const given = (url: string): Engine => ({
  name: 'PostgreSQL',
  place: () => database(url),
  apart: async (place) => ours(await PostgresServer.start(place)),
  close: async () => undefined,
});

async function database(admin: string, server?: PostgresServer): Promise<LogPlace> {
  const name = `capstan_campaign_${randomBytes(6).toString('hex')}`;
  const ask = async (sql: string) => {
    const client = new pg.Client(admin);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await ask(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return { address: url.href, ...(server && { server }), gone: () => ask(`DROP DATABASE ${name} WITH (FORCE)`) };
}
