import type { Day } from '@capstan/kernel';
import { dayCounts, fv, type InternalRate, irr, mirr, npv, pmt, pv, type When, xirr, xnpv } from '@capstan/capital';
import type { Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { either, type Figures, named } from '../figure.ts';
import { allRead } from './all-read.ts';
import { ventureDebt } from './loans.ts';

const number = (input: Shaped, name: string, otherwise?: number): number => {
  const value = input[name] ?? otherwise;
  if (typeof value !== 'number') throw new Error(`no ${name} in the input`);
  return value;
};
const text = (x: unknown): string => (typeof x === 'string' ? x : '');
const FLOWS = ['flows', 'cash_flows', 'amounts', 'values'] as const;
const flowsIn = (input: Shaped): unknown[] => {
  const flows = FLOWS.map((name) => input[name]).find((value) => Array.isArray(value));
  if (!flows) throw new Error('no flows in the input');
  return flows as unknown[];
};

/** The flows of a case, one a period; an `initial` one stands before them. */
const amounts = (input: Shaped): number[] => [...(input['initial'] === undefined ? [] : [number(input, 'initial')]), ...(flowsIn(input) as number[])];

/** Flows with their days: pairs, tables, or the days in a list of their own. */
function datedFlows(input: Shaped): { on: Day; amount: number }[] {
  const [flows, days] = [flowsIn(input), input['dates']];
  if (Array.isArray(days) && days.length !== flows.length) throw new Error(`${days.length} dates of ${flows.length} flows`);
  return flows.map((one, i) => {
    if (Array.isArray(days)) return { on: days[i] as Day, amount: one as number };
    const [on, amount] = Array.isArray(one) ? (one as [Day, number]) : [(one as Shaped)['date'] as Day, (one as Shaped)['amount'] as number];
    return { on, amount };
  });
}

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
  const flows = datedFlows(input);
  const count = dayCountOf(input);
  const rate = typeof input['rate'] === 'number' ? { xnpv: xnpv(input['rate'], flows, count) } : {};
  return { ...rateFigures(xirr(flows, count), 'xirr', 'rate'), ...rate };
}

const whenOf = (input: Shaped): When => (input['when'] === 'begin' || input['when'] === 1 || input['type'] === 1 ? 'begin' : 'end');

/** Where the first flow is paid at once, or after a period; a flow called the initial one is paid at once. */
function presentValue(input: Shaped): Figures {
  const [undiscounted, discounted] = (['undiscounted', 'discounted'] as const).map((first) => npv(number(input, 'rate'), amounts(input), first)) as [number, number];
  const { first, initial } = input;
  const asked = first ?? (initial === undefined ? undefined : 'undiscounted');
  return { npv: asked === undefined ? either(undiscounted, discounted) : asked === 'discounted' ? discounted : undiscounted, from_t0: undiscounted, excel_style: initial === undefined ? discounted : undiscounted };
}

function payment(input: Shaped): Figures {
  const at = (when: When) => pmt(number(input, 'rate'), number(input, 'nper'), number(input, 'pv'), number(input, 'fv', 0), when);
  return { end: at('end'), begin: at('begin'), pmt: at(whenOf(input)) };
}

function futureValue(input: Shaped): Figures {
  const at = (when: When) => fv(number(input, 'rate'), number(input, 'nper'), number(input, 'pmt', 0), number(input, 'pv', 0), when);
  return { end: at('end'), begin: at('begin'), fv: at(whenOf(input)) };
}

/** Time value of money and loans. */
export const returnKinds: Readonly<Record<string, Engine>> = allRead({
  xirr: ({ input }) => datedRate(input),
  irr: ({ input }) => rateFigures(irr(amounts(input)), 'irr', 'rate'),
  mirr: ({ input }) => ({ mirr: mirr(amounts(input), number(input, 'finance_rate'), number(input, 'reinvest_rate')) }),
  npv_t0: ({ input }) => ({ npv: npv(number(input, 'rate'), amounts(input)) }),
  npv: ({ input }) => presentValue(input),
  pmt: ({ input }) => payment(input),
  pv: ({ input }) => ({ pv: pv(number(input, 'rate'), number(input, 'nper'), number(input, 'pmt'), number(input, 'fv', 0), whenOf(input)) }),
  fv: ({ input }) => futureValue(input),
  venture_debt: ventureDebt,
});
