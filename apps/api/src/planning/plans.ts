import type { Views } from '@capstan/event-log';
import type { CostKind, PlansView } from '@capstan/planning';
import { companyCurrency, exchangeRates } from '../exchange/exchange.view.ts';
import { planRows, raiseMonths } from './plans.view.ts';

/** Planned costs and revenues that stand, exchange rates seen, and the months a round takes. */
export function plans(views: Views, company: string): PlansView {
  const rows = planRows(views, company);
  return {
    currency: companyCurrency(views, company)!, rates: exchangeRates(views, company), raiseMonths: raiseMonths(views, company).months,
    costs: rows.filter((r) => r.source === 'cost').map(({ id, kind, source: _, growth: __, ...rest }) => ({ cost: id, kind: kind as CostKind, ...rest })),
    revenues: rows.filter((r) => r.source === 'revenue').map(({ id, kind: _, source: __, growth, ...rest }) => ({ plan: id, growth: growth ?? '0', ...rest })),
  };
}
