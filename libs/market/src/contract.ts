import { Currency, Explained, Instant, Money, Month, Note, command, query } from '@capstan/kernel';
import { z } from 'zod';
import { RevenueDetails } from './events.ts';

export const RecordRevenue = RevenueDetails.meta({ id: 'RecordRevenue' });
export type RecordRevenue = z.output<typeof RecordRevenue>;
export const CorrectRevenue = RevenueDetails.extend({ reason: Note.min(1) }).meta({ id: 'CorrectRevenue' });
export type CorrectRevenue = z.output<typeof CorrectRevenue>;
export const WithdrawRevenue = z.object({ reason: Note.min(1) }).meta({ id: 'WithdrawRevenue' });
export type WithdrawRevenue = z.output<typeof WithdrawRevenue>;

const count = z.number().int().nullable();
export const RevenueLine = z.object({
  revenue: z.string(), month: Month, amount: Money, recurring: z.boolean(), customers: count, newCustomers: count, churned: count,
  acquisition: Money.nullable(), costOfRevenue: Money.nullable(), corrected: z.boolean(), actor: z.string(), at: Instant, fact: z.string(),
}).meta({ id: 'RevenueLine' });
export type RevenueLine = z.output<typeof RevenueLine>;
export const RevenueMonth = z.object({ month: Month, recurring: Money.nullable(), oneOff: Money.nullable(), total: Money.nullable(), customers: count }).meta({ id: 'RevenueMonth' });
export type RevenueMonth = z.output<typeof RevenueMonth>;

export const RatioView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('value'), value: z.number() }),
  z.object({ kind: z.literal('unknown'), missing: z.array(z.string()) }),
  z.object({ kind: z.literal('never'), because: z.string() }),
]).meta({ id: 'Ratio' });
export const UnitFigure = z.object({ metric: z.enum(['ltv', 'cac', 'payback', 'arpa', 'gross-margin', 'churn']), unit: z.enum(['money', 'months', 'share']), ratio: RatioView, why: Explained }).meta({ id: 'UnitFigure' });
export type UnitFigure = z.output<typeof UnitFigure>;
export const MarketView = z.object({ currency: Currency, months: z.array(RevenueMonth), lines: z.array(RevenueLine), units: z.array(UnitFigure), missingRates: z.array(Currency) }).meta({ id: 'MarketView' });
export type MarketView = z.output<typeof MarketView>;

const path = (rest: string) => `/companies/:company/market/${rest}`;

export const marketApi = {
  recordRevenue: command(path('revenue'), { permission: 'market:record', summary: 'Record the revenue of a month', body: RecordRevenue }),
  correctRevenue: command(path('revenue/:revenue/correct'), { permission: 'market:record', summary: 'Correct recorded revenue', body: CorrectRevenue }),
  withdrawRevenue: command(path('revenue/:revenue/withdraw'), { permission: 'market:record', summary: 'Withdraw recorded revenue', body: WithdrawRevenue }),
  market: query(path('revenue'), { permission: 'market:read', summary: 'Revenue by month and unit economics', answer: MarketView }),
} as const;
