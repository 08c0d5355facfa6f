import { doneStatus, type Endpoint } from '@capstan/kernel';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const safe = (text: string) => text.replace(/[&<>"]/g, (c) => entities[c]!);
const context = (path: string) => /^\/companies\/:company\/([\w-]+)/.exec(path)?.[1] ?? path.split('/')[1]!;

export const docsStyle = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430;background:#fff}
h1,h2{line-height:1.2}h2{margin-top:2.5rem;border-bottom:1px solid #d6dbe3}code,pre{font:13px/1.45 ui-monospace,monospace}
details{margin:.4rem 0}summary{cursor:pointer}.m{display:inline-block;width:4.5em;font-weight:600}.p{color:#566275}
pre{background:#f3f5f8;padding:.6rem .8rem;overflow:auto;border-radius:6px}
@media(prefers-color-scheme:dark){body{background:#12161d;color:#e4e8ee}h2{border-color:#303845}pre{background:#1c222c}.p{color:#9aa6b8}}`;

/** A schema as text, in which the names of other schemas lead to them. */
const shown = (schema: unknown) => safe(JSON.stringify(schema, null, 2)).replace(/&quot;#\/components\/schemas\/([\w.-]+)&quot;/g, '<a href="#$1">$1</a>');
const block = (title: string, schema: unknown) => (schema === undefined ? '' : `<p>${title}</p><pre>${shown(schema)}</pre>`);

interface Operation { requestBody?: { content: Record<string, { schema: unknown }> }; responses: Record<string, { content?: Record<string, { schema: unknown }> }> }

function entry(endpoint: Endpoint, document: Record<string, unknown>): string {
  const { method, path, summary, permission } = endpoint;
  const paths = document['paths'] as Record<string, Record<string, Operation>>;
  const operation = paths[`/api${path.replace(/:(\w+)/g, '{$1}')}`]![method.toLowerCase()]!;
  const answer = operation.responses[String(doneStatus(endpoint))]!.content?.['application/json']?.schema;
  return `<details><summary><span class="m">${method}</span> <code>/api${safe(path)}</code> <span class="p">${safe(summary)}</span></summary>
<p class="p">Permission: <code>${permission}</code></p>${block('Body', operation.requestBody?.content['application/json']?.schema)}${block('Answer', answer)}</details>`;
}

/** The endpoints by context, each with its schemas, then every named schema. Plain HTML: no script, nothing from outside. */
export function docsPage(endpoints: readonly Endpoint[], document: Record<string, unknown>): string {
  const groups = Map.groupBy(endpoints, ({ path }) => context(path));
  const sections = [...groups].map(([name, all]) => `<h2>${safe(name)}</h2>${all.map((one) => entry(one, document)).join('\n')}`);
  const { schemas } = document['components'] as { schemas: Record<string, unknown> };
  const named = Object.keys(schemas).sort().map((name) => `<details><summary><code>${safe(name)}</code></summary><pre id="${safe(name)}">${shown(schemas[name])}</pre></details>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Capstan API</title><link rel="stylesheet" href="/api/docs.css"></head>
<body><h1>Capstan API</h1><p>Sign in with <code>POST /api/auth/sign-in/email</code> (<code>email</code>, <code>password</code>); the session is a cookie.
Refusals are <code>application/problem+json</code> with a stable <code>code</code>. The machine-readable document is at <a href="/api/openapi.json">/api/openapi.json</a>.</p>
${sections.join('\n')}<h2>Schemas</h2>${named.join('\n')}</body></html>`;
}
