import { burnBand, burnMultiple, acquisitionCost, lifetimeValue, paybackMonths, type Ratio, ruleOf40, type UnitInputs } from '@capstan/market';
import { defaultAlive, firstPassage, type Growing, toProfitContinuous, toProfitLinear, toProfitStepped, trailingRunway, WEEKS_PER_MONTH } from '@capstan/planning';
import type { OracleCase, Shaped } from '../case.ts';
import type { Engine } from '../engines.ts';
import { either, type Figure, type Figures, named } from '../figure.ts';
import { allRead } from './all-read.ts';

const number = (input: Shaped, ...names: readonly string[]): number | undefined => names.map((name) => input[name]).find((value) => typeof value === 'number');

function required(input: Shaped, ...names: readonly string[]): number {
  const value = number(input, ...names);
  if (value === undefined) throw new Error(`no ${names[0]} in the input`);
  return value;
}

/** Why there is no figure, as sources say it: nothing, or in words. */
const none = (because: string): Figure => either(null, because, because.replaceAll('-', ' '), because.replaceAll('-', '_'));
/** The value of a ratio, or in words why there is none. */
const valueOf = (ratio: Ratio): Figure => (ratio.kind === 'value' ? ratio.value : ratio.kind === 'never' ? none(ratio.because) : null);

const growing = (input: Shaped, growth: string): Growing => ({ expenses: required(input, 'expenses'), revenue: required(input, 'revenue'), growth: required(input, growth, 'growth') });

function toProfit(input: Shaped): Figures {
  const stepped = [input['method'], input['form'], input['convention']].some((word) => typeof word === 'string' && /step|loop|discrete/.test(word));
  const to = (stepped ? toProfitStepped : toProfitContinuous)(growing(input, 'growth_rate'));
  const cash = number(input, 'cash');
  const alive = cash === undefined ? {} : named(defaultAlive(cash, to), 'alive', 'default_alive');
  if (to.kind !== 'reached') return { kind: none(to.kind), ...named(none(to.kind), 'months', 'weeks_to_profit', 'capital'), ...alive };
  const weekly = input['unit'] !== 'month';
  return { ...named(to.capital, 'capital', 'capital_needed'), weeks_to_profit: weekly ? to.periods : to.periods * WEEKS_PER_MONTH, ...named(weekly ? to.periods / WEEKS_PER_MONTH : to.periods, 'months', 'months_to_profit'), ...alive };
}

function toProfitLinearly(input: Shaped): Figures {
  const to = toProfitLinear(growing(input, 'growth_per_month'));
  const cash = number(input, 'cash');
  const alive = cash === undefined ? {} : named(defaultAlive(cash, to), 'alive', 'default_alive');
  return to.kind === 'reached' ? { ...named(to.periods, 'months', 'months_to_profit'), ...named(to.capital, 'capital', 'capital_needed'), ...alive } : { kind: none(to.kind), ...named(none(to.kind), 'months', 'capital'), ...alive };
}

/** What goes out a month beyond what comes in: as written, or gross burn less revenue. */
function netBurnOf(input: Shaped): number {
  const [gross, revenue] = [number(input, 'gross_burn', 'expenses'), number(input, 'revenue', 'monthly_revenue')];
  const net = number(input, 'net_burn', 'monthly_burn', 'burn');
  return net ?? (gross === undefined ? required(input, 'net_burn') : gross - (revenue ?? 0));
}

function runway(input: Shaped): Figures {
  const lasts = trailingRunway(required(input, 'cash'), netBurnOf(input), '2026-01-01');
  return lasts.kind === 'months' ? { ...named(lasts.months, 'months', 'runway', 'runway_months') } : { kind: none(lasts.kind), ...named(none(lasts.kind), 'months', 'runway', 'runway_months') };
}

function scores(input: Shaped): Figures {
  const pairs = (input['cases'] ?? [[required(input, 'growth'), required(input, 'margin')]]) as [number, number][];
  const all = pairs.map(([growth, margin]) => ruleOf40(growth, margin));
  return { scores: all, score: all[0], passes: all.map((score) => score >= 40) };
}

function economics(input: Shaped): Figures {
  const inputs: UnitInputs = {
    arpa: number(input, 'arpa', 'arpu') ?? null, grossMargin: number(input, 'gross_margin') ?? null, churn: number(input, 'revenue_churn', 'churn', 'customer_churn') ?? null,
    salesAndMarketing: number(input, 'sales_and_marketing') ?? null, newCustomers: number(input, 'new_customers') ?? null,
  };
  const [ltv, cac] = [lifetimeValue(inputs), acquisitionCost(inputs)];
  return {
    ltv: valueOf(ltv), cac: valueOf(cac), ...named(valueOf(paybackMonths(inputs)), 'payback_months', 'payback'),
    ...(ltv.kind === 'value' && cac.kind === 'value' && named(ltv.value / cac.value, 'ltv_cac', 'ltv_to_cac')),
  };
}

/** The closed form of a runway drawn at random; `P(T<=10)` is the probability that the cash is used up within ten months. */
function drawn({ input, expected }: OracleCase): Figures {
  const result = firstPassage({ cash: required(input, 'cash'), netBurn: required(input, 'net_burn_mean_per_month', 'net_burn'), spread: required(input, 'net_burn_sd_per_month', 'sd') });
  if (result.kind !== 'distribution') return { kind: none(result.kind), ...(result.kind === 'certain' && named(result.months, 'mean', 'median')) };
  const { mean, sd, quantile, usedUpBy } = result;
  const asked = Object.keys((expected ?? {}) as Shaped).flatMap((name): [string, number][] => {
    const [, sign, months] = /^P\(T(<=|>=?|<)(\d+(?:\.\d+)?)\)$/.exec(name.replaceAll(' ', '')) ?? [];
    if (months !== undefined) return [[name, sign!.startsWith('<') ? usedUpBy(Number(months)) : 1 - usedUpBy(Number(months))]];
    const [, percent] = /^p(\d{1,2})$/i.exec(name) ?? [];
    return percent === undefined ? [] : [[name, quantile(Number(percent) / 100)]];
  });
  return { mean, sd, median: quantile(0.5), ...Object.fromEntries(asked) };
}

/** Burn, runway and unit economics. */
export const runwayKinds: Readonly<Record<string, Engine>> = allRead({
  default_alive: ({ input }) => toProfit(input),
  default_alive_linear: ({ input }) => toProfitLinearly(input),
  runway: ({ input }) => runway(input),
  monte_carlo_runway: drawn,
  burn_multiple: ({ input }) => {
    const multiple = burnMultiple(required(input, 'net_burn'), required(input, 'net_new_arr'));
    return { burn_multiple: valueOf(multiple), ...(multiple.kind === 'value' && { band: burnBand(multiple.value) }) };
  },
  burn_multiple_bands: ({ input }) => ({ bands: ((input['burn_multiples'] ?? []) as number[]).map(burnBand) }),
  rule_of_40: ({ input }) => scores(input),
  unit_economics: ({ input }) => economics(input),
});
