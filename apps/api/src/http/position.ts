import { comparePositions, type Projector } from '@capstan/event-log';
import type { FastifyInstance } from 'fastify';
import { invalid, ProblemError } from './problem.ts';

const HEADER = 'x-capstan-position';
/** How long a request waits for this node to have seen what another one recorded. */
const WAIT_MS = 2000;

/**
 * Reading one's own writes on any node: each answer to somebody signed in says in `X-Capstan-Position` up to where the
 * ledger is seen in it; a request that brings such a position waits until this node has seen it too, or is told 503.
 */
export function mountPosition(server: FastifyInstance, projector: Projector): void {
  server.addHook('onRequest', async (request) => {
    const wanted = request.headers[HEADER];
    if (wanted === undefined || isPublic(request.routeOptions.config)) return;
    if (typeof wanted !== 'string' || !/^\d{1,20}$/.test(wanted)) throw invalid([{ path: 'X-Capstan-Position', code: 'position-invalid', message: 'X-Capstan-Position is the number that an earlier answer gave.' }]);
    if (!(await projector.waitFor(wanted, WAIT_MS))) throw new ProblemError(503, 'not-ready', 'This node has not seen that part of the ledger yet; ask again in a moment.');
  });
  server.addHook('preSerialization', (request, reply, payload, done) => {
    if (!isPublic(request.routeOptions.config)) {
      const recorded = (payload as { position?: unknown } | null)?.position;
      const seen = projector.position ?? '0';
      reply.header(HEADER, typeof recorded === 'string' && comparePositions(recorded, seen) > 0 ? recorded : seen);
    }
    done(null, payload);
  });
}

const isPublic = ({ contract }: { contract?: { permission: string } }): boolean => contract === undefined || contract.permission === 'public';
