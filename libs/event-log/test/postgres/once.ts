import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { PostgresServer } from './server.ts';

declare module 'vitest' { interface ProvidedContext { postgres: string } }

/**
 * One PostgreSQL for a whole test run, started when the first file asks for it: whoever connects to the socket is told
 * its address. It ends with the run.
 */
export default function setup({ provide }: TestProject): () => Promise<void> {
  let server: Promise<PostgresServer> | undefined;
  const socket = join(tmpdir(), `capstan-postgres-${process.pid}-${Math.random().toString(36).slice(2)}.sock`);
  const start = () => (server ??= PostgresServer.start());
  const door = createServer((asking) => {
    asking.on('error', () => undefined);
    start().then((one) => asking.end(one.url()), (error: unknown) => asking.end(`cannot: ${String(error)}`));
  });
  door.listen(socket).unref();
  provide('postgres', socket);
  return async () => {
    door.close();
    rmSync(socket, { force: true });
    await (await server?.catch(() => undefined))?.remove();
  };
}
