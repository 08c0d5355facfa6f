import { exact, type Explained, isRefusal, type Money } from '@capstan/kernel';
import type { MarketView } from '@capstan/market';
import type { Overview, Runway } from '@capstan/planning';
import type { CashPoint, FigureKey, FigureSet, FigureValue } from '@capstan/reports';
import { capTable } from './capital/cap-table.ts';
import { computeSpend } from './compute/spend-by-month.ts';
import { market } from './market/market.ts';
import type { LoanFlows } from './planning/loan-flows.ts';
import { overview } from './planning/overview.ts';
import type { ReportSources } from './reports/report-sources.ts';

const unknown: FigureValue = { kind: 'unknown' };
const money = (amount: Money | null | undefined): FigureValue => (amount ? { kind: 'money', money: amount } : unknown);

function runway(r: Runway): FigureValue {
  if (r.kind === 'months') return { kind: 'months', months: r.months, on: r.cashOut };
  return r.kind === 'beyond' ? { kind: 'beyond', months: r.months } : { kind: r.kind };
}

/** Pay of a small team is a salary by another name: a report says what the plan comes to, not what it pays people. */
const withoutPay = (why: Explained): Explained => ({ ...why, inputs: why.inputs.filter(({ name }) => name !== 'payroll' && name !== 'tax') });

function standing({ money: m, team }: Overview): { figures: FigureSet; why: Partial<Record<FigureKey, Explained>> } {
  return {
    figures: {
      ...(m && { cash: money(m.cash.value), 'net-burn': money(m.netBurn.value), 'runway-trailing': runway(m.trailing.runway), 'runway-plan': runway(m.plan.runway), 'runway-decision': runway(m.decision.runway) }),
      ...(team && { headcount: { kind: 'count', count: team.headcount } }),
    },
    why: {
      ...(m && { cash: m.cash.why, 'net-burn': m.netBurn.why, 'runway-trailing': m.trailing.why, 'runway-plan': withoutPay(m.plan.why), 'runway-decision': m.decision.why }),
      // Events behind the headcount name people; a report counts them and no more.
      ...(team && { headcount: { ...team.why, facts: [], factCount: team.why.factCount } }),
    },
  };
}

/** How far the chart looks back and ahead of the report's month. */
const AHEAD = 18;

/** Revenue as recorded for the month; a month nobody recorded is unknown, not 0. */
function revenueOf({ months, lines }: MarketView, month: string): { value: Money | null; why: Explained } {
  const own = lines.filter((l) => l.month === month);
  const found = months.find((m) => m.month === month);
  const facts = own.map((l) => l.fact);
  const part = (name: string, amount: Money | null | undefined) => ({ name, value: { kind: 'money' as const, money: amount ?? null }, facts });
  return { value: own.length > 0 ? found?.total ?? null : null, why: { metric: 'revenue', convention: 'as-recorded', inputs: [part('recurring', found?.recurring), part('one-off', found?.oneOff)], facts, factCount: facts.length } };
}

function cashPoints(o: Overview, month: string): CashPoint[] {
  const closing = (amount: number | null): Money | null => (amount === null || !o.currency ? null : { amount, currency: o.currency });
  const all = o.money?.series ?? [];
  const now = all.findIndex((p) => p.month === month);
  return all.slice(0, now + 1 + AHEAD).map((p) => (p.actual === null && p.plan !== null ? { month: p.month, closing: closing(p.plan), kind: 'plan' } : { month: p.month, closing: closing(p.actual), kind: 'actual' }));
}

/**
 * What a report tells, in the words of the rooms that know it: the planning room's overview, the compute room's spend,
 * the market room's revenue and the cap table, asked on the report's day. Here rooms are put together; none imports another.
 */
export const reportSources = (loans: LoanFlows): ReportSources => ({
  figures(views, company, { today, month }) {
    const own = standing(overview(views, company, today, loans));
    const spend = computeSpend(views, company, today, { from: month, to: month });
    const gpu = isRefusal(spend) ? undefined : spend.months[0];
    const earned = market(views, company, today);
    const revenue = revenueOf(earned, month);
    const margin = earned.units.find((u) => u.metric === 'gross-margin');
    return {
      figures: {
        ...own.figures, revenue: money(revenue.value), 'gpu-spend': money(gpu?.gpu), 'gpu-budget': money(gpu?.budget),
        'gross-margin': margin?.ratio.kind === 'value' ? { kind: 'fraction', fraction: margin.ratio.value } : unknown,
      },
      why: { ...own.why, revenue: revenue.why, ...(gpu && { 'gpu-spend': gpu.why, 'gpu-budget': gpu.why }), ...(margin && { 'gross-margin': margin.why }) },
    };
  },
  cash(views, company, { today, month }) {
    const o = overview(views, company, today, loans);
    return { points: cashPoints(o, month), cashOut: o.money?.negative?.day ?? null };
  },
  capTable(views, company, on) {
    const table = capTable(views, company, on);
    if (table.fullyDiluted === 0) return null;
    const share = (shares: number) => exact.toNumber(exact.rational(shares, table.fullyDiluted));
    const holders = table.holders.filter((h) => h.shares > 0).map((h) => ({ name: h.name, kind: 'holder' as const, shares: h.shares, share: share(h.shares) })).sort((a, b) => b.shares - a.shares);
    const pool = table.pool > 0 ? [{ name: '', kind: 'pool' as const, shares: table.pool, share: share(table.pool) }] : [];
    return { holdings: [...holders, ...pool], totalShares: table.fullyDiluted, safes: { count: table.safes.count, amount: table.safes.count > 0 ? table.safes.amount : null } };
  },
});
