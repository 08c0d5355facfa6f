import { addMonthsToDay, type Day } from '@capstan/kernel';
import { dayCounts, fv, type InternalRate, irr, type LoanTerms, loanCost, loanSchedule, mirr, npv, pmt, pv, type When, xirr, xnpv } from '@capstan/capital';
import type { OracleCase, Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { either, type Figure, type Figures, named } from '../figure.ts';

const number = (input: Shaped, name: string, otherwise?: number): number => {
  const value = input[name] ?? otherwise;
  if (typeof value !== 'number') throw new Error(`no ${name} in the input`);
  return value;
};
const text = (x: unknown): string => (typeof x === 'string' ? x : '');
const amounts = (input: Shaped): number[] => (input['flows'] ?? []) as number[];

/** The rate, or in words why there is not one; with the number of roots. */
function rateFigures(found: InternalRate, ...names: readonly string[]): Figures {
  const rates = found.kind === 'one' ? [found.rate] : found.kind === 'several' ? [...found.rates] : [];
  return { ...named(found.kind === 'one' ? found.rate : either(null, found.kind, rates), ...names, 'printed'), kind: found.kind, ...named(rates.length, 'root_count', 'number_of_roots'), ...named(either(rates, rates.length), 'roots', 'rates') };
}

/** Sources write `act/365` for the fixed year of 365 days. */
function dayCountOf(input: Shaped) {
  const asked = text(input['day_count'] ?? input['day_count_convention']).toLowerCase().replaceAll('_', '/').replace('actual', 'act').replace(/^act\/365( fixed)?$/, 'act/365f').replace(/^act\/act[ /]isda$/, 'act/act').replace(/^30u\/360$/, '30/360');
  if (asked === '') return undefined;
  const known = dayCounts.find((one) => one.toLowerCase() === asked);
  if (!known) throw new Error(`day count not known: ${asked}`);
  return known;
}

function datedRate(input: Shaped): Figures {
  const flows = ((input['flows'] ?? []) as [Day, number][]).map(([on, amount]) => ({ on, amount }));
  const count = dayCountOf(input);
  const rate = typeof input['rate'] === 'number' ? { xnpv: xnpv(input['rate'], flows, count) } : {};
  return { ...rateFigures(xirr(flows, count), 'xirr', 'rate'), ...rate };
}

const whenOf = (input: Shaped): When => (input['when'] === 'begin' || input['when'] === 1 || input['type'] === 1 ? 'begin' : 'end');

function presentValue(input: Shaped): Figures {
  const [undiscounted, discounted] = (['undiscounted', 'discounted'] as const).map((first) => npv(number(input, 'rate'), amounts(input), first)) as [number, number];
  return { npv: either(undiscounted, discounted), from_t0: undiscounted, excel_style: discounted };
}

function futureValue(input: Shaped): Figures {
  const at = (when: When) => fv(number(input, 'rate'), number(input, 'nper'), number(input, 'pmt', 0), number(input, 'pv', 0), when);
  return { end: at('end'), begin: at('begin'), fv: at(whenOf(input)) };
}

const DRAWN = '2025-01-15';
const CENTS = 100;
const dollars = (units: number) => ({ amount: Math.round(units * CENTS), currency: 'USD' });

function loanOf(input: Shaped): LoanTerms {
  const coverage = input['warrant_coverage'];
  const strike = typeof input['price'] === 'number' ? input['price'] : 1;
  return {
    principal: dollars(number(input, 'loan')), rate: String(number(input, 'rate')), dayCount: 'monthly', months: number(input, 'months'), interestOnlyMonths: number(input, 'io_months', number(input, 'interest_only_months', 0)), drawnOn: DRAWN,
    amortisation: text(input['amortisation'] ?? 'equal principal').replaceAll(/[ _]/g, '-') as LoanTerms['amortisation'], upFrontFee: dollars(number(input, 'fee', 0)),
    ...(typeof coverage === 'number' && { warrants: { coverage: String(coverage), strike: [String(strike * CENTS), String(CENTS)] } }),
  };
}

function ventureDebt({ input, expected }: OracleCase): Figures {
  const terms = loanOf(input);
  const cost = loanCost(terms, { treasuryRate: String(number(input, 'treasury_rate', 0)) });
  const payments = loanSchedule(terms);
  const after = (name: string): Figure => {
    const month = Number(name.slice('balance_after_'.length));
    return month === 0 ? number(input, 'loan') : payments[month - 1] && payments[month - 1]!.balance / CENTS;
  };
  const asked = Object.keys(expected as Shaped).filter((name) => name.startsWith('balance_after_'));
  return {
    ...named(cost.interest / CENTS, 'gross_interest', 'interest'), net_interest: cost.netInterest / CENTS, fees: cost.fees / CENTS, total_cost: cost.total / CENTS,
    ...named(cost.warrants?.shares, 'warrant_shares'), warrant_cost: cost.warrants === null ? null : cost.warrants.cost / CENTS,
    first_interest: payments[0]!.interest / CENTS, monthly_principal: payments.at(-1)!.principal / CENTS, effective_rate: cost.effectiveRate.kind === 'one' ? cost.effectiveRate.rate : null,
    first_payment: payments[0]!.amount / CENTS, last_payment: payments.at(-1)!.amount / CENTS, last_date: addMonthsToDay(DRAWN, terms.months), ...Object.fromEntries(asked.map((name) => [name, after(name)])),
  };
}

/** Time value of money and loans. */
export const returnKinds: Readonly<Record<string, Engine>> = {
  xirr: ({ input }) => datedRate(input),
  irr: ({ input }) => rateFigures(irr(amounts(input)), 'irr', 'rate'),
  mirr: ({ input }) => ({ mirr: mirr(amounts(input), number(input, 'finance_rate'), number(input, 'reinvest_rate')) }),
  npv_t0: ({ input }) => ({ npv: npv(number(input, 'rate'), amounts(input)) }),
  npv: ({ input }) => presentValue(input),
  pmt: ({ input }) => ({ pmt: pmt(number(input, 'rate'), number(input, 'nper'), number(input, 'pv'), number(input, 'fv', 0), whenOf(input)) }),
  pv: ({ input }) => ({ pv: pv(number(input, 'rate'), number(input, 'nper'), number(input, 'pmt'), number(input, 'fv', 0), whenOf(input)) }),
  fv: ({ input }) => futureValue(input),
  venture_debt: ventureDebt,
};
