import type { Views } from '@capstan/event-log';
import { addMonths, type Day, type Money, money, monthOf, months, monthsBetween } from '@capstan/kernel';
import { largestOutflows, type MoneyOverview, type Overview, type Projection } from '@capstan/planning';
import type { Valuing } from '../exchange/exchange.view.ts';
import { type CompanyPlan, companyPlan } from './company-plan.ts';
import type { LoanFlows } from './loan-flows.ts';
import { gpuBudget } from './plans.view.ts';
import { records } from './records.view.ts';
import { explanations, type Runways, runways } from './runways.ts';

const BACK = 12;
const AHEAD = 24;

/** Where the company stands on a day. Before it was founded, nothing. */
export function overview(views: Views, company: string, today: Day, loans: LoanFlows): Overview {
  const plan = companyPlan(views, company, today, loans);
  if (!plan) return { today, currency: null, money: null, team: null, compute: null };
  const runs = runways(views, company, plan, today);
  return { today, currency: plan.values.currency, money: moneyOverview(plan, runs, today), team: teamOverview(plan), compute: computeOverview(views, company, plan.values, today) };
}

function moneyOverview(plan: CompanyPlan, runs: Runways, today: Day): MoneyOverview {
  const { position, lines, values } = plan;
  const why = explanations(plan, runs);
  const worth = (n: number | null): Money | null => (n === null ? null : money(n, values.currency));
  return {
    basis: position.basis, asOf: position.asOf, raiseMonths: runs.raise.months, unsorted: position.unsorted,
    cash: { value: worth(position.cash), why: why.cash }, netBurn: { value: worth(runs.netBurn), why: why.netBurn }, grossBurn: { value: worth(runs.grossBurn), why: why.grossBurn },
    trailing: { runway: runs.trailing, why: why.trailing }, plan: { runway: runs.plan, why: why.plan }, decision: { runway: runs.decision, why: why.decision },
    series: series(plan, runs.projection, today), start: position.cash === null ? null : { day: plan.start, cash: position.cash }, lines: [...lines],
    negative: negative(plan, runs.projection), missing: [...new Set([...position.missing, ...plan.missing, ...[...values.missing].map((c) => `rate: ${c}`)])],
  };
}

/** Cash at the end of each month: what it was, what is known last, what the plan says from there. */
function series({ position, start }: CompanyPlan, projection: Projection | null, today: Day): MoneyOverview['series'] {
  const [current, known] = [monthOf(today), monthOf(start)];
  const first = position.span ? monthOf(position.span.from) : current;
  return months(addMonths(current, -BACK), addMonths(current, AHEAD)).map((month) => {
    if (month < known) return { month, actual: month >= first ? position.closing(month) : null, plan: null };
    if (month === known) return { month, actual: position.cash, plan: projection && position.cash };
    return { month, actual: null, plan: projection?.months[monthsBetween(known, month)]?.closing ?? null };
  });
}

function negative({ lines, start }: CompanyPlan, projection: Projection | null): MoneyOverview['negative'] {
  if (!projection?.cashOut) return null;
  const month = monthOf(projection.cashOut);
  const i = monthsBetween(monthOf(start), month);
  return { month, day: projection.cashOut, because: largestOutflows(lines, i) };
}

function teamOverview({ payroll, people }: CompanyPlan): NonNullable<Overview['team']> {
  const facts = people.map((p) => p.fact);
  return { headcount: payroll.headcount, planned: payroll.planned, why: { metric: 'people-today', inputs: [{ name: 'employed', value: { kind: 'number', number: payroll.headcount } }, { name: 'planned', value: { kind: 'number', number: payroll.planned } }], facts: facts.slice(0, 200), factCount: facts.length } };
}

/** GPU spend (training and inference) of the running month against its budget. */
function computeOverview(views: Views, company: string, values: Valuing, today: Day): NonNullable<Overview['compute']> {
  const month = monthOf(today);
  const rows = records(views, company).filter((r) => r.kind === 'compute' && r.gpu === 1 && monthOf(r.on) === month);
  const spent = rows.reduce<Money | null>((sum, r) => {
    const worth = values.worth({ amount: 0 - r.amount, currency: r.currency }, today);
    return sum && worth ? money(sum.amount + worth.amount, values.currency) : null;
  }, money(0, values.currency));
  const set = gpuBudget(views, company, month);
  const budget = set ? values.worth(set.amount, today) : null;
  const facts = [...new Set([...rows.map((r) => r.fact), ...(set ? [set.fact] : [])])];
  return {
    month, spent, budget,
    why: { metric: 'gpu-budget', convention: 'month-of-use', inputs: [{ name: 'spent', value: { kind: 'money', money: spent } }, { name: 'budget', value: { kind: 'money', money: budget }, ...(set && { facts: [set.fact] }) }], facts: facts.slice(0, 200), factCount: facts.length },
  };
}
