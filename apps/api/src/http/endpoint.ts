import { applyDecorators, HttpCode, RequestMapping, RequestMethod, SetMetadata } from '@nestjs/common';
import { doneStatus, type Endpoint as Contract } from '@capstan/kernel';

export const ENDPOINT = 'capstan:endpoint';

/** Serves a handler as its contract says: route below /api, permission, validation, redaction, documentation. */
export const Endpoint = (contract: Contract): MethodDecorator => applyDecorators(
  RequestMapping({ path: `api${contract.path}`, method: RequestMethod[contract.method] }),
  HttpCode(doneStatus(contract)),
  SetMetadata(ENDPOINT, contract),
);

/** The contract of a route's handler. Throws when the handler was mapped without one: it would have no permission. */
export function endpointOf(handler: object): Contract {
  const contract = Reflect.getMetadata(ENDPOINT, handler) as Contract | undefined;
  if (!contract) throw new Error(`${(handler as { name?: string }).name ?? 'a route'} has no @Endpoint and so no declared permission`);
  return contract;
}
