import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EMPTY_STREAM, factRegistry, ledgerCodec, openSqliteKeys, openSqliteLog } from '@capstan/event-log';
import { fact, personal } from '@capstan/kernel';
import { z } from 'zod';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000 });

const Hired = fact('PersonHired', z.object({ person: z.string(), name: personal(z.string(), 'person') }));
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'capstan-ledger-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ledger = (data: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, 'ledger.ts'), ...args], { env: { ...process.env, CAPSTAN_DATA: data } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }));
  });

/** A data folder with one company of three events; left open when `running`. */
async function dataFolder(running = false) {
  const log = openSqliteLog(join(folder, 'ledger.db'));
  const keys = openSqliteKeys(join(folder, 'keys.db'));
  const { events } = await ledgerCodec({ registry: factRegistry([Hired]), keys }).encode(
    ['Ann', 'Bo', '冯\u2028'].map((name, i) => ({ type: 'PersonHired', data: { person: `person-${i}`, name } })),
    { stream: 'company-acme', head: EMPTY_STREAM, company: 'acme', actor: 'user-1', at: '2026-11-23T09:00:00.000Z', command: 'command-1' },
  );
  await log.append('company-acme', -1, events);
  if (!running) { await log.close(); await keys.close(); }
  return { log, keys };
}

test.each([[false], [true]])('verify says intact (server running: %s)', async (running) => {
  const { log, keys } = await dataFolder(running);
  expect(await ledger(folder, 'verify')).toEqual({ code: 0, out: 'intact (events: 3, streams: 1)\n', err: '' });
  if (running) { await log.close(); await keys.close(); }
});

test('verify names the first broken event and fails', async () => {
  await dataFolder();
  const forger = new DatabaseSync(join(folder, 'ledger.db'));
  forger.exec(`DROP TRIGGER event_never_changes; UPDATE event SET data = replace(data, 'person-1', 'person-9') WHERE revision = 1`);
  const { id } = forger.prepare('SELECT id FROM event WHERE revision = 1').get() as { id: string };
  forger.close();
  const { code, out } = await ledger(folder, 'verify');
  expect(code).toBe(1);
  expect(out).toMatch(`broken: company-acme, revision 1, event ${id} (hash-differs`);
});

test('a company goes out and comes in elsewhere, byte for byte, and the folder verifies', async () => {
  await dataFolder();
  const file = join(folder, 'acme.jsonl');
  expect(await ledger(folder, 'export', 'acme', file)).toMatchObject({ code: 0, err: '' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const elsewhere = mkdtempSync(join(folder, 'elsewhere-'));
  expect(await ledger(elsewhere, 'import', file)).toMatchObject({ code: 0, out: expect.stringMatching(/^acme: 3 events imported\n/) });
  expect((await ledger(elsewhere, 'export', 'acme')).out).toBe(readFileSync(file, 'utf8'));
  expect((await ledger(elsewhere, 'verify')).code).toBe(0);
  expect((await ledger(elsewhere, 'import', file)).out).toMatch(/^acme: 0 events imported, 3 were here already\n/);
});

test('what cannot be done says why, fails, and leaves nothing behind', async () => {
  expect(await ledger(join(folder, 'nothing'), 'verify')).toMatchObject({ code: 1, err: expect.stringContaining('there is no ledger in') });
  await dataFolder();
  expect(await ledger(folder, 'export', 'nobody', join(folder, 'nobody.jsonl'))).toMatchObject({ code: 1, err: expect.stringContaining('no company nobody') });
  expect(readdirSync(folder).filter((name) => name.startsWith('nobody'))).toEqual([]);
  expect(await ledger(folder, 'import', join(folder, 'missing.jsonl'))).toMatchObject({ code: 1, err: expect.stringContaining('ENOENT') });
  expect(await ledger(folder)).toMatchObject({ code: 2 });
});
