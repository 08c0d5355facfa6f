import { type LoanTerms, loanCost, loanSchedule } from '@capstan/capital';
import { addMonthsToDay } from '@capstan/kernel';
import type { OracleCase, Shaped } from '../case.ts';
import { type Figure, type Figures, named } from '../figure.ts';

const numberOf = (input: Shaped, ...names: readonly string[]): number | undefined => names.map((name) => input[name]).find((value) => typeof value === 'number');

function required(input: Shaped, ...names: readonly string[]): number {
  const value = numberOf(input, ...names);
  if (value === undefined) throw new Error(`no ${names[0]} in the input`);
  return value;
}

const DRAWN = '2025-01-15';
const CENTS = 100;
const dollars = (units: number) => ({ amount: Math.round(units * CENTS), currency: 'USD' });

const ways: Readonly<Record<string, LoanTerms['amortisation']>> = {
  'equal-principal': 'equal-principal', 'straight-line': 'equal-principal', linear: 'equal-principal', annuity: 'annuity', 'level-payment': 'annuity', 'equal-payment': 'annuity', 'equal-payments': 'annuity', 'level-payments': 'annuity',
  bullet: 'bullet', 'interest-only': 'bullet', balloon: 'bullet',
};

/** How the principal comes back, in words; equal parts where nothing is said. Throws on words that are not known. */
function amortisationOf(input: Shaped): LoanTerms['amortisation'] {
  const said = input['amortisation'] ?? input['amortization'] ?? 'equal principal';
  const known = typeof said === 'string' ? ways[said.toLowerCase().replaceAll(/[ _]/g, '-')] : undefined;
  if (!known) throw new Error(`amortisation not known: ${JSON.stringify(said)}`);
  return known;
}

/** A fee as an amount, or as a part of the loan; from a fifth of it on the part is meant in per cent. */
function feeOf(input: Shaped, principal: number): number {
  const part = numberOf(input, 'fee_pct', 'upfront_fee_pct', 'fee_percent') ?? 0;
  return numberOf(input, 'fee', 'upfront_fee') ?? principal * (part < 0.2 ? part : part / 100);
}

function loanOf(input: Shaped): LoanTerms {
  const coverage = numberOf(input, 'warrant_coverage');
  const strike = numberOf(input, 'price', 'strike') ?? 1;
  const principal = required(input, 'loan', 'principal');
  return {
    principal: dollars(principal), rate: String(required(input, 'rate')), dayCount: 'monthly', months: required(input, 'months', 'term_months'), interestOnlyMonths: numberOf(input, 'io_months', 'interest_only_months') ?? 0, drawnOn: DRAWN,
    amortisation: amortisationOf(input), upFrontFee: dollars(feeOf(input, principal)),
    ...(coverage !== undefined && { warrants: { coverage: String(coverage), strike: [String(strike * CENTS), String(CENTS)] } }),
  };
}

/** What a loan costs and when it is paid back. */
export function ventureDebt({ input, expected }: OracleCase): Figures {
  const terms = loanOf(input);
  const cost = loanCost(terms, { treasuryRate: String(numberOf(input, 'treasury_rate') ?? 0) });
  const payments = loanSchedule(terms);
  const after = (name: string): Figure => {
    const month = Number(name.slice('balance_after_'.length));
    return month === 0 ? terms.principal.amount / CENTS : payments[month - 1] && payments[month - 1]!.balance / CENTS;
  };
  const asked = Object.keys(expected as Shaped).filter((name) => name.startsWith('balance_after_'));
  return {
    ...named(cost.interest / CENTS, 'gross_interest', 'interest'), net_interest: cost.netInterest / CENTS, ...named(cost.fees / CENTS, 'fees', 'fee'), total_cost: cost.total / CENTS,
    ...named(cost.warrants?.shares, 'warrant_shares'), warrant_cost: cost.warrants === null ? null : cost.warrants.cost / CENTS,
    first_interest: payments[0]!.interest / CENTS, monthly_principal: payments.at(-1)!.principal / CENTS, effective_rate: cost.effectiveRate.kind === 'one' ? cost.effectiveRate.rate : null,
    first_payment: payments[0]!.amount / CENTS, last_payment: payments.at(-1)!.amount / CENTS, last_date: addMonthsToDay(DRAWN, terms.months), ...Object.fromEntries(asked.map((name) => [name, after(name)])),
  };
}
