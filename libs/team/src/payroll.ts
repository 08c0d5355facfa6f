import { type Day, exact, lastDay, minorDigits, type Money, type Month, money, type Rational } from '@capstan/kernel';
import { asExpected, asPlanned, type Employment, stretches, type Terms, termsOn } from './employment.ts';
import type { EmployerCosts } from './events.ts';
import { employerCost, ratesOn, type Unknown } from './loaded-cost.ts';

/** Units of the company's currency for one unit of another on a day; undefined where no rate is known. */
export type Rate = (currency: string, on: Day) => Rational | undefined;

export interface PersonMonth { readonly hire: string; readonly salary: Money | null; readonly employer: Money | null; readonly unsure: boolean; readonly unknown?: Unknown | 'rate' }

/**
 * What the team costs in one month. `total` is null as soon as one person's cost is unknown: a sum that leaves people out
 * would look complete; `known` is what can be said.
 */
export interface PayrollMonth {
  readonly month: Month;
  readonly headcount: number;
  readonly total: Money | null;
  readonly known: Money;
  readonly salaries: Money;
  readonly people: readonly PersonMonth[];
}

export interface PayrollRules { readonly currency: string; readonly own: readonly EmployerCosts[]; readonly rate: Rate }
export type Side = 'actual' | 'plan' | 'outlook';

const sideOf = (one: Employment, side: Side): readonly Terms[] => (side === 'plan' ? asPlanned(one) : side === 'outlook' ? asExpected(one) : one.actual);

/**
 * Payroll of a month, loaded: a twelfth of the yearly salary by calendar days worked, plus the employer's share by the
 * brackets in force on the first day worked that month. Each person is rounded to minor units, half up, in the company's
 * currency; headcount is who works on the month's last day. `plan` takes everyone as planned,
 * `actual` as it happened, `outlook` those who are here and those still planned.
 */
export function payrollMonth(team: readonly Employment[], month: Month, side: Side, rules: PayrollRules): PayrollMonth {
  const people = team.flatMap((one) => personMonth(one, month, side, rules));
  const sum = (of: (p: PersonMonth) => number) => money(people.reduce((all, p) => all + of(p), 0), rules.currency);
  const known = sum((p) => (p.salary?.amount ?? 0) + (p.employer?.amount ?? 0));
  return {
    month, people, known, salaries: sum((p) => p.salary?.amount ?? 0), total: people.some((p) => p.unknown) ? null : known,
    headcount: team.filter((one) => termsOn(sideOf(one, side), one.lastDay, lastDay(month))).length,
  };
}

interface Sums { salary: Rational | null; employer: Rational | null; unsure: boolean; unknown?: Unknown | 'rate' }

function personMonth(one: Employment, month: Month, side: Side, rules: PayrollRules): PersonMonth[] {
  const worked = stretches(sideOf(one, side), one.lastDay, month);
  if (worked.length === 0) return [];
  const sums = worked.reduce<Sums>((all, stretch) => add(all, ofStretch(stretch.terms, share(stretch.days, month), stretch.from, month, rules)), { salary: exact.ZERO, employer: exact.ZERO, unsure: false });
  const rounded = (amount: Rational | null) => amount && money(Number(exact.round(amount, 'half-up')), rules.currency);
  return [{ hire: one.hire, salary: rounded(sums.salary), employer: rounded(sums.employer), unsure: sums.unsure, ...(sums.unknown && { unknown: sums.unknown }) }];
}

/** A stretch as a part of the year: calendar days over the days of its month, over twelve months. */
const share = (days: number, month: Month): Rational => exact.rational(days, Number(lastDay(month).slice(8)) * 12);

function ofStretch({ salary, country }: { salary: Money | null; country: string }, part: Rational, from: Day, month: Month, { own, rate, currency }: PayrollRules): Sums {
  if (!salary) return { salary: null, employer: null, unsure: false, unknown: 'salary' };
  const factor = salary.currency === currency ? exact.ONE : rate(salary.currency, lastDay(month));
  if (!factor) return { salary: null, employer: null, unsure: false, unknown: 'rate' };
  const scaled = exact.mul(exact.mul(factor, part), exact.rational(10 ** minorDigits(currency), 10 ** minorDigits(salary.currency)));
  const load = employerCost(salary, ratesOn(own, country, from));
  const paid = exact.mul(exact.rational(salary.amount), scaled);
  return load.kind === 'known' ? { salary: paid, employer: exact.mul(load.perYear, scaled), unsure: load.unsure } : { salary: paid, employer: null, unsure: false, unknown: load.why };
}

const plus = (a: Rational | null, b: Rational | null) => (a && b ? exact.add(a, b) : null);
const add = (a: Sums, b: Sums): Sums => ({ salary: plus(a.salary, b.salary), employer: plus(a.employer, b.employer), unsure: a.unsure || b.unsure, unknown: a.unknown ?? b.unknown });
