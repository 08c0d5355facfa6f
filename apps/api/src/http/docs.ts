import type { Endpoint } from '@capstan/kernel';
import type { FastifyInstance } from 'fastify';
import { docsPage, docsStyle } from './docs-page.ts';
import { openApi } from './openapi.ts';

/** Serves the OpenAPI document and a page that a person can read; both are made when first asked for. */
export function mountDocs(server: FastifyInstance, endpoints: readonly Endpoint[]): void {
  let document: Record<string, unknown> | undefined;
  let page: string | undefined;
  const made = () => (document ??= openApi(endpoints));
  const config = { open: 'documentation' } as const;
  server.get('/api/openapi.json', { config }, (_request, reply) => reply.send(made()));
  server.get('/api/docs', { config }, (_request, reply) => reply.type('text/html; charset=utf-8').send((page ??= docsPage(endpoints, made()))));
  server.get('/api/docs.css', { config }, (_request, reply) => reply.type('text/css; charset=utf-8').send(docsStyle));
}
