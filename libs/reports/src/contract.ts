import { command, Currency, Day, Explained, Instant, Label, Money, Month, Note, query } from '@capstan/kernel';
import { z } from 'zod';
import { Shows, Texts } from './events.ts';
import { Figure, FigureKey } from './figures.ts';

export const DraftReport = z.object({ month: Month, title: Label, shows: Shows, ...Texts.shape }).meta({ id: 'DraftReport' });
export type DraftReport = z.output<typeof DraftReport>;
export const PublishReport = z.object({ asOf: Instant.optional().describe('the moment it is pinned to; now when left out') }).meta({ id: 'PublishReport' });
export type PublishReport = z.output<typeof PublishReport>;
export const WithdrawReport = z.object({ reason: Note.min(1) }).meta({ id: 'WithdrawReport' });
export type WithdrawReport = z.output<typeof WithdrawReport>;

const recorded = { actor: z.string(), at: Instant, fact: z.string() };
const Status = z.enum(['draft', 'published', 'withdrawn']);

export const ReportLine = z.object({ report: z.string(), month: Month, title: z.string(), status: Status, asOf: Instant.nullable(), ...recorded }).meta({ id: 'ReportLine' });
export type ReportLine = z.output<typeof ReportLine>;

/** One month of the runway chart; actual months come from the bank, planned ones from the plan. */
export const CashPoint = z.object({ month: Month, closing: Money.nullable(), kind: z.enum(['actual', 'plan']) }).meta({ id: 'CashPoint' });
export type CashPoint = z.output<typeof CashPoint>;

export const Holding = z.object({ name: z.string(), kind: z.enum(['holder', 'pool']), shares: z.number().int(), share: z.number() }).meta({ id: 'ReportHolding' });
/** Who owns what, fully diluted, largest first; what is not a share yet (SAFEs) stands beside it. */
export const CapTableSummary = z.object({ holdings: z.array(Holding), totalShares: z.number().int(), safes: z.object({ count: z.number().int(), amount: Money.nullable() }) }).meta({ id: 'CapTableSummary' });
export type CapTableSummary = z.output<typeof CapTableSummary>;

export const DecisionNote = z.object({ selection: z.string(), kind: z.enum(['technology', 'business-model']), title: z.string(), chosen: z.string(), alternatives: z.array(z.string()), decidedOn: Day, reason: z.string(), burnPerMonth: Money.nullable() }).meta({ id: 'DecisionNote' });
export type DecisionNote = z.output<typeof DecisionNote>;
export const TrainingNote = z.object({ run: z.string(), name: z.string(), model: z.string(), measure: z.enum(['accuracy', 'perplexity', 'mean-squared-error', 'none']), value: z.number().nullable(), baseline: z.number().nullable(), cost: Money.nullable(), finishedOn: Day, synthetic: z.literal(true).optional() }).meta({ id: 'TrainingNote' });
export type TrainingNote = z.output<typeof TrainingNote>;

export const ReportView = z.object({
  report: z.string(), company: z.string(), currency: Currency, month: Month, title: z.string(), status: Status,
  asOf: Instant, complete: z.boolean().describe('the month was over at the report’s moment'), publishedOn: Day.nullable(), shows: Shows,
  figures: z.array(Figure), why: z.partialRecord(FigureKey, Explained), cash: z.array(CashPoint).nullable(), cashOut: Day.nullable(),
  capTable: CapTableSummary.nullable(), decisions: z.array(DecisionNote).nullable(), trainings: z.array(TrainingNote).nullable(),
  ...Texts.shape, withdrawn: z.string().nullable(),
}).meta({ id: 'ReportView' });
export type ReportView = z.output<typeof ReportView>;

const at = (rest: string) => `/companies/:company/reports${rest}`;
const write = 'reports:publish' as const;

export const reportsApi = {
  reports: query(at(''), { permission: 'reports:read', summary: 'Reports; drafts only for those who publish', answer: z.array(ReportLine) }),
  report: query(at('/:report'), { permission: 'reports:read', summary: 'A report as pinned to its moment', answer: ReportView }),
  draft: command(at(''), { permission: write, summary: 'Draft a report', body: DraftReport }),
  revise: command(at('/:report'), { permission: write, summary: 'Change a draft', body: DraftReport, method: 'PUT' }),
  discard: command(at('/:report'), { permission: write, summary: 'Discard a draft', body: z.object({}), method: 'DELETE' }),
  publish: command(at('/:report/publish'), { permission: write, summary: 'Publish a report, pinned to a moment', body: PublishReport }),
  withdraw: command(at('/:report/withdraw'), { permission: write, summary: 'Withdraw a published report', body: WithdrawReport }),
} as const;
