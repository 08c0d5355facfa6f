import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = () => mkdtempSync(join(tmpdir(), 'capstan-serve-'));
const serve = (env: Record<string, string>) => spawnSync(process.execPath, [resolve(import.meta.dirname, '../serve.ts')], { env: { ...process.env, CAPSTAN_DATA: folder(), ...env }, encoding: 'utf8', timeout: 100_000 });

test('a folder with the demo sign-ins is not served beyond loopback', () => {
  const data = folder();
  writeFileSync(join(data, 'demo.json'), '{}');
  const { status, stderr } = serve({ HOST: '0.0.0.0', PORT: '48213', CAPSTAN_DATA: data });
  expect([status, stderr]).toEqual([1, expect.stringContaining('holds the demo sign-ins')]);
});

test('a port that is taken is said so, with the way out', async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve_) => { other.listen(0, '127.0.0.1', () => resolve_((other.address() as { port: number }).port)); });
  const { status, stderr } = serve({ PORT: String(port) });
  other.close();
  expect([status, stderr]).toEqual([1, expect.stringContaining(`Port ${port} on localhost is taken`)]);
});

test('a data folder that another Capstan serves is left alone', () => {
  const data = folder();
  writeFileSync(join(data, 'serve.pid'), String(process.pid));
  const { status, stderr } = serve({ PORT: '48214', CAPSTAN_DATA: data });
  expect([status, stderr]).toEqual([1, expect.stringContaining(`in use by process ${process.pid}`)]);
});

test('a port that is no port is refused', () => {
  expect(serve({ PORT: 'eighty' }).stderr).toContain('PORT must be a number');
});
