import { grantAt, scheduleOn, type VestingCalendar, vestsUntil } from '@capstan/capital';
import type { Views } from '@capstan/event-log';
import { type Day, keyed, monthOf, months } from '@capstan/kernel';
import { capitalBook } from './book.view.ts';

/** What vests on which day of which month, as it is known on a day: months without anything are there too. */
export function vestingCalendar(views: Views, company: string, from: string, to: string, on: Day): VestingCalendar {
  const events = keyed.values(capitalBook(views, company).state.grants.made).filter((made) => made.grantedOn <= on).flatMap((made) => {
    const there = grantAt(made, on);
    const { grant, holder, name, kind } = there;
    const until = vestsUntil(there);
    return scheduleOn(made, on).filter((i) => monthOf(i.on) >= from && monthOf(i.on) <= to && (until === undefined || i.on <= until)).map((i) => ({ ...i, grant, holder, name, kind }));
  }).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const byMonth = Map.groupBy(events, (e) => monthOf(e.on));
  return { from, to, months: months(from, to).map((month) => ({ month, events: byMonth.get(month) ?? [], shares: (byMonth.get(month) ?? []).reduce((sum, e) => sum + e.shares, 0) })) };
}
