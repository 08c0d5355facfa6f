import type { FastifyInstance } from 'fastify';
import { setCaller } from '../http/caller.ts';
import type { Settings } from '../settings.ts';
import type { Access } from './access.ts';
import { refuseForeignOrigin, trustedOrigins } from './origin.ts';

/** Decides about each request by its route's contract before a byte of its body is read: strangers cannot make the API read uploads. */
export function mountAdmission(server: FastifyInstance, access: Access, settings: Settings): void {
  const trusted = trustedOrigins(settings.origin);
  server.addHook('onRequest', async (request) => {
    const { contract } = request.routeOptions.config;
    if (!contract) return;
    const caller = await access.admit(contract, request);
    if (request.headers.cookie) refuseForeignOrigin(request, trusted);
    setCaller(request, caller);
  });
}
