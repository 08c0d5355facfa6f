import { z } from 'zod';
import { Day, Instant } from './calendar.ts';
import { query } from './endpoint.ts';

/** One line of the ledger: what was recorded, by whom, when, and true from when. */
export const LedgerLine = z.object({
  id: z.string(), stream: z.string(), revision: z.number().int(), position: z.string(), type: z.string(),
  actor: z.string(), by: z.string().describe('name of the person, or the actor as it is'), at: Instant, effective: Day,
}).meta({ id: 'LedgerLine' });
export type LedgerLine = z.infer<typeof LedgerLine>;

/** `data` is what was recorded, in today's shape; personal fields of an erased person are null. `led` are the events it caused. */
export const LedgerEvent = LedgerLine.extend({
  data: z.unknown(), opaque: z.boolean().describe('written by a newer version: data as it is stored'), schema: z.number().int(),
  command: z.string(), causation: z.string(), correlation: z.string(), hash: z.string(), led: z.array(LedgerLine),
}).meta({ id: 'LedgerEvent' });
export type LedgerEvent = z.infer<typeof LedgerEvent>;

export const LedgerPage = z.object({ lines: z.array(LedgerLine), total: z.number().int(), next: z.string().nullable().describe('pass as `before` for the older ones') }).meta({ id: 'LedgerPage' });
export type LedgerPage = z.infer<typeof LedgerPage>;

/** Whether the hash chains of the company's streams hold, or the first event that does not follow from the one before. */
export const LedgerVerdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('intact'), streams: z.number().int(), events: z.number().int() }),
  z.object({ kind: z.literal('broken'), stream: z.string(), revision: z.number().int(), id: z.string(), reason: z.string() }),
]).meta({ id: 'LedgerVerdict' });
export type LedgerVerdict = z.infer<typeof LedgerVerdict>;

export const LedgerQuery = z.object({
  before: z.string().regex(/^\d{1,18}$/).optional(), type: z.string().max(80).optional(), actor: z.string().max(120).optional(),
  events: z.string().max(8000).optional().describe('ids of events, separated by commas'),
  telemetry: z.enum(['shown', 'hidden']).optional().describe('the streams of training runs; hidden unless asked for'),
});
export type LedgerQuery = z.infer<typeof LedgerQuery>;

/** What reading the ledger can refuse. */
export const ledgerRefusals = { 'event-unknown': 'There is no such event in this ledger.' } as const;

const path = '/companies/:company/ledger';
const permission = 'ledger:read' as const;

export const ledgerApi = {
  events: query(`${path}/events`, { permission, summary: 'The ledger, newest first, a hundred lines a page', query: LedgerQuery, answer: LedgerPage }),
  event: query(`${path}/events/:event`, { permission, summary: 'One event with its data and what it led to', answer: LedgerEvent }),
  types: query(`${path}/types`, { permission, summary: 'The kinds of facts in the ledger and how many of each', answer: z.array(z.object({ type: z.string(), count: z.number().int() })) }),
  verify: query(`${path}/verify`, { permission, summary: 'Walks the hash chains of the company', answer: LedgerVerdict }),
} as const;
