import { createHash } from 'node:crypto';
import type { FactMeta } from '@capstan/kernel';
import { canonicalJson } from './canonical.ts';
import { type EventLog, NO_STREAM, type StoredEvent } from './port.ts';

/** What the first event of a stream is chained to. */
export const GENESIS = '0'.repeat(64);
const PAGE = 1000;

/** Where a stream stands: revision and hash of its last event. */
export interface StreamHead { readonly revision: number; readonly hash: string }
export const EMPTY_STREAM: StreamHead = { revision: NO_STREAM, hash: GENESIS };

type Link = Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'type' | 'data'>;

/** SHA-256 (hex) over the stream's previous hash and this event as stored; `meta` is the envelope without its hash. */
export const chainHash = (previous: string, event: Link, meta: Omit<FactMeta, 'hash'>): string =>
  createHash('sha256').update(JSON.stringify([previous, event.id, event.stream, event.revision, event.type, event.data, canonicalJson(meta)])).digest('hex');

export const headOf = (event: StoredEvent): StreamHead => ({ revision: event.revision, hash: (JSON.parse(event.meta) as FactMeta).hash });

export type BreakReason = 'revision-gap' | 'position-gap' | 'meta-unreadable' | 'hash-differs';
export interface Broken { readonly kind: 'broken'; readonly stream: string; readonly revision: number; readonly id: string; readonly reason: BreakReason }
export interface Intact { readonly kind: 'intact'; readonly streams: number; readonly events: number }
export type Verdict = Intact | Broken;

/** The stream's new head, or why this event does not follow the old one. */
export function follow(head: StreamHead, event: StoredEvent): StreamHead | BreakReason {
  if (event.revision !== head.revision + 1) return 'revision-gap';
  const meta = readMeta(event.meta);
  if (!meta) return 'meta-unreadable';
  const { hash, ...rest } = meta;
  return chainHash(head.hash, event, rest) === hash ? { revision: event.revision, hash } : 'hash-differs';
}

/** The envelope, unless its text was changed in a way that reads the same: other spacing, keys twice, another order. */
function readMeta(text: string): FactMeta | undefined {
  try {
    const meta = JSON.parse(text) as FactMeta;
    return typeof meta === 'object' && meta !== null && canonicalJson(meta) === text ? meta : undefined;
  } catch {
    return undefined;
  }
}

/** Walks events in order, each stream's chain on its own. Feed it pages; it remembers the heads. */
export class ChainWalk {
  readonly heads = new Map<string, StreamHead>();
  #events = 0;

  /** The first event that does not follow, if there is one. */
  step(page: readonly StoredEvent[]): Broken | undefined {
    for (const event of page) {
      const next = follow(this.heads.get(event.stream) ?? EMPTY_STREAM, event);
      if (typeof next === 'string') return broken(event, next);
      this.heads.set(event.stream, next);
      this.#events += 1;
    }
    return undefined;
  }

  intact(): Intact {
    return { kind: 'intact', streams: this.heads.size, events: this.#events };
  }
}

const broken = ({ stream, revision, id }: StoredEvent, reason: BreakReason): Broken => ({ kind: 'broken', stream, revision, id, reason });
const yieldTurn = () => new Promise<void>((resolve) => { setImmediate(resolve); });

/** Verifies one stream's chain. A cut tail is not visible in a chain alone: compare `heads` with a signed checkpoint. */
export async function verifyStream(log: EventLog, stream: string): Promise<Verdict> {
  const walk = new ChainWalk();
  for (let from = 0; ; from += PAGE) {
    const page = await log.read(stream, from, PAGE);
    const wrong = walk.step(page);
    if (wrong) return wrong;
    if (page.length < PAGE) return walk.intact();
    await yieldTurn();
  }
}

/** Verifies every chain in one pass, in log order; in a gapless log also that no row is missing in between. */
export async function verifyAll(log: EventLog): Promise<Verdict> {
  const walk = new ChainWalk();
  let after: string | undefined;
  for (;;) {
    const page = await log.readAll(after, PAGE);
    const gap = log.gapless ? page.findIndex((event, i) => Number(event.position) !== Number(page[i - 1]?.position ?? after ?? 0) + 1) : -1;
    const wrong = walk.step(gap < 0 ? page : page.slice(0, gap));
    if (wrong) return wrong;
    if (gap >= 0) {
      const own = walk.step([page[gap]!]);
      return own ?? broken(page[gap]!, 'position-gap');
    }
    if (page.length < PAGE) return walk.intact();
    after = page.at(-1)!.position;
    await yieldTurn();
  }
}

/** Verifies the chains of one company: its own stream and its runs'. */
export async function verifyCompany(log: EventLog, company: string): Promise<Verdict> {
  const walk = new ChainWalk();
  let after: string | undefined;
  for (;;) {
    const page = await log.readCompany(company, after, PAGE);
    const wrong = walk.step(page);
    if (wrong) return wrong;
    if (page.length < PAGE) return walk.intact();
    after = page.at(-1)!.position;
    await yieldTurn();
  }
}
