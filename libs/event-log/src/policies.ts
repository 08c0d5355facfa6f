import type { Recorded } from '@capstan/kernel';
import { policyPosition, savePolicyPosition } from './checkpoints.ts';
import type { LedgerCodec, LedgerFact } from './codec.ts';
import { deterministicId } from './event-id.ts';
import type { Stopped } from './playing.ts';
import type { EventLog, Subscription } from './port.ts';
import type { SqliteViews } from './sqlite/views.ts';

const PAGE = 500;
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;

/**
 * When X happened there, ask for Y here. `on` answers a fact with the command it calls for, several, or none.
 * A command may be sent again after a crash; its id stays the same, so the ledger records it once.
 */
export interface Policy<C = unknown> {
  readonly name: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- each handler narrows to the facts of its own type
  readonly on: Readonly<Record<string, (fact: Recorded<any>) => C | readonly C[] | undefined>>;
}

export const policy = <C>(one: Policy<C>): Policy<C> => one;

/** What a policy asks for, ready to be sent: who asks (`policy:<name>`), under which command id, because of which event. */
export interface PolicyCommand<C = unknown> {
  readonly command: C;
  readonly id: string;
  readonly actor: string;
  readonly company: string;
  readonly cause: LedgerFact;
}

export interface PolicyOptions<C> {
  readonly log: EventLog;
  readonly codec: LedgerCodec;
  /** Where progress is kept. Deleting it sends everything again, which changes nothing. */
  readonly views: SqliteViews;
  readonly policies: readonly Policy<C>[];
  /** Carries a command out. Resolves when it was recorded or refused; rejects to be tried again. */
  readonly send: (command: PolicyCommand<C>) => Promise<void>;
  readonly now: () => string;
}

/** Runs each policy along the log at its own pace: one that fails is tried again later and holds nobody else up. */
export class PolicyRunner<C = unknown> {
  readonly #runs: PolicyRun<C>[];
  readonly #log: EventLog;
  #subscription: Subscription | undefined;

  constructor(options: PolicyOptions<C>) {
    this.#log = options.log;
    this.#runs = options.policies.map((one) => new PolicyRun(one, options));
  }

  /** Follows the log from here on. Resolves when what is in it now was answered or a policy stopped. */
  async start(): Promise<void> {
    this.#subscription ??= this.#log.subscribe(() => void this.catchUp());
    await this.catchUp();
  }

  async catchUp(): Promise<void> { await Promise.all(this.#runs.map((run) => run.catchUp())); }
  health(): readonly Stopped[] { return this.#runs.flatMap(({ stopped }) => stopped ?? []); }

  async close(): Promise<void> {
    this.#subscription?.close();
    await Promise.all(this.#runs.map((run) => run.close()));
  }
}

class PolicyRun<C> {
  stopped: Stopped | undefined;
  readonly #policy: Policy<C>;
  readonly #options: PolicyOptions<C>;
  #position: string | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #retry: NodeJS.Timeout | undefined;
  #retryMs = RETRY_MS;

  constructor(one: Policy<C>, options: PolicyOptions<C>) {
    this.#policy = one;
    this.#options = options;
    this.#position = policyPosition(options.views, one.name);
  }

  catchUp(): Promise<void> {
    this.#again = true;
    this.#running ??= this.#run().finally(() => { this.#running = undefined; });
    return this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#closed && !this.#retry) {
        this.#again = false;
        while (await this.#page()) await new Promise((resolve) => { setImmediate(resolve); });
      }
    } catch (error) {
      this.#stop(error);
    }
  }

  async #page(): Promise<boolean> {
    const { log, codec, views } = this.#options;
    const stored = await log.readAll(this.#position, PAGE);
    for (const event of stored) {
      if (this.#closed) return false;
      const react = Object.hasOwn(this.#policy.on, event.type) ? this.#policy.on[event.type] : undefined;
      if (react && !(await this.#answer(react, codec.decode(event)))) return false;
      this.#position = event.position;
      if (react) savePolicyPosition(views, this.#policy.name, event.position);
    }
    if (stored.length > 0) savePolicyPosition(views, this.#policy.name, this.#position!);
    if (!this.#retry) this.stopped = undefined;
    return stored.length === PAGE;
  }

  /** Sends what the fact calls for; false when that failed and is to be tried again. */
  async #answer(react: Policy<C>['on'][string], cause: LedgerFact): Promise<boolean> {
    try {
      if (cause.opaque) throw new Error(`${cause.type} was written by a newer version (schema ${cause.meta.schema})`);
      const wanted = react(cause);
      const commands = wanted === undefined ? [] : Array.isArray(wanted) ? (wanted as readonly C[]) : [wanted as C];
      for (const [index, command] of commands.entries()) {
        const id = deterministicId('policy', this.#policy.name, cause.id, index);
        await this.#options.send({ command, id, actor: `policy:${this.#policy.name}`, company: cause.meta.company, cause });
      }
      this.stopped = undefined;
      this.#retryMs = RETRY_MS;
      return true;
    } catch (error) {
      this.#stop(error, cause);
      return false;
    }
  }

  #stop(error: unknown, cause?: LedgerFact): void {
    const since = this.stopped?.since ?? this.#options.now();
    this.stopped = { name: this.#policy.name, error: error instanceof Error ? error.message : String(error), ...(cause && { fact: cause.id, at: cause.meta.at, position: cause.position }), since };
    this.#retry = setTimeout(() => {
      this.#retry = undefined;
      void this.catchUp();
    }, this.#retryMs).unref();
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#retry);
    await this.#running;
  }
}
