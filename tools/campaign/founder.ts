import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, ORIGIN } from './processes.ts';

/** Several kills of a server that takes its time to start may fall into one question. */
const PATIENCE_MS = 600_000;
const AGAIN_MS = 80;
/** A refusal is an answer; a server that is dying or starting gives none, or one of these. */
const noAnswer = new Set([500, 502, 503, 504]);

export interface Acknowledged { readonly key: string; readonly id: string; readonly position: string; readonly revision: number }

/** A founder's program: each thing it asks for goes out with one key until it is acknowledged, however often the API dies. */
export class Founder {
  readonly api: Api;
  readonly company: string;
  readonly acknowledged: Acknowledged[] = [];
  tries = 0;
  readonly #cookie: string;
  private constructor(api: Api, cookie: string, company: string) { this.api = api; this.#cookie = cookie; this.company = company; }

  /** The same founder, signed in by the same cookie, at another node. */
  at(api: Api): Founder { return new Founder(api, this.#cookie, this.company); }

  /** For whoever speaks HTTP by hand. */
  get headers(): Record<string, string> { return { cookie: this.#cookie, origin: ORIGIN }; }

  static async signUp(api: Api): Promise<Founder> {
    const headers = { origin: ORIGIN, 'content-type': 'application/json' };
    const signedUp = await fetch(`${api.url}/api/auth/sign-up/email`, { method: 'POST', headers, body: JSON.stringify({ name: 'Campaign', email: 'campaign@example.com', password: 'correct horse battery' }) });
    const cookie = signedUp.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
    const founded = await fetch(`${api.url}/api/companies`, { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify({ name: 'Campaign', currency: 'EUR', country: 'DE', foundedOn: '2024-01-01' }) });
    const { company } = await founded.json() as { company: string };
    return new Founder(api, cookie, company);
  }

  /** Asks until there is an answer. Throws on a refusal, and after ten minutes. `seen` is a position that the answer must know of. */
  async ask<T>(method: 'GET' | 'POST', path: string, body?: unknown, key?: string, seen?: string): Promise<T> {
    let last = 'nothing';
    for (const late = Date.now() + PATIENCE_MS; Date.now() < late; await sleep(AGAIN_MS)) {
      this.tries += 1;
      const answer = await this.#once(method, path, body, key, seen);
      last = answer ? `${answer.status} ${answer.text}` : last;
      if (!answer || noAnswer.has(answer.status)) continue;
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
      return JSON.parse(answer.text) as T;
    }
    throw new Error(`${method} ${path}: no answer within ten minutes; the last was ${last}. The API said: ${this.api.words.slice(-5).join('')}`);
  }

  async #once(method: string, path: string, body: unknown, key?: string, seen?: string) {
    try {
      const answer = await fetch(`${this.api.url}/api/companies/${this.company}${path}`, {
        method, headers: { ...this.headers, ...(key && { 'idempotency-key': key }), ...(seen && { 'x-capstan-position': seen }), ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { ok: answer.ok, status: answer.status, text: await answer.text() };
    } catch {
      return undefined;
    }
  }

  /** Records something and keeps what was acknowledged. */
  async record(path: string, body: unknown, key: string): Promise<Acknowledged> {
    const receipt = await this.ask<Omit<Acknowledged, 'key'>>('POST', path, body, key);
    const kept = { key, id: receipt.id, position: receipt.position, revision: receipt.revision };
    this.acknowledged.push(kept);
    return kept;
  }
}
