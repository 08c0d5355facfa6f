import { setTimeout as sleep } from 'node:timers/promises';
import type { Work } from '@capstan/training';
import { type Api, Unreachable } from './api.ts';
import { Carrier } from './carrier.ts';
import { Outbox } from './outbox.ts';
import { Session } from './session.ts';
import type { Settings } from './settings.ts';
import { transferOver } from './transfer.ts';

const ASK_EVERY_MS = 1000;
const LONGEST_WAIT_MS = 5000;

/** Asks for runs while there is room, and sees each one to its end. */
export class Trainer {
  private readonly sessions = new Map<string, { session: Session; done: Promise<void> }>();
  private readonly leaving = new AbortController();
  private readonly outbox: Outbox;
  private readonly carrier: Carrier;
  private readonly api: Api;
  private readonly settings: Settings;
  constructor(api: Api, settings: Settings) {
    this.api = api; this.settings = settings;
    this.carrier = new Carrier(transferOver(settings), settings);
    this.outbox = new Outbox(settings.outbox, api, (end) => this.carrier.weights(end));
  }

  /** Works until `leave`. Ends that an earlier process could not deliver go out first, beside the work. */
  async work(): Promise<void> {
    const { signal } = this.leaving;
    for (const end of await this.outbox.leftovers()) void this.outbox.deliver(end, signal).catch(() => undefined);
    let wait = ASK_EVERY_MS;
    while (!signal.aborted) {
      try {
        const { work } = await this.api('lease', undefined, { free: this.settings.slots - this.sessions.size });
        if (work) this.take(work);
        wait = work && this.sessions.size < this.settings.slots ? 0 : ASK_EVERY_MS;
      } catch (error) {
        if (!(error instanceof Unreachable)) console.error(error);
        wait = Math.min(wait * 2 || ASK_EVERY_MS, LONGEST_WAIT_MS);
      }
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
    await Promise.all([...this.sessions.values()].map(({ done }) => done));
  }

  /** Stops with checkpoints and gives every lease back; `work` resolves after that. */
  leave(): void {
    this.leaving.abort();
    for (const { session } of this.sessions.values()) session.leave();
  }

  private take(work: Work): void {
    const known = this.sessions.get(work.run);
    if (known?.session.isGivenBack) return void known.done.then(() => this.take(work));
    if (known) return known.session.adopt(work);
    const session = new Session(work, { api: this.api, outbox: this.outbox, carrier: this.carrier, settings: this.settings });
    const done = session.train()
      .catch((error: unknown) => console.error(`${work.run}:`, error))
      .finally(() => { this.sessions.delete(work.run); });
    this.sessions.set(work.run, { session, done });
    if (this.leaving.signal.aborted) session.leave();
  }
}
