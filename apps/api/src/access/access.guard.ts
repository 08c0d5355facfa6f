import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { setCaller } from '../http/caller.ts';
import { endpointOf } from '../http/endpoint.ts';
import { SETTINGS, type Settings } from '../settings.ts';
import { Access } from './access.ts';
import { refuseForeignOrigin, trustedOrigins } from './origin.ts';

/** Stands before every route: no route without a declared permission, no caller without it. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly trusted: string[];
  constructor(private readonly access: Access, @Inject(SETTINGS) settings: Settings) { this.trusted = trustedOrigins(settings.origin); }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.access.admit(endpointOf(context.getHandler()), request);
    if (request.headers.cookie) refuseForeignOrigin(request, this.trusted);
    setCaller(request, caller);
    return true;
  }
}
