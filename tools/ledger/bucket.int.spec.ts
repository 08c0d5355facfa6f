import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY_STREAM, factRegistry, ledgerCodec, openSqliteKeys, openSqliteLog } from '@capstan/event-log';
import { openFiles } from '@capstan/files';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Bucket, startBucket } from '../../libs/files/test/bucket.ts';
import { backupTo, copyFiles, restoreFrom } from './bucket.ts';
import { busyFacts } from './busy-installation.ts';
import { ledger } from './run.ts';

// commands are processes, and take their time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let root: string, data: string, bucket: Bucket, dataset: string, before: NodeJS.ProcessEnv;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'capstan-bucket-'));
  data = join(root, 'data');
  bucket = await startBucket();
  before = { ...process.env };
  Object.assign(process.env, bucket.env);
  mkdirSync(join(data, 'datasets'), { recursive: true });
  dataset = createHash('sha256').update('Ahoy').digest('hex');
  writeFileSync(join(data, 'datasets', dataset), 'Ahoy');
  writeFileSync(join(data, 'secret'), 'the secret of this installation');
  const [log, keys] = [openSqliteLog(join(data, 'ledger.db')), openSqliteKeys(join(data, 'keys.db'))];
  const { events } = await ledgerCodec({ registry: factRegistry(busyFacts), keys }).encode([{ type: 'PersonHired', data: { person: 'p-1', name: 'Ann' } }], { stream: 'company-a', head: EMPTY_STREAM, company: 'a', actor: 'u', at: '2026-11-23T09:00:00.000Z', command: 'c' });
  await log.append('company-a', -1, events);
  await log.close();
  await keys.close();
});
afterAll(async () => {
  await bucket.close();
  process.env = before;
  rmSync(root, { recursive: true, force: true });
});
const nameOfTheFirst = async (home: string) => {
  const [log, keys] = [openSqliteLog(join(home, 'ledger.db')), openSqliteKeys(join(home, 'keys.db'))];
  const [event] = await log.readAll(undefined, 1);
  const { name } = ledgerCodec({ registry: factRegistry(busyFacts), keys }).decode(event!).data as { name: string };
  await log.close();
  await keys.close();
  return name;
};

test('backed up into a bucket, wiped and restored from it, the installation is as it was; the bucket is not written over', async () => {
  const to = `${bucket.address}/monday`;
  expect(await ledger(data, 'backup', '--to', to, bucket.env)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('1 events') });
  await expect(backupTo(data, to)).rejects.toThrow('is not empty');
  const home = join(root, 'home');
  expect(await ledger(root, 'restore', '--from', to, '--data', home, bucket.env)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Verified.') });
  expect([await nameOfTheFirst(home), readFileSync(join(home, 'datasets', dataset), 'utf8'), readFileSync(join(home, 'secret'), 'utf8')]).toEqual(['Ann', 'Ahoy', 'the secret of this installation']);
});

test('a backup in a bucket that is not whole, or was changed there, restores nothing', async () => {
  const to = `${bucket.address}/tuesday`, there = openFiles(to, bucket.env);
  await backupTo(data, to);
  writeFileSync(join(root, 'other'), 'other');
  await there.put('secret', { path: join(root, 'other'), bytes: 5, sha256: createHash('sha256').update('other').digest('hex') });
  await expect(restoreFrom(to, join(root, 'no'))).rejects.toThrow('secret is not what was backed up');
  await there.remove('manifest.json');
  await expect(restoreFrom(to, join(root, 'no'))).rejects.toThrow('there is no whole backup in s3://capstan-files/house/tuesday/');
  expect(readdirSync(root)).not.toContain('no');
});

test('datasets and weights move into a bucket; a backup of an installation that keeps them there has them, and a restore puts them back', async () => {
  const files = `${bucket.address}/files`, there = openFiles(files, bucket.env);
  expect(await ledger(data, 'files', '--from', data, '--to', files, bucket.env)).toMatchObject({ code: 0, err: '', out: expect.stringContaining('1 files copied') });
  expect(await copyFiles(openFiles(data, {}), there)).toBe(0);
  process.env['CAPSTAN_ARTIFACTS'] = files;
  rmSync(join(data, 'datasets'), { recursive: true });
  await backupTo(data, join(root, 'wednesday'));
  expect(readFileSync(join(root, 'wednesday', 'datasets', dataset), 'utf8')).toBe('Ahoy');
  await there.remove(`datasets/${dataset}`);
  await restoreFrom(join(root, 'wednesday'), join(root, 'again'));
  expect(await there.list('')).toEqual([{ name: `datasets/${dataset}`, bytes: 4 }]);
});
