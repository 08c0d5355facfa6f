import { budgetUse, committedByMonth, type ComputeSpend, type SpendLine, type SpendMonth, spendByMonth } from '@capstan/compute';
import type { Views } from '@capstan/event-log';
import { addMonths, type Explained, lastDay, type Money, monthOf, type Refusal } from '@capstan/kernel';
import { valuing } from '../exchange/exchange.view.ts';
import { budgets, reservations } from './capacity.view.ts';
import { spendLines, spendSpan } from './spend.view.ts';

const SHOWN_MONTHS = 12;
const MOST_FACTS = 200;
const asMoney = (money: Money | null) => ({ kind: 'money' as const, money });

/** Spend by month and purpose against the GPU budget, in the company's currency at the rate of each month's end. */
export function computeSpend(views: Views, company: string, today: string, range: { from?: string | undefined; to?: string | undefined }): ComputeSpend | Refusal {
  const values = valuing(views, company)!;
  const to = range.to ?? monthOf(today);
  const span = spendSpan(views, company);
  const from = range.from ?? [addMonths(to, 1 - SHOWN_MONTHS), span.first ?? to].sort()[0]!;
  const lines = spendLines(views, company, from, to);
  const at = (month: string) => (lastDay(month) < today ? lastDay(month) : today);
  const pieces = lines.map((l) => ({ month: l.month, purpose: l.purpose, amount: values.worth(l.amount, at(l.month)) }));
  const budgetOf = budgets(views, company);
  const committed = committedByMonth(reservations(views, company, monthOf(today)), from, to);
  const byMonth = Map.groupBy(lines, (l) => l.month);
  const months = spendByMonth(pieces, from, to, values.currency).map((row, i): SpendMonth => {
    const set = budgetOf.get(row.month);
    const budget = set ? values.worth(set.amount, at(row.month)) : null;
    return { ...row, budget, committed: addUp(committed[i]!.amounts.map((m) => values.worth(m, at(row.month))), values.currency), use: budgetUse(row.gpu, budget), why: why(row, budget, set?.fact, byMonth.get(row.month) ?? []) };
  });
  return { currency: values.currency, months, missingRates: [...values.missing].sort() };
}

const addUp = (all: (Money | null)[], currency: string): Money | null =>
  all.reduce<Money | null>((sum, m) => (sum && m ? { amount: sum.amount + m.amount, currency } : null), { amount: 0, currency });

function why(row: { month: string; byPurpose: SpendMonth['byPurpose']; gpu: Money | null }, budget: Money | null, budgetFact: string | undefined, lines: SpendLine[]): Explained {
  const of = (purpose: string) => lines.filter((l) => l.purpose === purpose).map((l) => l.fact);
  const facts = [...new Set(lines.filter((l) => l.purpose === 'training' || l.purpose === 'inference').map((l) => l.fact))];
  return {
    metric: 'gpu-spend', convention: 'month-of-use',
    inputs: [
      { name: 'training', value: asMoney(row.byPurpose.training), facts: [...new Set(of('training'))].slice(0, MOST_FACTS) },
      { name: 'inference', value: asMoney(row.byPurpose.inference), facts: [...new Set(of('inference'))].slice(0, MOST_FACTS) },
      { name: 'budget', value: asMoney(budget), ...(budgetFact && { facts: [budgetFact] }) },
    ],
    facts: facts.slice(0, MOST_FACTS), factCount: facts.length,
  };
}
