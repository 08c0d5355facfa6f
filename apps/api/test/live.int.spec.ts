import { afterAll, beforeAll, expect, test } from 'vitest';
import { companyRoom } from '../src/company/company.module.ts';
import { type Person, startApi, type TestApi } from './app.ts';
import { harbourRoom } from './harbour.ts';

let api: TestApi, company: string, founder: Person, engineer: Person;
beforeAll(async () => {
  api = await startApi([companyRoom, harbourRoom]);
  ({ company, founder, engineer } = await api.house());
});
afterAll(() => api.close());

/** An open screen: the notices it has heard. */
async function screen(who: Person, of: string, { since, heardLast }: { since?: string; heardLast?: string } = {}) {
  const headers = { ...who.headers, ...(heardLast && { 'last-event-id': heardLast }) };
  const answer = await api.app.inject({ method: 'GET', url: `/api/companies/${of}/live${since ? `?since=${since}` : ''}`, headers, payloadAsStream: true });
  const heard: { types: string[] }[] = [];
  const state = { ended: false };
  const stream = answer.stream();
  stream.on('data', (chunk: Buffer) => heard.push(...[...String(chunk).matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json!) as { types: string[] })));
  stream.on('end', () => { state.ended = true; });
  return { headers: answer.headers, heard, state, close: () => stream.destroy() };
}

test('what one records, another\'s screen hears; another company\'s does not', async () => {
  const stranger = await api.signUp();
  const elsewhere = await api.found(stranger);
  const [mine, theirs] = [await screen(engineer, company), await screen(stranger, elsewhere)];
  expect(mine.headers['content-type']).toBe('text/event-stream');
  await founder.post(`/api/companies/${company}/harbour/ships`, { name: 'Aurora', fee: 10 });
  await expect.poll(() => mine.heard.map(({ types }) => types)).toContainEqual(['ShipMoored']);
  expect(theirs.heard.flatMap(({ types }) => types)).toEqual([]);
  mine.close();
  theirs.close();
});

test('a screen hears what was recorded between its reading and its listening, and after a lost connection; then only what is new', async () => {
  const { position } = (await founder.get('/api/me')).body as { position: string };
  await founder.post(`/api/companies/${company}/harbour/ships`, { name: 'Borea', fee: 10 });
  const [late, back] = [await screen(engineer, company, { since: position }), await screen(engineer, company, { heardLast: position })];
  for (const { heard } of [late, back]) await expect.poll(() => heard.map(({ types }) => types)).toEqual([['ShipMoored']]);
  const now = (await founder.get('/api/me')).body as { position: string };
  const fresh = await screen(engineer, company, { since: now.position });
  await expect.poll(() => fresh.heard.map(({ types }) => types)).toEqual([[]]);
  for (const one of [late, back, fresh]) one.close();
});

test('open screens do not hold up the end', async () => {
  const other = await startApi([companyRoom]);
  const someone = await other.signUp();
  const at = await other.app.listen(0, '127.0.0.1');
  const answer = await fetch(`${await other.app.getUrl()}/api/companies/${await other.found(someone)}/live`, { headers: someone.headers });
  expect(answer.status).toBe(200);
  await other.close();
  expect(at).toBeDefined();
  await answer.text().catch(() => '');
});
