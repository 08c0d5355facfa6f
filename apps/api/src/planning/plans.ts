import type { Views } from '@capstan/event-log';
import type { CostKind, PlansView } from '@capstan/planning';
import { companyCurrency, exchangeRates } from '../exchange/exchange.view.ts';
import { planRows, raiseMonths } from './plans.view.ts';

/** Planned costs and revenues that stand, exchange rates seen, and the months a round takes. */
export function plans(views: Views, company: string): PlansView {
  const rows = planRows(views, company);
  return {
    currency: companyCurrency(views, company)!, rates: exchangeRates(views, company), raiseMonths: raiseMonths(views, company).months,
    costs: rows.filter((r) => r.source === 'cost').map((r) => ({ ...r, cost: r.id, kind: r.kind as CostKind })),
    revenues: rows.filter((r) => r.source === 'revenue').map((r) => ({ ...r, plan: r.id, growth: r.growth ?? '0' })),
  };
}
