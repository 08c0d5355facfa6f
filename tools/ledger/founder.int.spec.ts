import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { companyFacts } from '@capstan/capital';
import { EMPTY_STREAM, factRegistry, ledgerCodec, openSqliteKeys, openSqliteLog } from '@capstan/event-log';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openIdentity } from '../../apps/api/src/access/identity.ts';
import { join as join_, Members } from '../../apps/api/src/access/members.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let folder: string, file: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'capstan-founder-'));
  const [log, keys] = [openSqliteLog(join(folder, 'ledger.db')), openSqliteKeys(join(folder, 'keys.db'))];
  const founded = { type: 'CompanyFounded', data: { name: 'Acme', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' } } as const;
  const { events } = await ledgerCodec({ registry: factRegistry([...companyFacts]), keys }).encode([founded], {
    stream: 'company-acme', head: EMPTY_STREAM, company: 'acme', actor: 'user-1', at: '2026-11-23T09:00:00.000Z', command: 'command-1',
  });
  await log.append('company-acme', -1, events);
  await log.close();
  await keys.close();
  file = join(folder, 'acme.jsonl');
  await ledger(folder, 'export', 'acme', file);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ledger = (data: string, ...args: string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [join(import.meta.dirname, '../ledger.ts'), ...args], { env: { ...process.env, CAPSTAN_DATA: data } }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }));
  });

/** An installation that runs, with these accounts in it, made as the browser makes them. */
async function installation(...names: string[]) {
  const data = join(folder, names.join('-'));
  mkdirSync(data);
  const identity = await openIdentity({ data, host: '127.0.0.1', port: 0, origin: 'http://localhost:3000', rateLimit: false, logLevel: 'silent', stallMs: 60_000, checkAnswers: true });
  const users: string[] = [];
  for (const name of names) {
    const body = JSON.stringify({ name, email: `${name}@example.com`, password: 'correct horse battery' });
    const answer = await identity.handle(new Request('http://localhost:3000/api/auth/sign-up/email', { method: 'POST', headers: { 'content-type': 'application/json', origin: 'http://localhost:3000' }, body }));
    users.push(((await answer.json()) as { user: { id: string } }).user.id);
  }
  return { data, users, members: new Members(identity.db), close: () => identity.db.close() };
}

test('an imported company gets the account with that e-mail address as its founder', async () => {
  const { data, users: [ann], members, close } = await installation('ann');
  expect(await ledger(data, 'import', file, '--founder', 'Ann@example.com')).toEqual({ code: 0, out: 'acme: 1 events imported\nann@example.com is a founder of Acme.\n', err: '' });
  expect(await members.of(ann!, 'acme')).toEqual({ company: 'acme', name: 'Acme', role: 'founder', demo: false, lacksSecondFactor: false });
  await close();
});

test('without one it says how; importing again with one is enough, and says no more', async () => {
  const { data, users: [bo, cy], members, close } = await installation('bo', 'cy');
  expect((await ledger(data, 'import', file)).out).toBe(`acme: 1 events imported\nNobody here can open it yet: npm run ledger -- import ${file} --founder <e-mail> makes an account of this installation its founder.\n`);
  expect(await members.list('acme')).toEqual([]);
  expect((await ledger(data, 'import', file, '--founder', 'bo@example.com')).code).toBe(0);
  expect((await ledger(data, 'import', file)).out).toBe('acme: 0 events imported, 1 were here already\n');
  await members.alone(join_('acme', cy!, 'investor', new Date().toISOString()));
  await ledger(data, 'import', file, '--founder', 'cy@example.com');
  expect((await members.list('acme')).map(({ user, role }) => [user, role])).toEqual([[bo, 'founder'], [cy, 'founder']]);
  await close();
});

test('a founder whom nobody here knows: nothing is imported', async () => {
  const { data, close } = await installation('dee');
  for (const place of [data, join(folder, 'never-started')]) {
    expect(await ledger(place, 'import', file, '--founder', 'eve@example.com')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('nobody signs in here as eve@example.com') });
    expect((await ledger(place, 'export', 'acme')).code).toBe(1);
  }
  expect(await ledger(data, 'verify', '--founder', 'dee@example.com')).toMatchObject({ code: 2 });
  await close();
});
