import type { Views } from '@capstan/event-log';
import { type Day, type Explained, type Money, money } from '@capstan/kernel';
import { decisionRunway, median, type PlanLineView, type Projection, planRunway, projectCash, type Runway, trailingRunway } from '@capstan/planning';
import type { CompanyPlan } from './company-plan.ts';
import { raiseMonths } from './plans.view.ts';

const MOST_FACTS = 200;

export interface Runways { readonly projection: Projection | null; readonly trailing: Runway; readonly plan: Runway; readonly decision: Runway; readonly netBurn: number | null; readonly grossBurn: number | null; readonly raise: { months: number; fact?: string } }

/** The three runways of one company on one day. What cannot be known is unknown with its reason. */
export function runways(views: Views, company: string, plan: CompanyPlan, today: Day): Runways {
  const { position, complete, missing } = plan;
  const enough = complete.length === 3;
  const netBurn = enough ? median(complete.map((m) => m.netBurn)) : null;
  const grossBurn = enough ? median(complete.map((m) => m.grossBurn)) : null;
  const lacking = [...position.missing, ...(position.cash === null ? rateGaps(plan) : [])];
  const unknowns = new Set([...lacking, ...(enough ? [] : ['complete-months']), ...(enough && netBurn === null ? rateGaps(plan) : [])]);
  const trailing = trailingRunway(position.cash, netBurn, plan.start, [...unknowns]);
  const raise = raiseMonths(views, company);
  const unplayable = [...new Set([...lacking, ...missing, ...(plan.lines.length === 0 ? ['plan'] : [])])];
  const projection = position.cash === null || unplayable.length > 0 ? null : projectCash({ start: plan.start, cash: position.cash, lines: plan.lines });
  const planned: Runway = projection ? planRunway(projection, today) : { kind: 'unknown', missing: unplayable.length > 0 ? unplayable : ['cash'] };
  return { projection, trailing, plan: planned, decision: decisionRunway(planned, raise.months), netBurn, grossBurn, raise };
}

const rateGaps = (plan: CompanyPlan): string[] => [...plan.values.missing].map((c) => `rate: ${c}`);

const asMoney = (m: Money | null) => ({ kind: 'money' as const, money: m });
const explained = (metric: string, convention: string, inputs: Explained['inputs'], facts: readonly string[]): Explained =>
  ({ metric, convention, inputs, facts: facts.slice(0, MOST_FACTS), factCount: facts.length });

/** Why each figure of the overview is what it is: its inputs and the events behind them. */
export function explanations(plan: CompanyPlan, runs: Runways) {
  const { position, complete, lines, rows, people, values: { currency } } = plan;
  const worth = (n: number | null) => asMoney(n === null ? null : money(n, currency));
  const cash = { name: 'cash', value: worth(position.cash), facts: position.facts.slice(0, 3) };
  const trailingFacts = [...new Set(position.flows.filter((f) => complete.some((m) => f.on.startsWith(m.month))).flatMap((f) => f.fact ?? []))];
  const months = (of: (m: CompanyPlan['complete'][number]) => number | null) => complete.map((m, i) => ({ name: ['oldest', 'middle', 'latest'][i] ?? m.month, value: worth(of(m)) }));
  const sum = (test: (l: PlanLineView) => boolean) => worth(lines.filter(test).reduce((n, l) => n + (l.amounts[1] ?? 0), 0));
  const isLoan = (l: PlanLineView) => l.source === 'loan';
  const loanFacts = [...new Set(plan.loans.map((f) => f.fact))];
  const loans = lines.some(isLoan) ? [{ name: 'loans', value: sum(isLoan), facts: loanFacts.slice(0, MOST_FACTS) }] : [];
  const planFacts = [...new Set([...rows.map((r) => r.fact), ...loans.flatMap((l) => l.facts), ...people.map((p) => p.fact), ...position.facts])];
  const next = (['payroll', 'compute', 'tax', 'other', 'revenue'] as const).map((kind) => ({ name: kind, value: sum((l) => l.kind === kind && !isLoan(l)) }));
  const out = (r: Runway) => ({ name: 'cashOut', value: { kind: 'text' as const, text: r.kind === 'months' ? r.cashOut : '—' } });
  return {
    cash: explained('cash', position.basis, [cash], position.facts),
    netBurn: explained('net-burn', 'median-of-three', months((m) => m.netBurn), trailingFacts),
    grossBurn: explained('gross-burn', 'median-of-three', months((m) => m.grossBurn), trailingFacts),
    trailing: explained('runway-trailing', 'median-of-three', [cash, { name: 'netBurn', value: worth(runs.netBurn), facts: trailingFacts.slice(0, 3) }], trailingFacts),
    plan: explained('runway-plan', 'plan-played-forward', [cash, ...next, ...loans, out(runs.plan)], planFacts),
    decision: explained('runway-decision', 'months-to-raise', [out(runs.plan), { name: 'raiseMonths', value: { kind: 'number' as const, number: runs.raise.months }, ...(runs.raise.fact && { facts: [runs.raise.fact] }) }], planFacts),
  };
}
