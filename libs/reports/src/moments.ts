import { addMonths, type Day, dayOf, firstDay, type Instant, type Month } from '@capstan/kernel';

/**
 * The days on which a report's figures are asked: the day after the month when it was over at the report's moment (so that
 * the whole month counts as complete), else the moment's own day; and the first day of the month for the prior figures.
 */
export function reportDays(month: Month, asOf: Instant): { current: Day; prior: Day; complete: boolean } {
  const after = firstDay(addMonths(month, 1));
  const complete = dayOf(asOf) >= after;
  return { current: complete ? after : dayOf(asOf), prior: firstDay(month), complete };
}
