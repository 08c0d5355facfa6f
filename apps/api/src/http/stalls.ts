import type { FastifyInstance } from 'fastify';
import type { Settings } from '../settings.ts';

/** Drops a client that takes nothing of its answer for so long: an answer that nobody reads must not stay in memory. */
export function mountStalls(server: FastifyInstance, { stallMs }: Pick<Settings, 'stallMs'>): void {
  server.addHook('onSend', (request, _reply, _payload, done) => {
    // asked in process there is no connection; Node counts any progress, and takes its own times back when the answer is out
    const { socket } = request.raw as { socket: { setTimeout?: (ms: number) => unknown } };
    socket.setTimeout?.(stallMs);
    done();
  });
}
