import type { Views } from '@capstan/event-log';
import { addMonths, type Day, type Explained, money, type Month, monthOf, months } from '@capstan/kernel';
import { payrollMonth, type PayrollMonth, type PayrollRules, type TeamMonths } from '@capstan/team';
import { type Member, members } from './people.view.ts';
import { payrollRules } from './payroll-rules.ts';

const AHEAD = 12;
const BEFORE = 11;
const MOST_MONTHS = 120;
const MOST_FACTS = 200;
type Side = TeamMonths['months'][number]['plan'];

/** Headcount and payroll by month: as it happened up to this month, as planned, and what is to be expected. */
export function teamMonths(views: Views, company: string, today: Day, asked: { from?: Month | undefined; to?: Month | undefined }): TeamMonths {
  const team = members(views, company);
  const rules = payrollRules(views, company);
  const thisMonth = monthOf(today);
  const starts = team.map((m) => monthOf(m.employment.actual[0]?.from ?? m.employment.plan!.from));
  const from = asked.from ?? [addMonths(thisMonth, -BEFORE), ...starts].sort()[0]!;
  const shown = months(from, asked.to ?? addMonths(thisMonth, AHEAD)).slice(0, MOST_MONTHS);
  const side = (month: Month, which: 'actual' | 'plan' | 'outlook') => sideOf(payrollMonth(team.map((m) => m.employment), month, which, rules), team, rules);
  const rows = shown.map((month) => ({ month, actual: month <= thisMonth ? side(month, 'actual') : null, plan: side(month, 'plan'), outlook: side(month, 'outlook') }));
  return { currency: rules.currency, thisMonth, months: rows, missingRates: [...rules.missing].sort() };
}

function sideOf({ headcount, total, known, salaries, people }: PayrollMonth, team: readonly Member[], { currency }: PayrollRules): Side {
  const paid = new Set(people.map((p) => p.hire));
  const facts = team.filter((m) => paid.has(m.hire)).flatMap((m) => m.facts);
  const why: Explained = {
    metric: 'payroll', convention: people.some((p) => p.unsure) ? 'unsure' : 'calendar-days', facts: facts.slice(0, MOST_FACTS), factCount: facts.length,
    inputs: [
      { name: 'people', value: { kind: 'number', number: people.length } },
      { name: 'salaries', value: { kind: 'money', money: salaries } },
      { name: 'employer', value: { kind: 'money', money: money(known.amount - salaries.amount, currency) } },
      { name: 'unknown', value: { kind: 'number', number: people.filter((p) => p.unknown).length } },
    ],
  };
  return { headcount, total, known, unknown: people.filter((p) => p.unknown).length, why };
}
