import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi, company: string, founder: Person, engineer: Person, investor: Person;
beforeAll(async () => { api = await startApi(); ({ company, founder, engineer, investor } = await api.house()); });
afterAll(() => api.close());

const here = (path = '') => `/api/companies/${company}${path}`;
const inDays = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
const make = (who: Person, scopes: string[], expiresOn = inDays(30)) => who.post(here('/tokens'), { name: 'Night job', scopes, expiresOn });
const bearing = (secret: string) => ({ authorization: `Bearer ${secret}` });

test('a program does what its token names, in its company, as its maker', async () => {
  const { body: { id, secret } } = await make(founder, ['capital:read', 'capital:record']);
  const shares = { holder: 'Ada', class: 'Common', shares: 1000, issuedOn: '2025-01-01' };
  expect((await api.nobody.post(here('/capital/shares'), shares, bearing(secret))).status).toBe(201);
  expect((await api.nobody.get(here('/capital/shares'), bearing(secret))).body).toEqual([expect.objectContaining({ actor: founder.user })]);
  expect((await api.nobody.get(here('/team/people'), bearing(secret))).body).toMatchObject({ status: 403, code: 'permission-missing' });
  const another = await api.found(founder, { name: 'Another' });
  expect((await api.nobody.get(`/api/companies/${another}/capital/shares`, bearing(secret))).body).toMatchObject({ status: 404, code: 'company-unknown' });
  expect((await api.nobody.get('/api/me', bearing(secret))).status).toBe(403);
  expect((await founder.get(here('/tokens'))).body).toEqual([expect.objectContaining({ id, name: 'Night job', makerName: founder.name, usedOn: inDays(0) })]);
});

test('a token does no more than its maker may today', async () => {
  expect((await make(engineer, ['training:run', 'salaries:read'])).body).toMatchObject({ status: 409, code: 'token-beyond-role', path: 'scopes' });
  expect((await make(founder, ['company:manage'])).status).toBe(400);
  expect((await make(founder, [])).body).toMatchObject({ status: 400, errors: [{ path: 'scopes', code: 'token-without-scope' }] });
  const second = await api.join(founder, company, 'founder');
  const { body: { secret } } = await make(second, ['team:read']);
  expect((await api.nobody.get(here('/team/people'), bearing(secret))).status).toBe(200);
  await founder.put(here(`/members/${second.user}/role`), { role: 'engineer' });
  expect((await api.nobody.get(here('/team/people'), bearing(secret))).status).toBe(403);
  await founder.delete(here(`/members/${second.user}`), {});
  expect((await api.nobody.get(here(), bearing(secret))).status).toBe(404);
});

test('a token ends: revoked at once, expired with its day; what is wrong is nobody', async () => {
  const { body: { id, secret } } = await make(engineer, ['compute:read']);
  expect((await api.nobody.get(here('/compute/spend'), bearing(secret))).status).toBe(200);
  for (const wrong of [`${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`, secret.replace('cap_', 'cup_'), 'cap__', '']) expect((await api.nobody.get(here('/compute/spend'), bearing(wrong))).status).toBe(401);
  expect((await investor.post(here(`/tokens/${id}/revoke`), {})).body).toMatchObject({ status: 404, code: 'token-unknown' });
  expect((await founder.post(here(`/tokens/${id}/revoke`), {})).status).toBe(201);
  expect((await api.nobody.get(here('/compute/spend'), bearing(secret))).status).toBe(401);
  expect((await make(engineer, ['compute:read'], inDays(-1))).body).toMatchObject({ code: 'token-expiry-out-of-range', path: 'expiresOn' });
  expect((await make(engineer, ['compute:read'], inDays(400))).body).toMatchObject({ code: 'token-expiry-out-of-range' });
});

test('no token makes, lists or revokes tokens; members see their own; no secret is kept', async () => {
  const { body: { id, secret } } = await make(engineer, ['company:read']);
  expect((await api.nobody.get(here('/tokens'), bearing(secret))).status).toBe(403);
  expect((await api.nobody.post(here('/tokens'), { name: 'More', scopes: ['company:read'], expiresOn: inDays(1) }, bearing(secret))).status).toBe(403);
  expect((await api.nobody.post(here(`/tokens/${id}/revoke`), {}, bearing(secret))).status).toBe(403);
  expect((await engineer.get(here('/tokens'))).body.map((t: { maker: string }) => t.maker)).toEqual([engineer.user]);
  const kept = readdirSync(api.settings.data).filter((f) => f.startsWith('identity.db')).map((f) => readFileSync(join(api.settings.data, f)));
  expect(kept.some((bytes) => bytes.includes(id))).toBe(true);
  expect(kept.some((bytes) => bytes.includes(secret.split('_')[2]))).toBe(false);
});
