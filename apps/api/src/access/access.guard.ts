import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { callerOf } from '../http/caller.ts';
import { endpointOf } from '../http/endpoint.ts';

/** The last look before a handler: its route has a contract and the request was admitted by it. */
@Injectable()
export class AccessGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    endpointOf(context.getHandler());
    callerOf(context.switchToHttp().getRequest());
    return true;
  }
}
