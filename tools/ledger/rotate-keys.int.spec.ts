import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY_STREAM, factRegistry, type KeyRing, ledgerCodec, masterKey, openKeys, openLog, withKeys } from '@capstan/event-log';
import { type FactType, fact, personal } from '@capstan/kernel';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '../../libs/event-log/test/postgres/database.ts';
import { noPostgres } from '../../libs/event-log/test/postgres/programs.ts';

// each command is a process
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const [OLD, NEW] = ['0f'.repeat(32), 'a1'.repeat(32)];
const Hired = fact('Hired', z.object({ person: z.string(), salary: personal(z.number(), 'person') })) as FactType;

interface House { readonly folder: string; readonly log: string; readonly keys: string; readonly env: Record<string, string>; done(): Promise<void> }

function rotating(start: () => Promise<House>) {
  let house: House;
  beforeAll(async () => {
    house = await start();
    const [log, keys] = [await openLog(house.log), await openKeys(house.keys, { master: masterKey(OLD) })];
    const hired = (person: string, salary: number) => ({ type: 'Hired', data: { person, salary } });
    const { events } = await ledgerCodec({ registry: factRegistry([Hired]), keys }).encode([hired('ann', 71_234), hired('bo', 55_555)], {
      stream: 'company-acme', head: EMPTY_STREAM, company: 'acme', actor: 'user-1', at: '2026-11-23T09:00:00.000Z', command: 'command-1',
    });
    await log.append('company-acme', -1, events);
    await keys.erase('acme', 'bo');
    for (const one of [log, keys]) await one.close();
    writeFileSync(join(house.folder, 'new-key'), `${NEW}\n`);
  });
  afterAll(() => house?.done());

  const ledger = (master: string | undefined, ...args: string[]) => new Promise<{ code: number; said: string }>((answer) => {
    const env = { ...process.env, ...house.env, ...(master !== undefined && { CAPSTAN_MASTER_KEY: master }) };
    execFile(process.execPath, [join(import.meta.dirname, '../ledger.ts'), ...args], { env }, (error, out, err) => answer({ code: typeof error?.code === 'number' ? error.code : 0, said: out + err }));
  });
  const opened = (master: string | undefined): Promise<KeyRing> => openKeys(house.keys, { readOnly: true, ...(master !== undefined && { master: masterKey(master) }) });
  /** The salaries as the ledger opens them with this master key. */
  async function salaries(master: string | undefined): Promise<unknown[]> {
    const keys = await opened(master);
    const log = withKeys(await openLog(house.log, { readOnly: true }), keys);
    const codec = ledgerCodec({ registry: factRegistry([Hired]), keys });
    const found = (await log.readAll(undefined, 10)).map((event) => (codec.decode(event).data as { salary: unknown }).salary);
    await log.close();
    await keys.close();
    return found;
  }

  test('wrapped keys open with their master key alone', async () => {
    expect(await salaries(OLD)).toEqual([71_234, null]);
    await expect(opened(NEW)).rejects.toThrow('is not what the keys of personal fields were wrapped with');
    await expect(opened(undefined)).rejects.toThrow('set CAPSTAN_MASTER_KEY');
    expect(await ledger(NEW, 'verify')).toMatchObject({ code: 1 });
  });

  test('after the rotation the new one opens every field and the old one nothing; whoever was erased stays erased', async () => {
    const { code, said } = await ledger(OLD, 'rotate-keys', '--to-key', join(house.folder, 'new-key'));
    expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining('1 keys are wrapped anew') });
    expect(said).not.toContain(NEW);
    expect(await salaries(NEW)).toEqual([71_234, null]);
    await expect(opened(OLD)).rejects.toThrow('is not what');
    expect((await ledger(NEW, 'verify')).code).toBe(0);
  });

  test('a rotation with the wrong key changes nothing; without a new one the keys end up plain', async () => {
    expect((await ledger(OLD, 'rotate-keys')).code).toBe(1);
    expect(await salaries(NEW)).toEqual([71_234, null]);
    expect((await ledger(NEW, 'rotate-keys')).code).toBe(0);
    expect(await salaries(undefined)).toEqual([71_234, null]);
    expect(await salaries(OLD)).toEqual([71_234, null]);
  });
}

describe('keys in a file', () => { rotating(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-rotate-'));
  return { folder, log: join(folder, 'ledger.db'), keys: join(folder, 'keys.db'), env: { CAPSTAN_DATA: folder }, done: async () => rmSync(folder, { recursive: true, force: true }) };
}); });

describe.skipIf(noPostgres)(`keys in PostgreSQL${noPostgres ? ` (${noPostgres})` : ''}`, () => { rotating(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-rotate-'));
  const database = await testDatabase();
  return { folder, log: database.url, keys: database.url, env: { CAPSTAN_DATA: folder, CAPSTAN_LOG: database.url }, done: async () => { rmSync(folder, { recursive: true, force: true }); await database.drop(); } };
}); });

test.each(['', 'short', 'z'.repeat(64), '0'.repeat(63)])('what is no master key is refused without being repeated: %j', (text) => {
  expect(() => masterKey(text)).toThrow('64 hexadecimal digits');
  expect(() => masterKey(`hunter2${text}`)).not.toThrow(/hunter2/);
});
