/** Expenses and revenue of one period, growth of revenue per period, all in one unit of money. */
export interface Growing { readonly expenses: number; readonly revenue: number; readonly growth: number }

/** When revenue meets expenses, and what it takes to get there; or why there is no such day. */
export type ToProfit =
  | { readonly kind: 'reached'; readonly periods: number; readonly capital: number }
  | { readonly kind: 'profitable' }
  | { readonly kind: 'never' };

/** Graham's default alive in Blackwell's closed form: T = ln(E/R)/ln(1+g), capital = E·T − (E−R)/ln(1+g). Growth compounds continuously. */
export function toProfitContinuous({ expenses, revenue, growth }: Growing): ToProfit {
  if (revenue >= expenses) return { kind: 'profitable' };
  if (growth <= 0 || revenue <= 0) return { kind: 'never' };
  const rate = Math.log(1 + growth);
  const periods = Math.log(expenses / revenue) / rate;
  return { kind: 'reached', periods, capital: expenses * periods - (expenses - revenue) / rate };
}

/** The same stepped period by period: revenue grows at the end of each, the capital is the sum of the losses. */
export function toProfitStepped({ expenses, revenue, growth }: Growing, most = 1200): ToProfit {
  if (revenue >= expenses) return { kind: 'profitable' };
  if (growth <= 0 || revenue <= 0) return { kind: 'never' };
  let [earned, capital] = [revenue, 0];
  for (let periods = 0; periods <= most; periods++) {
    if (earned >= expenses) return { kind: 'reached', periods, capital };
    capital += expenses - earned;
    earned *= 1 + growth;
  }
  return { kind: 'never' };
}

/** Linear growth by a fixed amount per period: T = (E−R)/a, capital = (E−R)·T/2. `growth` is that amount. */
export function toProfitLinear({ expenses, revenue, growth }: Growing): ToProfit {
  if (revenue >= expenses) return { kind: 'profitable' };
  if (growth <= 0) return { kind: 'never' };
  const periods = (expenses - revenue) / growth;
  return { kind: 'reached', periods, capital: ((expenses - revenue) * periods) / 2 };
}

/** Default alive: the cash reaches to profit. */
export const defaultAlive = (cash: number, to: ToProfit): boolean => to.kind === 'profitable' || (to.kind === 'reached' && cash >= to.capital);

/** Weeks in a mean month of the Gregorian calendar (365.2425 days a year). */
export const WEEKS_PER_MONTH = 365.2425 / 12 / 7;
