import { Controller, Get, Module } from '@nestjs/common';
import { type Endpoint, granted, type Permission, query, type Role } from '@capstan/kernel';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Endpoint as Serve } from '../src/http/endpoint.ts';
import { setLimits } from '../src/http/server.ts';
import { routesOf } from '../src/http/routes.ts';
import { room } from '../src/ledger/room.ts';
import { type Person, startApi, type TestApi } from './app.ts';

type Who = 'anonymous' | 'trainer' | Role;
type Where = 'own' | 'another';
const everyone: Who[] = ['anonymous', 'founder', 'investor', 'engineer', 'trainer'];

let api: TestApi, own: string, another: string;
let people: Record<Who, Person>;
beforeAll(async () => {
  api = await startApi();
  const { company, founder, investor, engineer } = await api.house();
  own = company;
  another = await api.found(await api.signUp());
  people = { anonymous: api.nobody, trainer: api.trainer, founder, investor, engineer };
});
afterAll(() => api.close());

type Outcome = 'admitted' | 'permission-missing' | 'company-unknown' | 'signed-out';

/** What the table of roles says about a route, a person and a company. */
function expected({ path, permission }: Endpoint, who: Who, where: Where): Outcome {
  if (permission === 'public') return 'admitted';
  if (who === 'anonymous') return 'signed-out';
  if (path.includes(':company')) {
    if (who === 'trainer' || where === 'another') return 'company-unknown';
    return granted[who].includes(permission as Permission) ? 'admitted' : 'permission-missing';
  }
  const admitted = permission === 'signed-in' ? who !== 'trainer' : who === 'trainer' && granted.trainer.includes(permission);
  return admitted ? 'admitted' : 'permission-missing';
}

const statusOf = { 'permission-missing': 403, 'company-unknown': 404, 'signed-out': 401 } as const;

/** Asks with a body that fits nothing: whoever is stopped is stopped before it is looked at. */
async function outcome({ method, path }: Endpoint, who: Who, where: Where): Promise<Outcome> {
  const url = `/api${path.replace(':company', where === 'own' ? own : another).replace(/:(\w+)/g, 'there-is-none')}`;
  const answer = await api.app.inject({ method, url, headers: people[who].headers, payloadAsStream: true, ...(method !== 'GET' && { payload: { nothing: 'known' } }) });
  const stream = answer.stream();
  if (answer.headers['content-type'] === 'text/event-stream') { stream.destroy(); return 'admitted'; }
  const body = Buffer.concat(await stream.toArray()).toString();
  const code = String(answer.headers['content-type']).includes('problem') ? (JSON.parse(body) as { code: string }).code : '';
  const stopped = code === 'permission-missing' || code === 'company-unknown' || code === 'signed-out';
  const fits = stopped ? answer.statusCode === statusOf[code] : ![401, 403, 500].includes(answer.statusCode);
  if (!fits) throw new Error(`${method} ${path} as ${who} answered ${answer.statusCode}: ${body}`);
  return stopped ? code : 'admitted';
}

describe('every route lets in whom its permission lets in, and nobody else', () => {
  for (const where of ['own', 'another'] as const) for (const who of everyone) {
    test(`${who}, ${where} company`, async () => {
      const routes = routesOf(api.app);
      expect(routes.length).toBeGreaterThan(10);
      const wanted: Record<string, Outcome> = {}, got: Record<string, Outcome> = {};
      for (const route of routes) {
        const name = `${route.method} ${route.path}`;
        wanted[name] = expected(route, who, where);
        got[name] = await outcome(route, who, where);
      }
      expect(got).toEqual(wanted);
    });
  }
});

test('a company that is not theirs and one that is not look the same', async () => {
  const of = (id: string) => people.founder.get(`/api/companies/${id}`);
  expect((await of('nosuchcompany')).body).toEqual((await of(another)).body);
});

test('whoever is stopped is stopped before the body is read', async () => {
  const broken = { method: 'POST', url: `/api/companies/${another}/invitations`, payload: '{"email":' } as const;
  const stop = async (headers: Record<string, string>) => (await api.app.inject({ ...broken, headers: { ...headers, 'content-type': 'application/json' } })).json().code;
  expect(await stop({})).toBe('signed-out');
  expect(await stop(people.founder.headers)).toBe('company-unknown');
});

test('a trainer needs the right token, and gets nowhere else with it', async () => {
  expect((await api.nobody.get('/api/me', { authorization: 'Bearer wrong' })).status).toBe(401);
  expect((await api.trainer.get('/api/me')).body.code).toBe('permission-missing');
});

describe('a route without a declared permission does not start', () => {
  @Controller()
  class Bare { @Get('api/bare') bare() { return {}; } }
  @Module({ controllers: [Bare] })
  class BareModule {}
  @Controller()
  class Homeless { @Serve(query('/homeless', { permission: 'capital:read', summary: 'a company permission without a company', answer: z.object({}) })) homeless() { return {}; } }
  @Module({ controllers: [Homeless] })
  class HomelessModule {}

  test('no contract', async () => {
    await expect(startApi([room({ module: BareModule, facts: [], views: [], policies: [] })])).rejects.toThrow('no declared permission');
  });
  test('no contract, past Nest', () => {
    const server = new FastifyAdapter().getInstance();
    setLimits(server, []);
    expect(() => server.get('/api/quiet', () => '')).toThrow('has no contract');
  });
  test('a permission held in a company, on a path that names none', async () => {
    await expect(startApi([room({ module: HomelessModule, facts: [], views: [], policies: [] })])).rejects.toThrow('its path names none');
  });
});
