import type { Views } from '@capstan/event-log';
import { type Day, exact, type Explained, type Money, moneyFrom } from '@capstan/kernel';
import { employerCost, type EmployerCost, ratesOn, type PersonView, type TeamView, type Terms, termsOn } from '@capstan/team';
import { type Member, members } from './people.view.ts';
import { payrollRules } from './payroll-rules.ts';

type Situation = PersonView['situation'];
const order: Readonly<Record<Situation, number>> = { here: 0, coming: 1, planned: 2, left: 3 };

/** Everyone as of a day: who is here, who comes, who is planned, who left. */
export function teamNow(views: Views, company: string, today: Day): TeamView {
  const rules = payrollRules(views, company);
  const people = members(views, company).map((one) => personView(one, today, rules.own)).sort((a, b) => order[a.situation] - order[b.situation] || (a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : 0));
  for (const p of people) if (p.salary && p.situation !== 'left' && p.salary.currency !== rules.currency) rules.rate(p.salary.currency, today);
  const count = (situation: Situation) => people.filter((p) => p.situation === situation).length;
  return { people, headcount: count('here'), planned: count('planned') + count('coming'), missingRates: [...rules.missing].sort() };
}

function situationOf({ employment: { actual, lastDay } }: Member, today: Day): Situation {
  if (actual.length === 0) return 'planned';
  if (lastDay !== undefined && lastDay < today) return 'left';
  return actual[0]!.from > today ? 'coming' : 'here';
}

/** The terms shown: those of today, of the last day for who left, of the first for who has not started. */
function shownTerms({ employment: { actual, plan, lastDay } }: Member, today: Day): Terms {
  const day = lastDay !== undefined && lastDay < today ? lastDay : today;
  return termsOn(actual, undefined, day) ?? actual[0] ?? plan!;
}

function personView(one: Member, today: Day, own: Parameters<typeof ratesOn>[0]): PersonView {
  const terms = shownTerms(one, today);
  const on = terms.from > today ? terms.from : today;
  const cost = employerCost(terms.salary, ratesOn(own, terms.country, on));
  const { hire, person, name, actor, at, fact } = one;
  return {
    hire, person, name, actor, at, fact, role: terms.role, team: terms.team, country: terms.country, startsOn: one.employment.actual[0]?.from ?? terms.from, lastDay: one.lastDay,
    equity: one.equity === null ? null : { shares: one.equity }, planned: one.employment.plan !== undefined, situation: situationOf(one, today), salary: terms.salary,
    loadedPerMonth: loaded(terms.salary, cost), unsure: cost.kind === 'known' && cost.unsure, unknown: cost.kind === 'unknown' ? cost.why : null, why: whyLoaded(one, terms, cost),
  };
}

const perMonth = (yearly: exact.Rational, currency: string): Money => moneyFrom(exact.div(yearly, exact.rational(12)), currency);
const loaded = (salary: Money | null, cost: EmployerCost): Money | null =>
  (salary && cost.kind === 'known' ? perMonth(exact.add(exact.rational(salary.amount), cost.perYear), salary.currency) : null);

/** A person's loaded month: a twelfth of the salary and of what the brackets take. */
function whyLoaded(one: Member, { salary, country }: Terms, cost: EmployerCost): Explained {
  const known = cost.kind === 'known' ? cost : undefined;
  return {
    metric: 'loaded-cost', convention: known?.unsure ? 'unsure' : 'caps-spread-evenly', facts: [...one.facts], factCount: one.facts.length,
    inputs: [
      { name: 'salary', value: { kind: 'money', money: salary }, facts: one.facts.slice(0, 1) },
      { name: 'employer', value: { kind: 'money', money: salary && known ? moneyFrom(known.perYear, salary.currency) : null } },
      { name: 'country', value: { kind: 'text', text: country } },
      ...(known ? [{ name: 'rates', value: { kind: 'text' as const, text: known.rates.source } }] : []),
    ],
  };
}
