import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { concerns, Rereading } from '../../apps/web/src/shell/rereading.ts';
import type { Dice } from '../campaign/dice.ts';
import type { Acknowledged } from '../campaign/founder.ts';
import { ORIGIN } from '../campaign/processes.ts';
import type { Tally } from './tally.ts';

/** A place in a company, signed in. */
export interface Visit { readonly cookie: string; readonly company: string; readonly role: 'founder' | 'engineer' }

/** Someone reads for so long, on average, before doing the next thing. */
const THINK_MS = 6000;

interface Kind { readonly name: string; readonly path: string; /** The dashboard's page of it, below the company. */ readonly screen?: string; readonly body?: (n: string) => unknown }

const spend: Kind = { name: 'record spend', path: '/compute/spend', body: (n) => ({ on: '2026-01-15', provider: 'Nebius', purpose: 'training', description: `Load ${n}`, amount: { amount: 1000, currency: 'EUR' } }) };
const hire: Kind = { name: 'record a hire', path: '/team/hires', body: (n) => ({ name: `Person ${n}`, role: 'Engineer', team: 'Research', country: 'DE', startsOn: '2026-01-01', salary: { amount: 6_000_000, currency: 'EUR' } }) };
const cost: Kind = { name: 'plan a cost', path: '/planning/costs', body: (n) => ({ name: `Cost ${n}`, kind: 'other', monthly: { amount: 10_000, currency: 'EUR' }, from: '2027-01' }) };
const page = (name: string, path: string, screen: string): Kind => ({ name, path, screen });
const [overview, plans, capTable, people, spent, runs, datasets] = [
  page('overview', '/overview', ''), page('plan', '/planning/plans', '/planning'), page('cap table', '/capital/cap-table', '/capital'), page('people', '/team/people', '/team'),
  page('spend', '/compute/spend', '/compute'), page('runs', '/training/runs', '/training'), page('datasets', '/training/datasets', '/training/datasets'),
];

/** What people do, as often as they stand here. */
const habits: Readonly<Record<Visit['role'], readonly Kind[]>> = {
  founder: [overview, overview, overview, plans, plans, capTable, capTable, people, spent, runs, cost, hire],
  engineer: [runs, runs, runs, runs, overview, overview, spent, spent, spent, datasets, datasets, spend],
};

/** Somebody with one company open: reads, now and then records, and reads anew whatever is open when the company moves. */
export class User {
  readonly acknowledged: Acknowledged[] = [];
  readonly #url: string;
  readonly #visit: Visit;
  readonly #dice: Dice;
  readonly #tally: Tally;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #name: string;
  #open: Kind = overview;
  /** The dashboard's own: what it spares the server, it spares it here. */
  readonly #again = new Rereading(() => void this.#ask(this.#open).finally(() => this.#again.over()));
  #over = false;
  #leave: (() => void) | undefined;
  constructor(name: string, url: string, visit: Visit, dice: Dice, tally: Tally) { this.#name = name; this.#url = url; this.#visit = visit; this.#dice = dice; this.#tally = tally; }

  get company(): string { return this.#visit.company; }

  /** Lives until `leave`. */
  async live(): Promise<void> {
    this.#listen();
    await sleep(this.#dice.between(0, THINK_MS));
    for (let n = 0; !this.#over; n++) {
      const kind = this.#dice.oneOf(habits[this.#visit.role]);
      if (kind.body) await this.#record(kind, n);
      else {
        this.#open = kind;
        await this.#ask(kind);
      }
      await sleep(Math.min(4 * THINK_MS, -Math.log(1 - this.#dice.next()) * THINK_MS));
    }
  }

  leave(): void {
    this.#over = true;
    this.#again.close();
    this.#leave?.();
    this.#agent.destroy();
  }

  async #record(kind: Kind, n: number): Promise<void> {
    const key = `load-${this.#name}-${n}`;
    const text = await this.#ask(kind, kind.body!(`${this.#name}-${n}`), key);
    if (text === undefined) return;
    const { id, position, revision } = JSON.parse(text) as Omit<Acknowledged, 'key'>;
    this.acknowledged.push({ key, id, position, revision });
  }

  /** The text of a success; anything else is counted. */
  #ask({ name, path }: Kind, body?: unknown, key?: string): Promise<string | undefined> {
    const begun = performance.now();
    return new Promise((resolve) => {
      const failed = (why: string) => { if (!this.#over) this.#tally.error(name, why); resolve(undefined); };
      const asked = request(`${this.#url}/api/companies/${this.company}${path}`, { agent: this.#agent, method: body ? 'POST' : 'GET', headers: { cookie: this.#visit.cookie, origin: ORIGIN, ...(key && { 'idempotency-key': key }), ...(body !== undefined && { 'content-type': 'application/json' }) } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('error', (error) => failed(error.message)).on('end', () => {
          if ((answer.statusCode ?? 0) >= 300) return failed(`${answer.statusCode} ${text.slice(0, 200)}`);
          this.#tally.took(name, performance.now() - begun);
          resolve(text);
        });
      });
      asked.on('error', (error) => failed(error.message));
      asked.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Follows the company's notices, and comes back when it is cut off. */
  #listen(): void {
    const asked = request(`${this.#url}/api/companies/${this.company}/live`, { headers: { cookie: this.#visit.cookie } }, (answer) => {
      if (answer.statusCode !== 200) this.#tally.error('live', `${answer.statusCode}`);
      answer.setEncoding('utf8').on('data', (chunk: string) => this.#hear(chunk)).on('error', () => undefined).on('close', () => { if (!this.#over) this.#tally.error('live', 'cut off'); });
    });
    asked.on('error', (error) => { if (!this.#over) this.#tally.error('live', error.message); });
    asked.end();
    this.#leave = () => asked.destroy();
  }

  #hear(chunk: string): void {
    for (const [, said] of chunk.matchAll(/"types":(\[[^\]]*\])/g)) {
      const types = JSON.parse(said!) as string[];
      if (types.length > 0) this.#tally.heard += 1;
      if (concerns(this.#open.screen!, types)) this.#again.heard();
    }
  }
}
