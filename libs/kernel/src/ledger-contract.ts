import { z } from 'zod';
import { Day, Instant } from './calendar.ts';
import { query } from './endpoint.ts';
import { Money } from './money.ts';

/** One of the leading values of a fact, for its one line in the ledger; ids and personal fields are never among them. */
export const SummaryPart = z.union([z.object({ money: Money }), z.object({ number: z.number() }), z.object({ text: z.string() })]);
export type SummaryPart = z.infer<typeof SummaryPart>;

/** One line of the ledger: what was recorded, by whom, when, and true from when. */
export const LedgerLine = z.object({
  id: z.string(), stream: z.string(), revision: z.number().int(), position: z.string(), type: z.string(),
  actor: z.string(), by: z.string().describe('name of the person, or the actor as it is'), at: Instant, effective: Day, summary: z.array(SummaryPart),
}).meta({ id: 'LedgerLine' });
export type LedgerLine = z.infer<typeof LedgerLine>;

const Mention = z.object({ id: z.string(), type: z.string() });

/** `data` is what was recorded, in today's shape. `led` are the events it caused, `together` those of the same command. */
export const LedgerEvent = LedgerLine.extend({
  data: z.record(z.string(), z.unknown()),
  personal: z.array(z.string()).describe('fields that are sealed in the log; null when the person was erased, or for callers who may not read salaries'),
  opaque: z.boolean().describe('written by a newer version: data as it is stored'), schema: z.number().int(),
  command: z.string(), causation: z.string(), correlation: z.string(),
  hash: z.string(), previousHash: z.string().describe('of the event before it in its stream; zeros for the first'),
  cause: Mention.nullable(), led: z.array(Mention), together: z.array(Mention),
}).meta({ id: 'LedgerEvent' });
export type LedgerEvent = z.infer<typeof LedgerEvent>;

export const LedgerPage = z.object({ lines: z.array(LedgerLine), total: z.number().int(), next: z.string().nullable().describe('pass as `before` for the older ones') }).meta({ id: 'LedgerPage' });
export type LedgerPage = z.infer<typeof LedgerPage>;

/** What the filters can be set to: the kinds of facts and who recorded any, with how many of each. */
export const LedgerChoices = z.object({
  types: z.array(z.object({ type: z.string(), count: z.number().int() })),
  actors: z.array(z.object({ actor: z.string(), by: z.string(), count: z.number().int() })),
}).meta({ id: 'LedgerChoices' });
export type LedgerChoices = z.infer<typeof LedgerChoices>;

/** Whether the hash chains of the company's streams hold, or the first event that does not follow from the one before. */
export const LedgerVerdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('intact'), streams: z.number().int(), events: z.number().int() }),
  z.object({ kind: z.literal('broken'), stream: z.string(), revision: z.number().int(), id: z.string(), reason: z.enum(['revision-gap', 'position-gap', 'meta-unreadable', 'hash-differs']) }),
]).meta({ id: 'LedgerVerdict' });
export type LedgerVerdict = z.infer<typeof LedgerVerdict>;

export const LedgerQuery = z.object({
  before: z.string().regex(/^\d{1,18}$/).optional(), type: z.string().max(80).optional(), actor: z.string().max(120).optional(),
  text: z.string().trim().max(120).optional().describe('found in what the facts say, whatever the case; personal fields are not searched'),
  from: Day.optional().describe('recorded on this day (UTC) or later'), to: Day.optional().describe('recorded on this day (UTC) or earlier'),
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
  event: query(`${path}/events/:event`, { permission, summary: 'One event with its whole envelope, what caused it and what it led to', answer: LedgerEvent }),
  choices: query(`${path}/choices`, { permission, summary: 'What the ledger can be filtered by, and how many events there are of each', answer: LedgerChoices }),
  verify: query(`${path}/verify`, { permission, summary: 'Walks the hash chains of the company', answer: LedgerVerdict }),
} as const;
