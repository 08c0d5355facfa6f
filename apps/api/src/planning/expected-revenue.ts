import type { Views } from '@capstan/event-log';
import type { Day, Month } from '@capstan/kernel';
import { companyPlan } from './company-plan.ts';
import type { LoanFlows } from './loan-flows.ts';

/** Revenue of a month in the company's minor units, as it came in or as planned; null where nobody knows. */
export const expectedRevenue = (loans: LoanFlows) => (views: Views, company: string, today: Day): ((month: Month) => number | null) => {
  const plan = companyPlan(views, company, today, loans);
  return (month) => plan?.revenueOf(month) ?? null;
};
