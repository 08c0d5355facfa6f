import type { Views } from '@capstan/event-log';
import { type Day, lastDay, type Month, monthOf, monthsBetween } from '@capstan/kernel';
import { amountAt, carriedForward, cashMonths, completeMonths, type CashMonth, monthlyAmounts, type PlanKind, type PlanLineView } from '@capstan/planning';
import { exchangeRates, type Valuing, valuing } from '../exchange/exchange.view.ts';
import { type CashPosition, cashPosition, revenueIn } from './cash-position.ts';
import { type LoanFlow, type LoanFlows, loanLines } from './loan-flows.ts';
import { payrollLines, type PayrollLines, payrollRules } from './payroll-lines.ts';
import { people, type Person } from './people.view.ts';
import { planRows, type PlanRow } from './plans.view.ts';
import { records } from './records.view.ts';

const SPELLED_OUT = 37;
const TRAILING = 3;

/** Everything a projection needs: where cash stands, what the last complete months were, and every line of the plan. */
export interface CompanyPlan {
  readonly values: Valuing;
  /** The last day of which cash is known: the plan starts there. */
  readonly start: Day;
  readonly position: CashPosition;
  readonly complete: readonly CashMonth[];
  readonly lines: readonly PlanLineView[];
  readonly rows: readonly PlanRow[];
  readonly people: readonly Person[];
  readonly payroll: PayrollLines;
  readonly loans: readonly LoanFlow[];
  /** Revenue of a month as it came in or as planned, minor units; null where nobody knows. */
  revenueOf(month: Month): number | null;
  /** What the plan cannot know; with anything in it a plan runway would be a guess. */
  readonly missing: readonly string[];
}

/** Undefined before the company was founded. */
export function companyPlan(views: Views, company: string, today: Day, loansOf: LoanFlows): CompanyPlan | undefined {
  const values = valuing(views, company);
  if (!values) return undefined;
  const position = cashPosition(views, company, values, today, loansOf);
  const start = position.asOf ?? today;
  const team = people(views, company);
  const payroll = payrollLines(team.people, payrollRules(values.currency, team.own, exchangeRates(views, company)), start, today);
  const rows = planRows(views, company);
  const complete = position.span ? trailing(position, today) : [];
  const planned = plannedLines(rows, values, start);
  const paid = loansOf(views, company, (month) => revenueIn(position.flows, month)).filter((f) => f.on <= start);
  const goesOn = carried(withoutLoans(withCompute(complete, views, company, values, position), paid), rows, values, { people: team.people.length > 0, start });
  const lines = [...payroll.lines, ...planned.lines, ...goesOn.lines];
  const revenueOf = (month: Month) => expectedRevenue(position, lines, start, month);
  const loans = loansOf(views, company, revenueOf);
  return {
    values, start, position, complete, rows, payroll, people: team.people, loans, revenueOf, lines: [...lines, ...loanLines(loans, start)],
    missing: [...(payroll.unknown > 0 ? [`people: ${payroll.unknown}`] : []), ...planned.missing.map((c) => `rate: ${c}`), ...goesOn.missing],
  };
}

function trailing(position: CashPosition, today: Day): CashMonth[] {
  const wanted = completeMonths(position.span!, today, TRAILING);
  return wanted.length === 0 ? [] : cashMonths(position.flows, wanted[0]!, wanted.at(-1)!);
}

/** Revenue of a month: as it came in, and from the plan's start on as planned. */
function expectedRevenue({ flows }: CashPosition, lines: readonly PlanLineView[], start: Day, month: Month): number | null {
  const came = revenueIn(flows, month);
  const ahead = monthsBetween(monthOf(start), month);
  return came === null || ahead < 0 ? came : lines.filter((l) => l.kind === 'revenue').reduce((sum, l) => sum + amountAt(l, ahead), came);
}

/** Interest and fees of loans stand in the plan by their schedule: they do not also go on as other costs. */
const withoutLoans = (complete: readonly CashMonth[], paid: readonly LoanFlow[]): CashMonth[] => complete.map((m) => {
  const cost = paid.filter((f) => f.kind === 'cost' && monthOf(f.on) === m.month).reduce((sum, f) => sum + f.amount, 0);
  const { other } = m.byKind;
  return cost === 0 || other === null || other >= 0 ? m : { ...m, byKind: { ...m.byKind, other: Math.min(0, other - cost) } };
});

/** Where the bank shows no compute at all, what the bills say stands in for it. */
function withCompute(complete: readonly CashMonth[], views: Views, company: string, values: Valuing, { basis }: CashPosition): CashMonth[] {
  if (basis === 'records' || complete.some((m) => m.byKind.compute !== 0)) return [...complete];
  const spend = records(views, company).filter((r) => r.kind === 'compute').map((r) => ({ on: r.on, kind: r.kind, amount: values.worth({ amount: r.amount, currency: r.currency }, r.on)?.amount ?? null }));
  return complete.map((m) => ({ ...m, byKind: { ...m.byKind, compute: cashMonths(spend, m.month, m.month)[0]!.byKind.compute } }));
}

function plannedLines(rows: readonly PlanRow[], values: Valuing, start: Day): { lines: PlanLineView[]; missing: string[] } {
  const missing = new Set<string>();
  const lines = rows.flatMap((row): PlanLineView[] => {
    const worth = values.worth(row.monthly, start);
    if (!worth) { missing.add(row.monthly.currency); return []; }
    const amounts = monthlyAmounts({ monthly: row.source === 'revenue' ? worth.amount : 0 - worth.amount, from: row.from, to: row.to, growth: Number(row.growth ?? 0) }, start, SPELLED_OUT);
    return [{ id: row.id, name: row.name, kind: row.kind, source: row.source, from: row.from, amounts, goesOn: row.to === null }];
  });
  return { lines, missing: [...missing] };
}

/**
 * What runs on as before. People recorded replace pay and the taxes on it; a revenue plan replaces revenue;
 * compute that goes on is what was used beyond the reservations of those months. Planned costs come on top.
 */
function carried(complete: readonly CashMonth[], rows: readonly PlanRow[], values: Valuing, { people: known, start }: { people: boolean; start: Day }): { lines: PlanLineView[]; missing: string[] } {
  const replaced = new Set<PlanKind>([...(known ? (['payroll', 'tax'] as const) : []), ...(rows.some((r) => r.source === 'revenue') ? (['revenue'] as const) : [])]);
  const onDemand = complete.map((m) => ({ ...m, byKind: { ...m.byKind, compute: beyondReservations(m, rows, values) } }));
  const all = carriedForward(onDemand, replaced);
  return {
    missing: all.filter((c) => c.monthly === null).map((c) => `months: ${c.kind}`),
    lines: all.flatMap(({ kind, monthly }): PlanLineView[] => (monthly === null ? [] : [{ id: `carried-${kind}`, name: kind, kind, source: 'carried', from: null, amounts: monthlyAmounts({ monthly, from: monthOf(start) }, start, 2), goesOn: true }])),
  };
}

function beyondReservations({ month, byKind }: CashMonth, rows: readonly PlanRow[], values: Valuing): number | null {
  if (byKind.compute === null) return null;
  const reserved = rows.filter((r) => r.source === 'reservation' && r.from <= month && (r.to === null || month <= r.to)).map((r) => values.worth(r.monthly, lastDay(month))?.amount ?? 0);
  return Math.min(0, byKind.compute + reserved.reduce((a, b) => a + b, 0));
}
