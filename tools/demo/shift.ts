import { addMonths, addMonthsToDay, type Day, type Month, monthOf, monthsBetween } from '@capstan/kernel';
import { LAST_MONTH } from './story.ts';

/** Moves the story in time, so that its last month is the month before today's. */
export function shifting(today: Day) {
  const by = monthsBetween(LAST_MONTH, addMonths(monthOf(today), -1));
  return {
    day: (day: Day): Day => addMonthsToDay(day, by),
    month: (month: Month): Month => addMonths(month, by),
    /** So many months after the story's last month. */
    ahead: (n: number): Month => addMonths(LAST_MONTH, by + n),
    /** Every ISO day and month that stands alone in a file. */
    text: (text: string): string => text.replace(/\b(\d{4}-\d{2})(-\d{2})?\b/g, (whole, month: string, rest?: string) => (rest ? addMonthsToDay(whole, by) : addMonths(month, by))),
  };
}
export type Shift = ReturnType<typeof shifting>;
