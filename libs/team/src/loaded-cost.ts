import { type Day, exact, type Money, type Rational } from '@capstan/kernel';
import { employerRates } from './employer-rates.ts';
import type { Bracket, EmployerCosts } from './events.ts';

/** Why the employer's cost of a salary cannot be said. */
export type Unknown = 'country' | 'currency' | 'salary';
export type EmployerCost = { readonly kind: 'known'; readonly perYear: Rational; readonly unsure: boolean; readonly rates: EmployerCosts } | { readonly kind: 'unknown'; readonly why: Unknown };

/** The rates of a country in force on a day: the company's own before the built-in ones of the same day. */
export function ratesOn(own: readonly EmployerCosts[], country: string, on: Day): EmployerCosts | undefined {
  const inForce = [...employerRates, ...own].filter((e) => e.country === country && e.from <= on);
  return inForce.reduce<EmployerCosts | undefined>((latest, e) => (!latest || e.from >= latest.from ? e : latest), undefined);
}

/** What one bracket takes of a yearly salary in minor units. */
const ofBracket = (salary: number, { rate, above = 0, upTo = Number.POSITIVE_INFINITY }: Bracket): Rational =>
  exact.mul(exact.parseDecimal(rate)!, exact.rational(Math.max(0, Math.min(salary, upTo) - above)));

const hasAmounts = ({ brackets }: EmployerCosts) => brackets.some((b) => b.above !== undefined || b.upTo !== undefined);

/**
 * What an employer pays per year on top of a yearly salary: brackets, not a flat multiplier, because caps matter.
 * In minor units of the salary's currency. Unknown for a country without rates, for a salary in another currency than
 * the brackets' amounts, and for a salary that is not known: never 0 by accident. Equipment and recruiting are not in it.
 */
export function employerCost(salary: Money | null, rates: EmployerCosts | undefined): EmployerCost {
  if (!salary) return { kind: 'unknown', why: 'salary' };
  if (!rates) return { kind: 'unknown', why: 'country' };
  if (hasAmounts(rates) && rates.currency !== salary.currency) return { kind: 'unknown', why: 'currency' };
  return { kind: 'known', perYear: exact.sum(rates.brackets.map((b) => ofBracket(salary.amount, b))), unsure: rates.brackets.some((b) => b.unsure === true), rates };
}

/** Salary and employer's cost of one month: a twelfth of the year's, the year's caps spread evenly over it. */
export function loadedMonth(salary: Money | null, rates: EmployerCosts | undefined): Rational | null {
  const cost = employerCost(salary, rates);
  return cost.kind === 'known' ? exact.div(exact.add(exact.rational(salary!.amount), cost.perYear), exact.rational(12)) : null;
}
