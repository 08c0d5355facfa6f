import type { Views } from '@capstan/event-log';
import type { Day, Month } from '@capstan/kernel';

/**
 * What revenue-based loans ask of the plan: revenue of a month in the company's minor units, as it came in or as planned;
 * null where nobody knows. `rooms.ts` hands the planning room's answer over, so that a schedule and the runway agree.
 */
export type ExpectedRevenue = (views: Views, company: string, today: Day) => (month: Month) => number | null;
export const EXPECTED_REVENUE = Symbol('expected-revenue');
