export interface Place { api: string; origin: string }

/** Fills `:name` of an endpoint's path: `pathOf('/companies/:company/x', { company })`. */
const filled = (path: string, params: Readonly<Record<string, string>>) => `/api${path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))}`;

interface Declared { readonly method: string; readonly path: string }

/** A demo person at the API: everything the demo contains goes through the same endpoints that a browser uses. */
export class DemoPerson {
  readonly #place: Place;
  /** What it is signed in with. */
  readonly cookie: string;
  private constructor(place: Place, cookie: string) { this.#place = place; this.cookie = cookie; }

  /** Signs up, or in when the person is there already. The set-up's secret lets the demo's own password pass. */
  static async arrive(place: Place, about: { name: string; email: string; password: string }, setup: string): Promise<DemoPerson> {
    for (const way of ['sign-up', 'sign-in'] as const) {
      const response = await fetch(`${place.api}/api/auth/${way}/email`, { method: 'POST', headers: { 'content-type': 'application/json', origin: place.origin, 'x-capstan-setup': setup }, body: JSON.stringify(about) });
      const cookie = response.headers.getSetCookie().map((c) => c.split(';')[0]).join('; ');
      if (response.ok && cookie) return new DemoPerson(place, cookie);
    }
    throw new Error(`${about.email} could neither sign up nor in`);
  }

  async #call(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Record<string, unknown>> {
    const response = await fetch(this.#place.api + path, {
      method,
      headers: { cookie: this.cookie, origin: this.#place.origin, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown> & { code?: string; detail?: string };
    if (!response.ok) throw new DemoRefused(`${method} ${path}: ${answer.code ?? response.status} ${answer.detail ?? ''} ${JSON.stringify(answer['errors'] ?? '')}`, answer.code ?? '');
    return answer;
  }

  /** Asks for a read. */
  get(endpoint: Declared, params: Record<string, string>): Promise<Record<string, unknown>> {
    return this.#call('GET', filled(endpoint.path, params), undefined, {});
  }

  /** Sends a command. The key makes a repeated seeding record nothing twice. */
  send(key: string, endpoint: Declared, params: Record<string, string>, body: object, headers: Record<string, string> = {}): Promise<Record<string, unknown>> {
    return this.#call(endpoint.method, filled(endpoint.path, params), body, { 'idempotency-key': `demo-seed:${key}`, ...headers });
  }
}

export class DemoRefused extends Error {
  readonly code: string;
  constructor(message: string, code: string) { super(message); this.code = code; }
}
