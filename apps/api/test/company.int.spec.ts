import type { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IdentityRunning } from '../src/access/access.module.ts';
import type { IdentityDb } from '../src/access/identity-db.ts';
import { leave, Members } from '../src/access/members.ts';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi, company: string, founder: Person, investor: Person, engineer: Person;
beforeAll(async () => {
  api = await startApi();
  ({ company, founder, investor, engineer } = await api.house());
});
afterAll(() => api.close());

test('a founder sees the company and what the role allows', async () => {
  const { body } = await founder.get(`/api/companies/${company}`);
  expect(body).toMatchObject({ id: company, name: 'Halyard', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01', demo: false, role: 'founder' });
  expect(body.permissions).toContain('salaries:read');
  expect((await founder.get('/api/me')).body.companies).toMatchObject([{ id: company, role: 'founder' }]);
});

test('members see who else is there', async () => {
  const { body } = await investor.get(`/api/companies/${company}/members`);
  expect(body.map((m: { role: string }) => m.role)).toEqual(['founder', 'investor', 'engineer']);
  expect(body.filter((m: { self: boolean }) => m.self)).toMatchObject([{ user: investor.user }]);
});

test('a company as it was before it was founded is not there', async () => {
  expect((await founder.get(`/api/companies/${company}?asOf=2020-01-01T00:00:00Z`)).status).toBe(404);
  expect((await founder.get(`/api/companies/${company}?asOf=${new Date().toISOString()}`)).status).toBe(200);
  expect((await founder.get(`/api/companies/${company}?asOf=yesterday`)).body).toMatchObject({ status: 400, code: 'instant-invalid', path: 'asOf' });
});

test('a founding that does not fit names each field', async () => {
  const { status, body, headers } = await founder.post('/api/companies', { name: '', currency: 'XXQ', country: 'DE', foundedOn: '20255-01-01', colour: 'red' });
  expect(status).toBe(400);
  expect(headers['content-type']).toContain('application/problem+json');
  expect(body.errors).toMatchObject([{ path: 'name' }, { path: 'currency', code: 'currency-unknown' }, { path: 'foundedOn', code: 'date-out-of-range' }]);
  const unknown = await founder.post('/api/companies', { name: 'A', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01', colour: 'red' });
  expect(unknown.body).toMatchObject({ status: 400, code: 'invalid-input', path: 'colour' });
});

test('founding again with the same key founds one company', async () => {
  const body = { name: 'Twice', currency: 'USD', country: 'US', foundedOn: '2025-01-01' };
  const key = { 'idempotency-key': 'found-twice-1' };
  const other = await api.signUp();
  const [first, second] = [await other.post('/api/companies', body, key), await other.post('/api/companies', body, key)];
  expect(second).toMatchObject({ status: 201, body: first.body });
  expect((await other.get('/api/me')).body.companies).toHaveLength(1);
});

test('a demo company needs the set-up secret', async () => {
  const body = { name: 'Demo', currency: 'USD', country: 'US', foundedOn: '2025-01-01', demo: true };
  expect((await founder.post('/api/companies', body)).body).toMatchObject({ status: 403, code: 'setup-only' });
});

test('an invitation is for one address, once, and can be withdrawn', async () => {
  const [guest, other] = [await api.signUp(), await api.signUp()];
  const invited = await founder.post(`/api/companies/${company}/invitations`, { email: guest.email.toUpperCase(), role: 'engineer' });
  const { id, link } = invited.body;
  expect(link).toBe(`http://localhost:3000/invite/${id}`);
  expect((await other.post(`/api/invitations/${id}/accept`)).body.code).toBe('invitation-for-another');
  expect((await guest.get(`/api/invitations/${id}`)).body).toMatchObject({ company: 'Halyard', role: 'engineer' });
  expect((await founder.delete(`/api/companies/${company}/invitations/${id}`)).status).toBe(200);
  expect((await guest.post(`/api/invitations/${id}/accept`)).status).toBe(404);
  const again = await founder.post(`/api/companies/${company}/invitations`, { email: guest.email, role: 'investor' });
  expect((await guest.post(`/api/invitations/${again.body.id}/accept`)).body).toEqual({ company });
  expect((await guest.post(`/api/invitations/${again.body.id}/accept`)).status).toBe(404);
  expect((await founder.get(`/api/companies/${company}/invitations`)).body).toEqual([]);
  expect((await founder.delete(`/api/companies/${company}/members/${guest.user}`)).status).toBe(200);
  expect((await guest.get(`/api/companies/${company}`)).status).toBe(404);
});

test('an invitation is good for fourteen days; nobody is invited twice over, and nobody who is not there is moved', async () => {
  const guest = await api.signUp(), at = `/api/companies/${company}`;
  const { body: { id } } = await founder.post(`${at}/invitations`, { email: guest.email, role: 'engineer' });
  const { database } = api.app.get<unknown>(IdentityRunning) as { database: DatabaseSync };
  database.prepare('UPDATE invitation SET "expiresAt" = ? WHERE id = ?').run('2024-01-01T00:00:00.000Z', id);
  expect((await guest.post(`/api/invitations/${id}/accept`)).body).toMatchObject({ status: 409, code: 'invitation-expired' });
  expect((await founder.post(`${at}/invitations`, { email: engineer.email, role: 'investor' })).body).toMatchObject({ status: 409, code: 'already-a-member', path: 'email' });
  expect((await founder.delete(`${at}/invitations/nowhere`)).body).toMatchObject({ status: 404, code: 'invitation-unknown' });
  expect((await founder.put(`${at}/members/${guest.user}/role`, { role: 'founder' })).body).toMatchObject({ status: 404, code: 'member-unknown' });
  expect((await founder.get(`${at}/members`)).body).toHaveLength(3);
});

test('the last founder can neither leave nor step down; a second one changes that', async () => {
  const seat = `/api/companies/${company}/members/${founder.user}`;
  expect((await founder.delete(seat)).body).toMatchObject({ status: 409, code: 'last-founder' });
  expect((await founder.put(`${seat}/role`, { role: 'investor' })).body.code).toBe('last-founder');
  expect((await founder.put(`/api/companies/${company}/members/${engineer.user}/role`, { role: 'founder' })).status).toBe(200);
  expect((await founder.put(`${seat}/role`, { role: 'investor' })).status).toBe(200);
  expect((await founder.get(`/api/companies/${company}/invitations`)).status).toBe(403);
});

/** The identity library keeps a transaction open on its connection while it hashes a password; here the sign-up then fails. */
function inTheMiddleOfASignUp<T>(ask: () => Promise<T>): Promise<T> {
  const { database: db } = api.app.get<unknown>(IdentityRunning) as { database: DatabaseSync };
  db.exec('BEGIN');
  setTimeout(() => db.exec('ROLLBACK'), 100);
  return ask();
}

test('a company is founded while the identity library is in the middle of a sign-up', async () => {
  const other = await api.signUp();
  expect(await inTheMiddleOfASignUp(() => other.post('/api/companies', { name: 'Meanwhile', currency: 'USD', country: 'US', foundedOn: '2025-01-01' }))).toMatchObject({ status: 201 });
  expect((await other.get('/api/me')).body.companies).toMatchObject([{ name: 'Meanwhile' }]);
});

test('inviting, joining, changing a role and leaving in the middle of a sign-up are not lost when it fails', async () => {
  const [owner, guest] = [await api.signUp(), await api.signUp()];
  const at = `/api/companies/${await api.found(owner)}`;
  const others = async () => (await owner.get(`${at}/members`)).body.filter((m: { self: boolean }) => !m.self);
  const invite = () => inTheMiddleOfASignUp(() => owner.post(`${at}/invitations`, { email: guest.email, role: 'engineer' }));
  const { body: { id: withdrawn } } = await invite();
  expect((await inTheMiddleOfASignUp(() => owner.delete(`${at}/invitations/${withdrawn}`))).status).toBe(200);
  expect((await owner.get(`${at}/invitations`)).body).toEqual([]);
  const { body: { id } } = await invite();
  expect((await owner.get(`${at}/invitations`)).body).toMatchObject([{ id }]);
  expect((await inTheMiddleOfASignUp(() => guest.post(`/api/invitations/${id}/accept`))).status).toBe(201);
  expect(await others()).toMatchObject([{ user: guest.user, role: 'engineer' }]);
  expect((await inTheMiddleOfASignUp(() => owner.put(`${at}/members/${guest.user}/role`, { role: 'investor' }))).status).toBe(200);
  expect(await others()).toMatchObject([{ user: guest.user, role: 'investor' }]);
  expect((await inTheMiddleOfASignUp(() => owner.delete(`${at}/members/${guest.user}`))).status).toBe(200);
  expect(await others()).toEqual([]);
});

test('two at once: one of the last two founders stays, an invitation is used once', async () => {
  const [one, guest] = [await api.signUp(), await api.signUp()];
  const own = await api.found(one);
  const two = await api.join(one, own, 'founder');
  const { body: { id } } = await one.post(`/api/companies/${own}/invitations`, { email: guest.email, role: 'engineer' });
  const statuses = async (asked: Promise<{ status: number }>[]) => (await Promise.all(asked)).map(({ status }) => status).toSorted((a, b) => a - b);
  expect(await statuses([1, 2].map(() => guest.post(`/api/invitations/${id}/accept`)))).toEqual([201, 404]);
  expect(await statuses([one, two].map((p) => p.put(`/api/companies/${own}/members/${p.user}/role`, { role: 'investor' })))).toEqual([200, 409]);
});

test('members are changed in a transaction of their own, or not at all', async () => {
  const { db } = api.app.get<unknown>(Members) as { db: IdentityDb };
  await expect(db.ask(leave(company, founder.user))).rejects.toThrow('inside alone()');
});
