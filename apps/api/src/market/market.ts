import type { Views } from '@capstan/event-log';
import { addMonths, type Explained, lastDay, type Money, monthOf, months } from '@capstan/kernel';
import { acquisitionCost, lifetimeValue, type MarketMonth, type MarketView, paybackMonths, type Ratio, type RevenueLine, type RevenueMonth, trailingInputs, type UnitFigure, type UnitInputs } from '@capstan/market';
import { type Valuing, valuing } from '../exchange/exchange.view.ts';
import { revenueLines } from './revenue.view.ts';

const value = (v: number | null, missing: string): Ratio => (v === null ? { kind: 'unknown', missing: [missing] } : { kind: 'value', value: v });

/** Revenue month by month and what the last three complete months say about a customer. */
export function market(views: Views, company: string, today: string): MarketView {
  const values = valuing(views, company)!;
  const lines = revenueLines(views, company);
  const current = monthOf(today);
  const first = lines.at(-1)?.month ?? addMonths(current, -11);
  const all = months(first < addMonths(current, -11) ? first : addMonths(current, -11), current);
  const shown = all.map((month) => revenueMonth(lines.filter((l) => l.month === month), month, values, today));
  const inputs = trailingInputs(lines.filter((l) => l.recurring).map((l) => marketMonth(l, values, today)), current);
  const window = lines.filter((l) => l.recurring && l.month >= addMonths(current, -3) && l.month < current);
  return { currency: values.currency, months: shown, lines, units: figures(inputs, values.currency, window), missingRates: [...values.missing].sort() };
}

const dayOf = (month: string, today: string) => (lastDay(month) < today ? lastDay(month) : today);

function revenueMonth(lines: RevenueLine[], month: string, values: Valuing, today: string): RevenueMonth {
  const sum = (some: RevenueLine[]) => some.reduce<Money | null>((n, l) => {
    const worth = values.worth(l.amount, dayOf(month, today));
    return n && worth ? { amount: n.amount + worth.amount, currency: values.currency } : null;
  }, { amount: 0, currency: values.currency });
  const recurring = lines.filter((l) => l.recurring);
  return { month, recurring: sum(recurring), oneOff: sum(lines.filter((l) => !l.recurring)), total: sum(lines), customers: recurring[0]?.customers ?? null };
}

function marketMonth(line: RevenueLine, values: Valuing, today: string): MarketMonth {
  const worth = (m: Money | null) => (m ? (values.worth(m, dayOf(line.month, today))?.amount ?? null) : null);
  const { month, customers, newCustomers, churned } = line;
  return { month, recurring: worth(line.amount), customers, newCustomers, churned, acquisition: worth(line.acquisition), costOfRevenue: worth(line.costOfRevenue) };
}

function figures(inputs: UnitInputs, currency: string, window: RevenueLine[]): UnitFigure[] {
  const facts = window.map((l) => l.fact);
  const money = (n: number | null) => ({ kind: 'money' as const, money: n === null ? null : { amount: Math.round(n), currency } });
  const number = (n: number | null, unit?: string) => ({ kind: 'number' as const, number: n, ...(unit && { unit }) });
  const why = (metric: string, named: Explained['inputs']): Explained => ({ metric, convention: 'trailing-three-months', inputs: named, facts, factCount: facts.length });
  const arpa = { name: 'arpa', value: money(inputs.arpa) };
  const margin = { name: 'gross-margin', value: number(inputs.grossMargin, 'fraction') };
  const churn = { name: 'churn', value: number(inputs.churn, 'fraction') };
  const spent = { name: 'acquisition', value: money(inputs.salesAndMarketing) };
  const won = { name: 'new-customers', value: number(inputs.newCustomers) };
  return [
    { metric: 'arpa', unit: 'money', ratio: value(inputs.arpa, 'arpa'), why: why('arpa', []) },
    { metric: 'gross-margin', unit: 'share', ratio: value(inputs.grossMargin, 'grossMargin'), why: why('gross-margin', []) },
    { metric: 'churn', unit: 'share', ratio: value(inputs.churn, 'churn'), why: why('churn', []) },
    { metric: 'ltv', unit: 'money', ratio: lifetimeValue(inputs), why: why('ltv', [arpa, margin, churn]) },
    { metric: 'cac', unit: 'money', ratio: acquisitionCost(inputs), why: why('cac', [spent, won]) },
    { metric: 'payback', unit: 'months', ratio: paybackMonths(inputs), why: why('payback', [spent, won, arpa, margin]) },
  ];
}
