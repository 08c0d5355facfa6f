import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMPTY_STREAM, factRegistry, ledgerCodec, openSqliteKeys, openSqliteLog } from '@capstan/event-log';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Identity, openIdentity } from '../../apps/api/src/access/identity.ts';
import { Members } from '../../apps/api/src/access/members.ts';
import { settingsFrom } from '../../apps/api/src/settings.ts';
import { testDatabase } from '../../libs/event-log/test/postgres/database.ts';
import { noPostgres } from '../../libs/event-log/test/postgres/programs.ts';
import { busyFacts } from './busy-installation.ts';
import { ledger } from './run.ts';

// syncs, processes and the hashing of passwords take their time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const ORIGIN = 'http://localhost:3000';
let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'capstan-people-')); });
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const settings = (log?: string) => ({ ...settingsFrom({}), data: folder, origin: ORIGIN, log });
const post = (identity: Identity, path: string, body: object) =>
  identity.handle(new Request(`${ORIGIN}/api/auth${path}`, { method: 'POST', headers: { 'content-type': 'application/json', origin: ORIGIN }, body: JSON.stringify(body) }));
const ann = { name: 'Ann', email: 'ann@example.com', password: 'correct horse battery' };

/** A data folder with a person, her company and one event; answers her id and the cookie of her session. */
async function installation(): Promise<{ user: string; cookie: string }> {
  const identity = await openIdentity(settings());
  const answer = await post(identity, '/sign-up/email', ann);
  const cookie = answer.headers.getSetCookie().map((one) => one.split(';')[0]).join('; ');
  const { user } = (await answer.json()) as { user: { id: string } };
  await new Members(identity.db).found('acme', 'Acme', user.id, false, '2026-11-23T09:00:00.000Z');
  await identity.db.close();
  const [log, keys] = [openSqliteLog(join(folder, 'ledger.db')), openSqliteKeys(join(folder, 'keys.db'))];
  const { events } = await ledgerCodec({ registry: factRegistry(busyFacts), keys }).encode([{ type: 'PersonHired', data: { person: 'p', name: 'Bo' } }], { stream: 'company-acme', head: EMPTY_STREAM, company: 'acme', actor: user.id, at: '2026-11-23T09:00:00.000Z', command: 'c' });
  await log.append('company-acme', -1, events);
  await log.close();
  await keys.close();
  return { user: user.id, cookie };
}

const everything = (to: string) => ledger(folder, 'migrate', '--from', folder, '--to', to, '--everything');

test.skipIf(noPostgres)(`a whole installation moves into PostgreSQL: passwords, sessions and memberships stay good, and again changes nothing${noPostgres ? ` (${noPostgres})` : ''}`, async () => {
  const { user, cookie } = await installation();
  const database = await testDatabase();
  for (const before of ['', '; 1 were there before']) {
    const { code, err, out } = await everything(database.url);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(`1 events of 1 streams are in postgres://`);
    expect(out).toContain(before);
    expect(out).toContain('The keys of 1 people are in postgres://');
    expect(out).toContain('1 people can sign in there as they did here');
    expect(out).not.toContain(new URL(database.url).password || 'no password');
  }
  const there = await openIdentity(settings(database.url));
  expect(await there.session(new Headers({ cookie }))).toMatchObject({ user: { id: user, email: ann.email } });
  expect((await post(there, '/sign-in/email', ann)).status).toBe(200);
  expect((await post(there, '/sign-in/email', { ...ann, password: 'another horse battery' })).status).toBe(401);
  expect(await new Members(there.db).of(user, 'acme')).toMatchObject({ company: 'acme', role: 'founder' });
  await post(there, '/sign-up/email', { ...ann, email: 'cy@example.com' });
  await there.db.close();
  expect(await everything(database.url)).toMatchObject({ code: 1, err: 'the target holds people of another installation\n' });
  await database.drop();
});

test('only a data folder moves as a whole, and only into PostgreSQL', async () => {
  await installation();
  expect(await everything(join(folder, 'elsewhere.db'))).toMatchObject({ code: 1, out: '', err: '--everything goes from a data folder into PostgreSQL\n' });
});
