import { randomBytes } from 'node:crypto';
import { createConnection } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { inject } from 'vitest';
import './once.ts';

/** Address of the run's server: the one in POSTGRES_URL, or one that is started for this run. */
async function server(): Promise<string> {
  const given = process.env['POSTGRES_URL'];
  const url = given ?? (await text(createConnection(inject('postgres'))));
  if (!url.startsWith('postgres')) throw new Error(url);
  return url;
}

export interface TestDatabase { readonly url: string; drop(): Promise<void> }

/** A new, empty database on the run's server. */
export async function testDatabase(): Promise<TestDatabase> {
  const admin = await server();
  const name = `capstan_test_${randomBytes(6).toString('hex')}`;
  const ask = async (sql: string) => {
    const client = new pg.Client(admin);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  await ask(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => ask(`DROP DATABASE ${name} WITH (FORCE)`) };
}
