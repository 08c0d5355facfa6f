import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@capstan/kernel';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/app.ts';
import { secretFile } from '../src/access/secrets.ts';
import type { Room } from '../src/ledger/room.ts';
import { rooms as allRooms } from '../src/rooms.ts';
import type { Settings } from '../src/settings.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export interface Answer<T = never> { readonly status: number; readonly headers: Record<string, unknown>; readonly body: [T] extends [never] ? any : T } // oxlint-disable-line typescript/no-explicit-any -- tests read what they expect

/** One signed-in person (or nobody): asks the API as a browser with their cookie would. */
export interface Person {
  readonly user: string;
  readonly name: string;
  readonly email: string;
  readonly headers: Record<string, string>;
  get(url: string, headers?: Record<string, string>): Promise<Answer>;
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  put(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  delete(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
}

export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly settings: Settings;
  readonly nobody: Person;
  /** With the trainer's token. */
  readonly trainer: Person;
  signUp(name?: string): Promise<Person>;
  /** A new company (EUR, Germany, founded 2024-01-01 unless said otherwise); answers its id. */
  found(founder: Person, details?: { name?: string; currency?: string; country?: string; foundedOn?: string }): Promise<string>;
  /** A new person who was invited to the company in this role and accepted. */
  join(founder: Person, company: string, role: Role): Promise<Person>;
  /** A founder with a company, and one person of each other role in it. */
  house(): Promise<{ company: string; founder: Person; investor: Person; engineer: Person }>;
  close(): Promise<void>;
}

const ORIGIN = 'http://localhost:3000';

/** The whole API over a new temporary data folder, asked in process. Close it after the tests. */
export async function startApi(rooms: readonly Room[] = allRooms, over: Partial<Settings> = {}): Promise<TestApi> {
  const data = over.data ?? mkdtempSync(join(tmpdir(), 'capstan-api-'));
  const settings: Settings = { data, host: '127.0.0.1', port: 0, origin: ORIGIN, rateLimit: false, logLevel: 'silent', stallMs: 60_000, checkAnswers: true, ...over };
  const app = await createApp(settings, rooms);
  const person = (about: Pick<Person, 'user' | 'name' | 'email'>, headers: Record<string, string>): Person => ({ ...about, headers, ...verbs(app, headers) });
  const nobody = person({ user: '', name: '', email: '' }, {});
  let people = 0;

  async function signUp(name = `Person ${people + 1}`): Promise<Person> {
    const email = `p${++people}@example.com`;
    const { status, body, headers } = await nobody.post('/api/auth/sign-up/email', { name, email, password: 'correct horse battery' });
    if (status !== 200) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
    return person({ user: body.user.id, name, email }, { cookie: cookieOf(headers), origin: ORIGIN });
  }
  async function found(founder: Person, details = {}): Promise<string> {
    const { status, body } = await founder.post('/api/companies', { name: 'Halyard', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01', ...details });
    if (status !== 201) throw new Error(`founding answered ${status}: ${JSON.stringify(body)}`);
    return body.company;
  }
  async function join_(founder: Person, company: string, role: Role): Promise<Person> {
    const invited = await signUp();
    const { body: { id } } = await founder.post(`/api/companies/${company}/invitations`, { email: invited.email, role });
    const { status, body } = await invited.post(`/api/invitations/${id}/accept`, {});
    if (status !== 201) throw new Error(`joining answered ${status}: ${JSON.stringify(body)}`);
    return invited;
  }
  return {
    app, settings, nobody, signUp, found, join: join_,
    trainer: person({ user: 'trainer:test', name: 'test', email: '' }, { authorization: `Bearer ${secretFile(data, 'trainer-token')}`, 'x-trainer': 'test' }),
    async house() {
      const founder = await signUp();
      const company = await found(founder);
      return { company, founder, investor: await join_(founder, company, 'investor'), engineer: await join_(founder, company, 'engineer') };
    },
    async close() {
      await app.close();
      if (over.data === undefined) rmSync(data, { recursive: true, force: true, maxRetries: 50 });
    },
  };
}

const cookieOf = (headers: Record<string, unknown>) => [headers['set-cookie']].flat().map((c) => String(c).split(';')[0]).join('; ');

function verbs(app: NestFastifyApplication, own: Record<string, string>) {
  const ask = async (method: Method, url: string, payload: unknown, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await app.inject({ method, url, headers: { ...own, ...headers }, ...(payload !== undefined && { payload: payload as object }) });
    return { status: answer.statusCode, headers: answer.headers, body: answer.payload === '' ? undefined : String(answer.headers['content-type']).includes('json') ? answer.json() : answer.payload };
  };
  return {
    get: (url: string, headers?: Record<string, string>) => ask('GET', url, undefined, headers),
    post: (url: string, body: unknown = {}, headers?: Record<string, string>) => ask('POST', url, body, headers),
    put: (url: string, body: unknown = {}, headers?: Record<string, string>) => ask('PUT', url, body, headers),
    delete: (url: string, body: unknown = {}, headers?: Record<string, string>) => ask('DELETE', url, body, headers),
  };
}
