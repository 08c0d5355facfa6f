import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTracing, stopTracing, traced, tracedHeaders } from '@capstan/tracing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { companyRoom } from '../src/company/company.module.ts';
import { startApi } from './app.ts';
import { harbourRoom } from './harbour.ts';

interface Span { traceId: string; spanId: string; parentSpanId?: string; name: string; kind: number; status: { code: number }; attributes: { key: string; value: Record<string, unknown> }[]; events: unknown[] }
interface Sent { resourceSpans: { resource: { attributes: Span['attributes'] }; scopeSpans: { spans: Span[] }[] }[] }

/** A collector: what was sent to it, as it came. */
const came: string[] = [];
let collector: Server, before: NodeJS.ProcessEnv;
const spans = () => came.flatMap((text) => (JSON.parse(text) as Sent).resourceSpans).flatMap(({ scopeSpans }) => scopeSpans).flatMap((scope) => scope.spans);
beforeAll(async () => {
  collector = createServer((request, answer) => {
    let text = '';
    request.on('data', (piece: Buffer) => { text += piece.toString(); }).on('end', () => { came.push(text); answer.setHeader('content-type', 'application/json').end('{}'); });
  }).listen(0, '127.0.0.1');
  await new Promise((done) => { collector.once('listening', done); });
  before = { ...process.env };
});
afterAll(async () => {
  process.env = before;
  collector.closeAllConnections();
  await new Promise((done) => { collector.close(done); });
});

test('without an address for them there are no traces', async () => {
  await startTracing('nobody', {});
  expect(await traced('work', {}, async () => tracedHeaders())).toEqual({});
  await stopTracing();
  expect(came).toEqual([]);
});

test('a request, its command, the append and the projection are one trace; nothing personal is in it', async () => {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  await startTracing('capstan-api');
  const api = await startApi([companyRoom, harbourRoom]);
  const { company, founder } = await api.house();
  const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  expect((await founder.post(`/api/companies/${company}/harbour/ships`, { name: 'Aurora of Ann', fee: 10 }, { traceparent: parent })).status).toBe(201);
  expect((await founder.post(`/api/companies/${company}/harbour/ships`, { name: 7 })).status).toBe(400);
  await api.nobody.get('/api/health/live');
  await api.close();

  const all = spans().filter(({ traceId }) => traceId === '0af7651916cd43dd8448eb211c80319c');
  const one = (name: string) => all.find((span) => span.name === name)!;
  const route = 'POST /api/companies/:company/harbour/ships', of = (span: Span, key: string) => Object.values(span.attributes.find((attribute) => attribute.key === key)?.value ?? {})[0];
  expect(all.map(({ name }) => name).toSorted()).toEqual([route, 'append', 'command MoorShip', 'projection'].toSorted());
  expect(one(route)).toMatchObject({ parentSpanId: 'b7ad6b7169203331', kind: 2 });
  expect([one('command MoorShip').parentSpanId, one('append').parentSpanId, one('projection').parentSpanId]).toEqual([one(route).spanId, one('command MoorShip').spanId, one('command MoorShip').spanId]);
  expect([of(one(route), 'http.response.status_code'), of(one('command MoorShip'), 'capstan.answer'), of(one('append'), 'capstan.stream'), of(one('append'), 'capstan.events')]).toEqual([201, 'recorded', 'company', 1]);
  expect(spans().filter(({ name }) => name.includes('health'))).toEqual([]);
  expect(spans().filter((span) => span.name === route).map((span) => of(span, 'http.response.status_code')).toSorted((a, b) => Number(a) - Number(b))).toEqual([201, 400]);
  expect((JSON.parse(came[0]!) as Sent).resourceSpans[0]!.resource.attributes).toContainEqual({ key: 'service.name', value: { stringValue: 'capstan-api' } });
  for (const secret of [company, founder.user, founder.email, founder.name, 'Aurora', 'Ann', 'correct horse']) expect(came.join('')).not.toContain(secret);
});

test('work that fails is marked by the kind of its error, without its words', async () => {
  came.length = 0;
  await startTracing('capstan-trainer');
  const broken = traced('outer', {}, () => traced('inner', {}, async () => { throw new TypeError('the salary of Ann is 90000'); }));
  await expect(broken).rejects.toThrow('the salary of Ann');
  const headers = await traced('carries', {}, async () => tracedHeaders());
  await stopTracing();
  const [inner, outer, carries] = ['inner', 'outer', 'carries'].map((name) => spans().find((span) => span.name === name)!);
  expect(inner).toMatchObject({ parentSpanId: outer!.spanId, status: { code: 2 }, events: [], attributes: [{ key: 'error.type', value: { stringValue: 'TypeError' } }] });
  expect(headers['traceparent']).toBe(`00-${carries!.traceId}-${carries!.spanId}-01`);
  expect(came.join('')).not.toContain('salary');
});

test('a collector that is away keeps nobody from ending', async () => {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = 'http://127.0.0.1:1';
  process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '500';
  await startTracing('capstan-api');
  await traced('unheard', {}, () => Promise.resolve());
  await stopTracing();
  expect(await traced('after', {}, () => Promise.resolve(1))).toBe(1);
});
