import { Day, Instant, query } from '@capstan/kernel';
import { z } from 'zod';

const Id = z.string().max(80).regex(/^[\w:.-]+$/);

/** Which reads: by whom, of whom, on which days (both included); `before` is the `next` of the page before. */
export const SalaryReadsAsked = z.object({ reader: Id.optional(), person: Id.optional(), from: Day.optional(), to: Day.optional(), before: Id.optional() });
export type SalaryReadsAsked = z.infer<typeof SalaryReadsAsked>;

export const SalaryReadView = z.object({
  id: z.string(), at: Instant, reader: z.string(), readerName: z.string().nullable().describe('null when the account is gone'),
  token: z.string().nullable().describe('id of the access token that asked in the reader\'s name'),
  asked: z.string().describe('the endpoint that answered'), asOf: Instant.nullable().describe('the moment of the past that was shown'),
  people: z.array(z.object({ person: z.string(), name: z.string().nullable().describe('null when planned only, or erased') })).describe('whose salaries were shown; none where it was sums alone'),
}).meta({ id: 'SalaryRead' });
export type SalaryReadView = z.infer<typeof SalaryReadView>;

export const SalaryReadsView = z.object({
  reads: z.array(SalaryReadView), next: z.string().nullable().describe('ask for what comes before it'),
  readers: z.array(z.object({ id: z.string(), name: z.string().nullable() })).describe('everyone who has ever read salaries here'),
}).meta({ id: 'SalaryReads' });
export type SalaryReadsView = z.infer<typeof SalaryReadsView>;

export const salaryReadsApi = {
  reads: query('/companies/:company/salary-reads', { permission: 'company:manage', summary: 'Who was shown salaries, and when; the newest first', query: SalaryReadsAsked, answer: SalaryReadsView }),
} as const;
