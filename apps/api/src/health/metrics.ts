import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Settings } from '../settings.ts';
import type { Health } from './health.ts';
import { type Ailment, ailments } from './standing.ts';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const sha256 = (text: string) => createHash('sha256').update(text).digest();

/**
 * Serves `/api/metrics` in Prometheus' text form to whoever brings the token of CAPSTAN_METRICS_TOKEN; without that
 * setting there is no such address. Labels are routes, methods and statuses: never a company, a person or an id.
 */
export function mountMetrics(server: FastifyInstance, health: Health, { metricsToken }: Settings): void {
  if (!metricsToken) return;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({ name: 'capstan_http_request_seconds', help: 'time to answer, by route', labelNames: ['method', 'route', 'status'], buckets: SECONDS, registers: [registry] });
  const gauge = (name: string, help: string) => new Gauge({ name: `capstan_${name}`, help, registers: [registry] });
  const [lag, stopped, free] = [gauge('read_models_lag_events', 'events that the read models have yet to see, counted up to 1000'), gauge('stopped', 'read models and policies that stand still'), gauge('disk_free_bytes', 'room on the disk of the data folder')];
  const ailing = new Gauge({ name: 'capstan_ailment', help: '1 for what /api/ready calls wrong now', labelNames: ['code'], registers: [registry] });

  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url;
    // A live stream is open as long as its screen is: that is no time to answer.
    if (route && !route.endsWith('/live')) requests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  server.get('/api/metrics', { config: { open: 'metrics' } }, async (request, reply) => {
    const told = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!timingSafeEqual(sha256(told), sha256(metricsToken))) return reply.code(401).header('www-authenticate', 'Bearer').send();
    const now = await health.now();
    for (const code of Object.keys(ailments) as Ailment[]) ailing.set({ code }, now.ailments.includes(code) ? 1 : 0);
    lag.set(now.lag ?? NaN);
    stopped.set(now.stopped.length);
    if (now.diskFree !== null) free.set(now.diskFree);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
