import { isTracing, stopTracing, type Traced, tracedRequest } from '@capstan/tracing';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Asked every second or kept open for hours: they would be all that a trace store holds. */
const QUIET = /^\/api\/(?:health|ready|metrics|trainer\/lease|trainer\/runs\/:run\/renew)|\/live$/;

/** A span for each request, where traces are wanted: named by its route, with method, route and status, never with an address, an id or a person. */
export function mountTracing(server: FastifyInstance): void {
  if (!isTracing()) return;
  const under = new WeakMap<FastifyRequest, Traced>();
  server.addHook('onRequest', (request, _reply, done) => {
    const { url: route } = request.routeOptions;
    const span = route === undefined || QUIET.test(route) ? undefined : tracedRequest(`${request.method} ${route}`, request.headers);
    if (!span) return done();
    under.set(request, span);
    span.inside(done);
  });
  // A body that came in pieces has left the request's own thread of calls.
  server.addHook('preValidation', (request, _reply, done) => {
    const span = under.get(request);
    if (span) span.inside(done);
    else done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    under.get(request)?.end({ 'http.request.method': request.method, 'http.route': request.routeOptions.url ?? '', 'http.response.status_code': reply.statusCode }, reply.statusCode >= 500);
    done();
  });
  server.addHook('onClose', () => stopTracing());
}
