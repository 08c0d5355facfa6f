import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type Endpoint, permissions } from '@capstan/kernel';
import { hidesInVain } from './hiding.ts';
import { endpointOf } from './endpoint.ts';

/** What Nest's own decorators note on a route's handler. */
const PATH = 'path';

/** The contracts of all routes that Nest serves. Throws for a handler that was mapped without one. */
export function routesOf(app: INestApplication): Endpoint[] {
  const scanner = new MetadataScanner();
  return app.get(DiscoveryService).getControllers().flatMap(({ metatype }) => {
    const prototype = (metatype as { prototype: Record<string, unknown> }).prototype;
    return scanner.getAllMethodNames(prototype).map((name) => prototype[name] as object)
      .filter((handler) => Reflect.hasMetadata(PATH, handler)).map(endpointOf);
  });
}

/** The routes as they are. Throws when one declares no permission, or one that its path cannot give, or hides in vain. */
export function checkRoutes(routes: Endpoint[]): Endpoint[] {
  const seen = new Set<string>();
  for (const { method, path, permission, answer } of routes) {
    const route = `${method} ${path}`;
    if (seen.has(route)) throw new Error(`${route} is served twice`);
    seen.add(route);
    if (hidesInVain(answer)) throw new Error(`${route} marks a field of its answer as hidden where redaction does not reach`);
    const open = permission === 'public' || permission === 'signed-in';
    if (!open && !permissions.includes(permission)) throw new Error(`${route} declares no permission`);
    if (!open && permission !== 'training:lease' && !path.startsWith('/companies/:company')) throw new Error(`${route} asks for ${permission}, which is held in a company, but its path names none`);
  }
  return routes;
}
