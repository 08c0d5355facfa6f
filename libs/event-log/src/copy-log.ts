import { createHash } from 'node:crypto';
import { ChainWalk } from './chain.ts';
import type { EventLog, StoredEvent } from './port.ts';

const PAGE = 500;
/** Bytes of one append at most: below KurrentDB's limit of 1 MiB, with room for what travels beside the data. */
const APPEND_BYTES = 256 * 1024;

export interface Copied {
  readonly events: number;
  readonly streams: number;
  /** The companies whose streams were copied. */
  readonly companies: readonly string[];
  /** Events that the target held before: a copy that was cut off, or an earlier one of a log that has grown since. */
  readonly before: number;
  /** SHA-256 (hex) over all events as stored, in log order; positions, which each engine counts its own way, left out. */
  readonly sha256: string;
}

/**
 * Copies every event of a log into another one, in the same order and byte for byte, each stream's chain checked on
 * the way; then reads the target again from its beginning and compares. Appends wait for each other: what the target
 * holds is at every moment the beginning of the source. What the target holds already must be the
 * first events of the source: run again after an interruption, it goes on where it stopped.
 * Throws, having written nothing more, at a broken chain or at an event in the target that is not the source's.
 */
export async function copyLog(from: EventLog, to: EventLog, onProgress: (events: number) => void = () => undefined): Promise<Copied> {
  const source = new Reading(from);
  const held = new Reading(to);
  let before = 0;
  for (let page = await source.next(PAGE); page.length > 0; page = await source.next(PAGE)) {
    const there = before === source.events - page.length ? await held.next(page.length) : [];
    const other = there.findIndex((event, i) => !isSame(event, page[i]!));
    if (other >= 0) throw new Error(`the target holds other events: ${describe(there[other]!)} stands where ${describe(page[other]!)} belongs`);
    before += there.length;
    for (const run of runsOf(page.slice(there.length))) await to.append(run[0]!.stream, run[0]!.revision - 1, run.map(({ id, type, data, meta }) => ({ id, type, data, meta })));
    onProgress(source.events);
  }
  const [extra] = before === source.events ? await held.next(1) : [];
  if (extra) throw new Error(`the target holds more than the source: ${describe(extra)}`);
  return { ...await compared(to, source), before };
}

/** Reads a log from its beginning: checks the chains, sums the bytes. */
class Reading {
  events = 0;
  readonly #log: EventLog;
  readonly #walk = new ChainWalk();
  readonly #sum = createHash('sha256');
  #after: string | undefined;

  constructor(log: EventLog) { this.#log = log; }

  async next(limit: number): Promise<StoredEvent[]> {
    const page = await this.#log.readAll(this.#after, limit);
    const broken = this.#walk.step(page);
    if (broken) throw new Error(`the chain of ${broken.stream} is broken at revision ${broken.revision}: ${broken.reason}`);
    for (const { stream, revision, id, type, data, meta } of page) this.#sum.update(`${JSON.stringify([stream, revision, id, type, data, meta])}\n`);
    this.events += page.length;
    this.#after = page.at(-1)?.position ?? this.#after;
    return page;
  }

  /** What was read. The sum can be taken once. */
  end() {
    const companies = [...this.#walk.heads.keys()].flatMap((stream) => /^company-(.+)$/.exec(stream)?.[1] ?? []);
    return { events: this.events, streams: this.#walk.heads.size, companies, sha256: this.#sum.digest('hex') };
  }
}

/** Neighbours of one stream, to be appended together. */
function* runsOf(events: readonly StoredEvent[]): Generator<StoredEvent[]> {
  let [run, bytes]: [StoredEvent[], number] = [[], 0];
  for (const event of events) {
    const size = Buffer.byteLength(event.data) + Buffer.byteLength(event.meta);
    if (run[0] && (run[0].stream !== event.stream || bytes + size > APPEND_BYTES)) {
      yield run;
      [run, bytes] = [[], 0];
    }
    run.push(event);
    bytes += size;
  }
  if (run.length > 0) yield run;
}

async function compared(to: EventLog, source: Reading) {
  const copy = new Reading(to);
  while (copy.events < source.events && (await copy.next(Math.min(PAGE, source.events - copy.events))).length > 0);
  const [wanted, is] = [source.end(), copy.end()];
  if (is.events !== wanted.events || is.sha256 !== wanted.sha256) throw new Error(`the copy differs from the source: ${is.events} of ${wanted.events} events, sums ${is.sha256} and ${wanted.sha256}`);
  return wanted;
}

const isSame = (a: StoredEvent, b: StoredEvent) => a.stream === b.stream && a.revision === b.revision && a.id === b.id && a.type === b.type && a.data === b.data && a.meta === b.meta;
const describe = ({ stream, revision, type }: StoredEvent) => `${type} (${stream}, revision ${revision})`;
