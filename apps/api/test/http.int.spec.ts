import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi, company: string, founder: Person;
beforeAll(async () => {
  api = await startApi();
  founder = await api.signUp();
  company = await api.found(founder);
});
afterAll(() => api.close());

const credentials = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery' };

test('the session is a cookie that scripts cannot read and other sites do not send', async () => {
  const { headers, body } = await api.nobody.post('/api/auth/sign-up/email', credentials);
  const cookie = String(headers['set-cookie']);
  expect(body).toEqual({ user: expect.objectContaining({ name: 'Ada', email: 'ada@example.com' }) });
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  expect(cookie).not.toMatch(/Secure/i);
});

test('behind https the cookie is Secure and browsers are told to stay there', async () => {
  const other = await startApi([], { origin: 'https://capstan.example' });
  const { headers } = await other.nobody.post('/api/auth/sign-up/email', credentials);
  expect(String(headers['set-cookie'])).toMatch(/; Secure/i);
  expect(headers['strict-transport-security']).toBeDefined();
  await other.close();
});

test('a password has twelve characters at least', async () => {
  expect((await api.nobody.post('/api/auth/sign-up/email', { ...credentials, email: 'b@example.com', password: 'elevenchars' })).body).toMatchObject({ status: 400, code: 'PASSWORD_TOO_SHORT' });
});

test('a wrong password and an unknown e-mail are refused alike', async () => {
  const someone = await api.signUp();
  const tries = await Promise.all([someone.email, 'nobody@example.com'].map((email) => api.nobody.post('/api/auth/sign-in/email', { email, password: 'wrong wrong wrong' })));
  expect(tries[0]!.body).toEqual(tries[1]!.body);
  expect(tries[0]!.body).toMatchObject({ status: 401, code: 'INVALID_EMAIL_OR_PASSWORD' });
});

test('signing out ends the session', async () => {
  const someone = await api.signUp();
  expect((await someone.get('/api/me')).status).toBe(200);
  expect((await someone.post('/api/auth/sign-out')).status).toBe(200);
  expect((await someone.get('/api/me')).status).toBe(401);
});

test('the library\'s own company routes are not served', async () => {
  expect((await founder.post('/api/auth/organization/create', { name: 'x', slug: 'x' })).body.code).toBe('route-unknown');
  expect((await founder.get('/api/auth/organization/list')).status).toBe(404);
});

test('a change that another site asks for is refused, a read is not', async () => {
  const body = { name: 'Evil', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' };
  expect((await founder.post('/api/companies', body, { origin: 'https://evil.example' })).body).toMatchObject({ status: 403, code: 'origin-refused' });
  expect((await founder.post('/api/auth/sign-out', {}, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await founder.post('/api/companies', body, { origin: 'null' })).status).toBe(403);
  expect((await founder.get('/api/me', { origin: 'https://evil.example' })).status).toBe(200);
  const { origin: _, ...cookieOnly } = founder.headers;
  const crossSite = await api.app.inject({ method: 'POST', url: '/api/companies', headers: { ...cookieOnly, 'sec-fetch-site': 'cross-site' }, payload: body });
  expect(crossSite.statusCode).toBe(403);
  expect((await founder.post('/api/companies', body, { origin: 'http://127.0.0.1:3000' })).status).toBe(201);
});

test('guessing a password is slowed down, for one address and for one e-mail; knowing it is not', async () => {
  const limited = await startApi([], { rateLimit: true });
  const guess = (email: string, from: string) => limited.nobody.post('/api/auth/sign-in/email', { email, password: 'wrong wrong wrong' }, { 'x-forwarded-for': from });
  const sameAddress = [];
  for (let i = 0; i < 12; i++) sameAddress.push((await guess(`a${i}@example.com`, '203.0.113.1')).status);
  expect(sameAddress).toEqual([...Array<number>(10).fill(401), 429, 429]);
  const sameEmail = [];
  for (let i = 0; i < 11; i++) sameEmail.push((await guess('target@example.com', `203.0.113.${10 + i}`)).status);
  expect(sameEmail.at(-1)).toBe(429);
  const { body, headers } = await guess('target@example.com', '203.0.113.99');
  expect(body).toMatchObject({ code: 'too-many-tries', values: { seconds: expect.any(Number) } });
  expect(headers['retry-after']).toBe(String(body.values.seconds));
  const { email } = await limited.signUp();
  const signIns = [];
  for (let i = 0; i < 12; i++) signIns.push((await limited.nobody.post('/api/auth/sign-in/email', { email, password: 'correct horse battery' })).status);
  expect(signIns).toEqual(Array(12).fill(200));
  await limited.close();
});

test('what cannot be read is refused as problem+json', async () => {
  const ask = (payload: string, type: string) => api.app.inject({ method: 'POST', url: '/api/companies', headers: { ...founder.headers, 'content-type': type }, payload });
  for (const [payload, type, status, code] of [['{"name":', 'application/json', 400, 'json-malformed'], ['name=x', 'application/x-www-form-urlencoded', 415, 'media-type-unknown'], ['x', 'text/plain', 415, 'media-type-unknown'], ['{"a":"' + 'x'.repeat(1_100_000) + '"}', 'application/json', 413, 'body-too-large']] as const) {
    const answer = await ask(payload, type);
    expect([answer.statusCode, answer.json().code, answer.headers['content-type']]).toEqual([status, code, 'application/problem+json; charset=utf-8']);
  }
  expect((await api.nobody.get('/api/nowhere')).body).toMatchObject({ status: 404, code: 'route-unknown' });
  expect((await api.nobody.get('/api/%E0%A4%A')).status).toBe(400);
});

test('answers carry a request id and headers that keep browsers careful', async () => {
  const { headers } = await api.nobody.get('/api/health');
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'x-request-id': expect.any(String) });
  expect(headers['x-powered-by']).toBeUndefined();
  expect((await api.nobody.get('/api/ready')).body).toMatchObject({ ready: true, lag: 0, stopped: [] });
});

test('the documentation names every route and every named schema, and refers to nothing that is not there', async () => {
  const { body: document } = await api.nobody.get('/api/openapi.json');
  expect(document.paths[`/api/companies/{company}/members`].get['x-permission']).toBe('company:read');
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Problem', 'Me', 'CompanyView', 'FoundCompany']));
  const referred = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);
  expect(referred.filter((name) => !(name in document.components.schemas))).toEqual([]);
  const page = (await api.nobody.get('/api/docs')).body as string;
  expect(page).toContain('/api/companies/:company/invitations');
  expect(page).not.toContain('<script');
  const leads = [...page.matchAll(/href="#([^"]+)"/g)].map(([, name]) => name!);
  expect(leads.length).toBeGreaterThan(10);
  expect(leads.filter((name) => !page.includes(`id="${name}"`))).toEqual([]);
});

test('a company id that is somebody else\'s is unknown to the live route too', async () => {
  const stranger = await api.signUp();
  expect((await stranger.get(`/api/companies/${company}/live`)).status).toBe(404);
});
