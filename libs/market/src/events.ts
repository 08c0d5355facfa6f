import { type FactOf, Month, Note, PositiveMoney, fact, id } from '@capstan/kernel';
import { z } from 'zod';

const count = z.number().int().nonnegative().max(1e9);

/** What a month brought in, and the numbers that unit economics need; what is not known is left out, never 0. */
export const RevenueDetails = z.object({
  month: Month, amount: PositiveMoney, recurring: z.boolean(),
  customers: count.optional().describe('paying at the end of the month'),
  newCustomers: count.optional(), churned: count.optional(),
  acquisition: PositiveMoney.optional().describe('spent on sales and marketing in the month'),
  costOfRevenue: PositiveMoney.optional().describe('hosting, inference and support of what was sold'),
});

export const marketFacts = [
  fact('RevenueRecorded', RevenueDetails.extend({ revenue: id('revenue') })),
  fact('RevenueCorrected', RevenueDetails.extend({ revenue: id('revenue'), reason: Note })),
  fact('RevenueWithdrawn', z.object({ revenue: id('revenue'), reason: Note })),
] as const;

export type MarketFact = FactOf<typeof marketFacts>;
