import { Bytes, doneStatus, type Endpoint, Problem } from '@capstan/kernel';
import { z } from 'zod';

type Json = Record<string, unknown>;
const REF = '#/components/schemas/';

/** Collects the named schemas (`.meta({ id })`) that the operations point to. */
class Components {
  readonly schemas: Json = {};

  of(schema: z.ZodType, io: 'input' | 'output'): Json {
    const made = relocated(z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })) as Json;
    for (const [name, named] of Object.entries((made['$defs'] ?? {}) as Json)) this.schemas[name] = bare(named as Json);
    const name = made['id'];
    if (typeof name !== 'string') return bare(made);
    this.schemas[name] = bare(made);
    return { $ref: REF + name };
  }
}

/** The schema without what only its own document needs: its name, its dialect, its definitions. */
const bare = (schema: Json): Json => Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'id' && key !== '$schema' && key !== '$defs'));

/** References point to the document's components instead of to the schema's own definitions. */
function relocated(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relocated);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) =>
    [key, key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', REF) : relocated(value)]));
}

const names = (path: string) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
const problem = { 'application/problem+json': { schema: { $ref: `${REF}Problem` } } };
const asOf = { name: 'asOf', in: 'query', required: false, schema: { type: 'string', format: 'date-time' }, description: 'As the ledger stood at this moment (ISO 8601, UTC)' };
const writes = [
  { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string' }, description: 'A retry with the same key records nothing twice' },
  { name: 'If-Match', in: 'header', required: false, schema: { type: 'string' }, description: 'The revision that was seen, such as "12": refused with 412 when it changed since' },
];

function parameters(endpoint: Endpoint, components: Components): Json[] {
  const inPath = names(endpoint.path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const inQuery = Object.entries(endpoint.query?.shape ?? {}).map(([name, schema]) =>
    ({ name, in: 'query', required: !(schema as z.ZodType).safeParse(undefined).success, schema: components.of(schema as z.ZodType, 'input') }));
  const past = endpoint.method === 'GET' && endpoint.path.startsWith('/companies/:company') ? [asOf] : [];
  return [...inPath, ...inQuery, ...past, ...(endpoint.method === 'GET' ? [] : writes)];
}

function operation(endpoint: Endpoint, components: Components): Json {
  const { method, permission, summary, body, answer, path } = endpoint;
  const refusals = ['400', ...(permission === 'public' ? [] : ['401', '403', '404']), ...(method === 'GET' ? [] : ['409', '412'])];
  return {
    operationId: `${method.toLowerCase()}${path.replace(/[/:-]+(\w)/g, (_, c: string) => c.toUpperCase())}`,
    summary, tags: [tagOf(path)], description: `Permission: \`${permission}\``, 'x-permission': permission,
    parameters: parameters(endpoint, components),
    ...(body && { requestBody: { required: true, content: contentOf(body, 'input', components) } }),
    responses: {
      [String(doneStatus(endpoint))]: { description: 'Done', content: contentOf(answer, 'output', components) },
      ...Object.fromEntries(refusals.map((status) => [status, { description: 'Refused', content: problem }])),
    },
    ...(permission !== 'public' && { security: [permission === 'training:lease' ? { trainer: [] } : { session: [] }] }),
  };
}

const contentOf = (schema: z.ZodType, io: 'input' | 'output', components: Components): Json =>
  (schema === Bytes ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } : { 'application/json': { schema: components.of(schema, io) } });

const tagOf = (path: string) => (/^\/companies\/:company\/([\w-]+)/.exec(path)?.[1] ?? path.split('/')[1] ?? 'api');

/** The OpenAPI 3.1 document of these endpoints. */
export function openApi(endpoints: readonly Endpoint[]): Json {
  const components = new Components();
  components.of(Problem, 'output');
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = `/api${endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(endpoint, components);
  }
  return {
    openapi: '3.1.0', info: { title: 'Capstan', version: '1', description: 'Everything the dashboard does. Sign in at /api/auth/sign-in/email; the session is a cookie.' },
    paths,
    components: { schemas: components.schemas, securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'capstan.session_token' }, trainer: { type: 'http', scheme: 'bearer' } } },
  };
}
