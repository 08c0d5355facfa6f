import { EMPTY_STREAM, type EventLog, factRegistry, ledgerCodec, type NewEvent, openSqliteKeys } from '@capstan/event-log';
import { fact } from '@capstan/kernel';
import { z } from 'zod';
import type { Figure } from './figure.ts';

const REPLAYED = 100_000;
const REPLAY_PAGE = 500;
const NOTICES = 300;

export const Spend = fact('SpendRecorded', z.object({ spend: z.string(), amount: z.object({ amount: z.number(), currency: z.string() }), on: z.string(), description: z.string() }));
export const codec = ledgerCodec({ registry: factRegistry([Spend]), keys: openSqliteKeys(':memory:') });
let made = 0;

/** Events as the product records them, ready to append: sealed, chained and spelled beforehand. */
export async function eventsFor(company: string, count: number, head = EMPTY_STREAM): Promise<{ events: NewEvent[]; head: typeof head }> {
  const facts = Array.from({ length: count }, () => ({ type: 'SpendRecorded', data: { spend: `spend-${++made}`, amount: { amount: made, currency: 'EUR' }, on: '2026-11-02', description: 'H100, 8 × 24 h' } }));
  return codec.encode(facts, { stream: `company-${company}`, head, company, actor: 'user-1', at: '2026-11-02T09:00:00.000Z', command: `command-${made}` });
}

export const perSecond = (count: number, begin: number) => count / ((performance.now() - begin) / 1000);
export const median = (all: readonly number[]): number => quantile(all, 0.5);
const quantile = (all: readonly number[], q: number): number => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * q))]!;

/** So many callers, each waiting for its append before the next, each in a company of its own, so many events each. */
export async function appendsPerSecond(log: EventLog, callers: number, each: number): Promise<number> {
  const names = Array.from({ length: callers }, () => `c${++made}`);
  const companies = await Promise.all(names.map(async (name) => (await eventsFor(name, each)).events));
  const begin = performance.now();
  await Promise.all(companies.map(async (events, i) => { for (const [n, event] of events.entries()) await log.append(`company-${names[i]}`, n - 1, [event]); }));
  return perSecond(callers * each, begin);
}

/** Appends events until the log holds as many as a replay reads. */
export async function fill(log: EventLog): Promise<EventLog> {
  let head = EMPTY_STREAM;
  for (let i = 0; i < REPLAYED; i += 1000) {
    const { events, head: next } = await eventsFor('acme', 1000, head);
    await log.append('company-acme', head.revision, events);
    head = next;
  }
  return log;
}

/** Reading the first 100,000 events by the projector's pages. */
async function replay(log: EventLog): Promise<number> {
  const begin = performance.now();
  let [after, read]: [string | undefined, number] = [undefined, 0];
  while (read < REPLAYED) {
    const page = await log.readAll(after, REPLAY_PAGE);
    after = page.at(-1)!.position;
    read += page.length;
  }
  return perSecond(read, begin);
}

/** From asking for an append to having read it by the one who was told: on the given handle. */
async function noticeMs(writer: EventLog, reader: EventLog): Promise<number[]> {
  let after: string | undefined = (await writer.append('run-notices', -1, (await eventsFor('notices', 1)).events)).position;
  let heard = async (): Promise<void> => {};
  const subscription = reader.subscribe(() => void heard());
  const times: number[] = [];
  for (let n = 0; n < NOTICES; n++) {
    const { events } = await eventsFor('notices', 1);
    const begin = performance.now();
    const seen = new Promise<void>((resolve) => {
      heard = async () => {
        const [event] = await reader.readAll(after, 1);
        if (event?.id === events[0]!.id) resolve();
      };
    });
    const { position } = await writer.append('run-notices', n, events);
    await seen;
    times.push(performance.now() - begin);
    after = position;
  }
  subscription.close();
  return times;
}

/** Replay and subscription latency of a filled log; `reader` is the handle that is told: another one where several nodes are usual. */
export async function readingFigures(adapter: string, log: EventLog, reader: EventLog): Promise<Figure[]> {
  const rates = [await replay(log), await replay(log), await replay(log)];
  const times = await noticeMs(log, reader);
  const latency = (name: string, q: number): Figure => ({ name: `ledger.${adapter}-notice-${name}`, value: quantile(times, q), unit: `ms from append to read ${log === reader ? 'by a subscriber' : 'on another node'}`, target: null, higherIsBetter: false });
  return [
    { name: `ledger.${adapter}-replay`, value: median(rates), unit: 'events/s (median of 3)', target: null, higherIsBetter: true },
    latency('p50', 0.5), latency('p99', 0.99),
  ];
}
