import { addMonths, type Day, firstDay, lastDay, type Month, monthOf, months } from '@capstan/kernel';
import { type EmployerCosts, payrollMonth, type PayrollRules, stretches, type Terms } from '@capstan/team';
import type { PlanLineView } from '@capstan/planning';
import { type DatedRate, rateOn } from '@capstan/planning';
import type { Person } from './people.view.ts';

/** Months of pay that are worked out one by one; after them the last one goes on. */
const WORKED_OUT = 37;

export const payrollRules = (currency: string, own: EmployerCosts[], rates: readonly DatedRate[]): PayrollRules =>
  ({ currency, own, rate: (from, on) => rateOn(rates, from, currency, on) });

/** The terms that hold for cash: as filled, else as planned; a plan whose day has passed starts next month. */
function termsFor({ employment }: Person, today: Day): readonly Terms[] {
  if (employment.actual.length > 0) return employment.actual;
  if (!employment.plan) return [];
  return [employment.plan.from > today ? employment.plan : { ...employment.plan, from: firstDay(addMonths(monthOf(today), 1)) }];
}

/** What one person's pay of the month still brings after `start`. */
function stillToCome(amount: number, terms: readonly Terms[], end: Day | undefined, month: Month, start: Day): number {
  const worked = stretches(terms, end, month);
  const days = worked.reduce((n, s) => n + s.days, 0);
  const after = stretches(terms.map((t) => (t.from <= start ? { ...t, from: nextDay(start) } : t)).slice(-1), end, month).reduce((n, s) => n + s.days, 0);
  return days === 0 ? 0 : Math.round((amount * Math.min(after, days)) / days);
}

const nextDay = (day: Day): Day => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

export interface PayrollLines { readonly lines: PlanLineView[]; /** People whose cost cannot be said. */ readonly unknown: number; readonly headcount: number; readonly planned: number }

/** One plan line per person from `start` on: loaded cost below zero, in minor units of the company's currency. */
export function payrollLines(people: readonly Person[], rules: PayrollRules, start: Day, today: Day): PayrollLines {
  const ahead = Array.from({ length: WORKED_OUT }, (_, i) => addMonths(monthOf(start), i));
  const lines: PlanLineView[] = [];
  let [unknown, headcount, planned] = [0, 0, 0];
  for (const person of people) {
    const terms = termsFor(person, today);
    const { lastDay: end } = person.employment;
    if (terms.length === 0 || (end !== undefined && end <= start)) continue;
    const employed = person.employment.actual.length > 0;
    const one = { ...person.employment, actual: terms };
    const costs = ahead.map((month) => payrollMonth([one], month, 'actual', rules).total);
    const begins = terms[0]!.from;
    const here = employed && begins <= today;
    if (end === undefined || end >= today) { if (here) headcount += 1; else planned += 1; }
    if (costs.includes(null)) { unknown += 1; continue; }
    const amounts = costs.map((c, i) => 0 - (i === 0 ? stillToCome(c!.amount, terms, end, ahead[0]!, start) : c!.amount));
    lines.push({ id: person.hire, name: person.name ? `${person.name}, ${person.role}` : person.role, kind: 'payroll', source: here ? 'hire' : 'planned-hire', from: monthOf(begins), amounts, goesOn: end === undefined });
  }
  return { lines, unknown, headcount, planned };
}

/** Loaded pay of every month from the first to the current one, as it happened; the current one up to `today`. Null when someone's cost is unknown. */
export function paidSoFar(people: readonly Person[], rules: PayrollRules, today: Day): { on: Day; amount: number | null }[] {
  const first = people.flatMap((p) => p.employment.actual.map((t) => t.from)).sort()[0];
  if (first === undefined) return [];
  const team = people.map((p) => p.employment);
  return months(monthOf(first), monthOf(today)).map((month) => {
    const { total } = payrollMonth(team, month, 'actual', rules);
    if (month !== monthOf(today)) return { on: lastDay(month), amount: total && 0 - total.amount };
    const sofar = payrollMonth(team.map((e) => ({ ...e, lastDay: e.lastDay && e.lastDay < today ? e.lastDay : today })), month, 'actual', rules).total;
    return { on: today, amount: sofar && 0 - sofar.amount };
  });
}
