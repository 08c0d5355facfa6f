import type { LedgerCodec } from './codec.ts';
import { play, type Stopped, type Track } from './playing.ts';
import type { EventLog } from './port.ts';
import { openViews, type SqliteViews } from './sqlite/views.ts';
import type { ReadModel, Views } from './views.ts';

const PAGE = 500;
/** Moments kept open: one reader stepping through months of one company, with room for others. */
const OPEN_MOMENTS = 8;

export interface Moment { readonly company: string; /** ISO instant: facts recorded at or before it count. */ readonly asOf: string }
export interface PastViews { readonly views: Views; readonly stopped: readonly Stopped[] }

interface OpenMoment { readonly views: SqliteViews; readonly tracks: Track[]; position: string | undefined; filling: Promise<void>; readers: number; evicted: boolean }

/**
 * The same read models over a database in memory, filled with one company's facts up to a moment. The last few
 * moments stay open and catch up with facts that were recorded meanwhile (a moment may lie ahead).
 */
export class TimeMachine {
  readonly #log: EventLog;
  readonly #codec: LedgerCodec;
  readonly #models: readonly ReadModel[];
  readonly #open = new Map<string, OpenMoment>();

  constructor({ log, codec, models }: { log: EventLog; codec: LedgerCodec; models: readonly ReadModel[] }) {
    this.#log = log;
    this.#codec = codec;
    this.#models = models;
  }

  /** Asks the views of a moment; they stay valid until the answer is there. */
  async at<T>(moment: Moment, ask: (past: PastViews) => T | Promise<T>): Promise<T> {
    const open = this.#take(moment);
    open.readers += 1;
    try {
      open.filling = open.filling.catch(() => undefined).then(() => this.#fill(open, moment));
      await open.filling;
      return await ask({ views: open.views, stopped: open.tracks.flatMap(({ stopped }) => stopped ?? []) });
    } finally {
      open.readers -= 1;
      if (open.evicted && open.readers === 0) open.views.close();
    }
  }

  /** Forgets all moments: after an erasure, so that nothing unsealed stays in memory. */
  clear(): void { for (const key of [...this.#open.keys()]) this.#evict(key); }

  #take({ company, asOf }: Moment): OpenMoment {
    const key = `${company} ${asOf}`;
    const open = this.#open.get(key) ?? this.#begin();
    this.#open.delete(key);
    this.#open.set(key, open);
    if (this.#open.size > OPEN_MOMENTS) this.#evict(this.#open.keys().next().value!);
    return open;
  }

  #begin(): OpenMoment {
    const views = openViews(':memory:');
    for (const { schema } of this.#models) views.exec(schema);
    return { views, tracks: this.#models.map((model) => ({ model, position: undefined })), position: undefined, filling: Promise.resolve(), readers: 0, evicted: false };
  }

  #evict(key: string): void {
    const open = this.#open.get(key);
    this.#open.delete(key);
    if (!open) return;
    open.evicted = true;
    if (open.readers === 0) open.views.close();
  }

  async #fill(open: OpenMoment, { company, asOf }: Moment): Promise<void> {
    const until = Date.parse(asOf);
    for (;;) {
      const page = await this.#log.readCompany(company, open.position, PAGE);
      const facts = page.map((event) => this.#codec.decode(event)).filter((fact) => Date.parse(fact.meta.at) <= until);
      open.views.transaction(() => play(open.views, open.tracks, facts, () => asOf));
      open.position = page.at(-1)?.position ?? open.position;
      if (page.length < PAGE) return;
      await new Promise((resolve) => { setImmediate(resolve); });
    }
  }
}

/** The views of one moment, without a cache: for tests and tools. */
export const viewsAt = async ({ log, codec, models, company, asOf }: Moment & { log: EventLog; codec: LedgerCodec; models: readonly ReadModel[] }): Promise<PastViews> =>
  new TimeMachine({ log, codec, models }).at({ company, asOf }, (past) => past);
