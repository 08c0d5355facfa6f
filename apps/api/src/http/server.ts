import { randomUUID } from 'node:crypto';
import { Bytes, type Endpoint } from '@capstan/kernel';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Settings } from '../settings.ts';
import { loggedRequest } from './logged.ts';
import { invalid } from './problem.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    contract?: Endpoint;
    /** Why a route that has no contract is open to everyone. */
    open?: 'sign-in' | 'documentation' | 'metrics';
  }
}

const MIB = 1024 * 1024;
/** A request has come in whole by then, or is over: room for a large file over a slow line, not for one that never ends. */
const REQUEST_MS = 30 * 60_000;

/** How the server listens: one JSON line per log entry, ids on requests, the real address behind the proxies that are trusted. */
export const serverOptions = ({ logLevel, trustProxy = 'loopback' }: Settings) => ({
  forceCloseConnections: true,
  requestTimeout: REQUEST_MS,
  bodyLimit: MIB,
  trustProxy,
  genReqId: () => randomUUID(),
  logger: { level: logLevel, redact: ['req.headers', 'headers'], serializers: { req: loggedRequest } },
  routerOptions: { maxParamLength: 200 },
  frameworkErrors: refuseAddress,
});

/** An address that cannot be read comes to no route, and so to no filter. */
function refuseAddress(_error: unknown, _request: unknown, reply: FastifyReply): void {
  void reply.code(400).type('application/problem+json; charset=utf-8').send(invalid([{ path: '', code: 'request-malformed', message: 'The address could not be read.' }]).problem);
}

/** An API needs no scripts, frames or fonts; only its docs page brings a style. Browsers are told to stay on https where there is https. */
export const securityHeaders = (origin: string) => ({
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], styleSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] } },
  strictTransportSecurity: origin.startsWith('https:'),
});

/** Refuses routes without a contract, gives routes their own body limits, reads JSON bodies (an empty one is none), and names each answer by its request. */
export function setLimits(server: FastifyInstance, routes: readonly Endpoint[]): void {
  const contracts = new Map<string, Endpoint>(routes.map((one) => [`${one.method} /api${one.path}`, one]));
  server.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const contract = contracts.get(`${method === 'HEAD' ? 'GET' : method} ${route.url}`);
      if (!contract && !route.config?.open) throw new Error(`${method} ${route.url} has no contract and does not say why it is open`);
      if (contract) route.config = { ...route.config, contract };
      if (contract?.limit) route.bodyLimit = contract.limit;
    }
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    reply.header('cache-control', 'no-store');
    done();
  });
  server.removeContentTypeParser(['application/json', 'text/plain']);
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) => {
    if (text === '') return done(null, undefined);
    try {
      done(null, JSON.parse(text as string, dropPrototype));
    } catch {
      done(invalid([{ path: '', code: 'json-malformed', message: 'The body is not JSON.' }]), undefined);
    }
  });
  takeBytes(server);
}

/** Bytes go to the handler as they come, where its contract takes them and nowhere else; it holds them against their limit. */
function takeBytes(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    // Whatever kind of file a program says it sends, none is read as JSON.
    if (request.routeOptions.config.contract?.body === Bytes) request.headers['content-type'] = 'application/octet-stream';
    done();
  });
  server.addContentTypeParser('application/octet-stream', (request, content, done) => {
    if (request.routeOptions.config.contract?.body === Bytes) done(null, content);
    else done(invalid([{ path: '', code: 'json-malformed', message: 'The body is not JSON.' }]), undefined);
  });
}

/** No body gets to name the prototype of what it is read into. */
const dropPrototype = (key: string, value: unknown): unknown => (key === '__proto__' ? undefined : value);
