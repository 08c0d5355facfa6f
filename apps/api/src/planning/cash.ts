import type { Views } from '@capstan/event-log';
import { addMonths, type Day, monthOf } from '@capstan/kernel';
import { cashMonths, type CashView } from '@capstan/planning';
import { valuing } from '../exchange/exchange.view.ts';
import { cashPosition } from './cash-position.ts';
import type { LoanFlows } from './loan-flows.ts';

const SHOWN = 24;

/** Actual cash month by month up to what is known, the last two years at most: a month without records is not a month without burn. */
export function cashView(views: Views, company: string, today: Day, loans: LoanFlows): CashView {
  const values = valuing(views, company)!;
  const position = cashPosition(views, company, values, today, loans);
  const current = monthOf(today);
  const known = position.asOf ? monthOf(position.asOf) : current;
  const to = known < current ? known : current;
  const from = position.span ? [monthOf(position.span.from), addMonths(to, 1 - SHOWN)].sort().at(-1)! : to;
  const months = position.span ? cashMonths(position.flows, from, to).map((m) => ({ ...m, closing: m.month === known ? position.cash : position.closing(m.month) })) : [];
  const cash = position.cash === null ? null : { amount: position.cash, currency: values.currency };
  return {
    currency: values.currency, basis: position.basis, months, missingRates: [...values.missing].sort(),
    why: { metric: 'cash', convention: position.basis, inputs: [{ name: 'cash', value: { kind: 'money', money: cash } }], facts: position.facts.slice(0, 200), factCount: position.facts.length },
  };
}
