import type { Views } from '@capstan/event-log';
import type { Day } from '@capstan/kernel';
import { rateOn } from '@capstan/planning';
import type { PayrollRules } from '@capstan/team';
import { companyCurrency, exchangeRates } from '../exchange/exchange.view.ts';
import { ownEmployerCosts } from './employer-costs.view.ts';

/** How payroll is counted here: in the company's currency, at the latest rate seen by each month's end; `missing` gathers currencies without one. */
export function payrollRules(views: Views, company: string): PayrollRules & { readonly missing: ReadonlySet<string> } {
  const currency = companyCurrency(views, company)!;
  const rates = exchangeRates(views, company);
  const missing = new Set<string>();
  const rate = (from: string, on: Day) => {
    const found = rateOn(rates, from, currency, on);
    if (!found) missing.add(from);
    return found;
  };
  return { currency, own: ownEmployerCosts(views, company), rate, missing };
}
