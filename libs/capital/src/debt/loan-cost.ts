import { exact, minorDigits, type Rational } from '@capstan/kernel';
import { type InternalRate, xirr } from '../returns/irr.ts';
import { interestOn, loanSchedule } from './loan-schedule.ts';
import type { LoanTerms } from './loan-terms.ts';
import { DEFAULT_VOLATILITY, DEFAULT_WARRANT_YEARS, warrantValue } from './warrant-value.ts';

const { rational, mul, div, parseDecimal, toNumber } = exact;

/** What a loan costs in all. Money in minor units of its currency. */
export interface LoanCost {
  readonly interest: number;
  /** Fee up front and final payment. */
  readonly fees: number;
  /** Interest, less what the money earns while it is not yet spent: the treasury rate on the same balance. */
  readonly netInterest: number;
  /** Shares that the warrants buy, exact, and what they are worth today; null without warrants. */
  readonly warrants: { readonly shares: Rational; readonly cost: number } | null;
  /** Net interest, fees and warrants. */
  readonly total: number;
  /** Per year, compounded, by days over 365: what the cash flows cost, and with the warrants paid on the day of the draw. */
  readonly effectiveRate: InternalRate;
  readonly effectiveRateWithWarrants: InternalRate;
}

export interface CostAssumptions {
  /** What idle money earns a year, and the riskless rate of the warrants: decimal text, "0" unless said otherwise. */
  readonly treasuryRate?: string | undefined;
  /** Today's price of a share, exact; the strike unless said otherwise. */
  readonly sharePrice?: Rational | undefined;
}

/** The all-in cost of a loan: interest, fees, warrants, and its effective yearly rate by XIRR. */
export function loanCost(terms: LoanTerms, { treasuryRate = '0', sharePrice }: CostAssumptions = {}): LoanCost {
  const payments = loanSchedule(terms);
  const interest = payments.reduce((sum, p) => sum + p.interest, 0);
  const fees = (terms.upFrontFee?.amount ?? 0) + (terms.finalPayment?.amount ?? 0);
  const warrants = warrantCost(terms, treasuryRate, sharePrice);
  const netInterest = interest - interestOn(payments, { ...terms, rate: treasuryRate });
  const rateFor = (first: number) => xirr([{ on: terms.drawnOn, amount: first }, ...payments.map((p) => ({ on: p.on, amount: -p.amount }))]);
  const drawn = terms.principal.amount - (terms.upFrontFee?.amount ?? 0);
  return {
    interest, fees, netInterest, warrants, total: netInterest + fees + (warrants?.cost ?? 0),
    effectiveRate: rateFor(drawn), effectiveRateWithWarrants: rateFor(drawn - (warrants?.cost ?? 0)),
  };
}

function warrantCost({ principal, warrants }: LoanTerms, treasuryRate: string, sharePrice?: Rational): LoanCost['warrants'] {
  if (!warrants) return null;
  const strike = exact.fromFraction([...warrants.strike]);
  const whole = mul(rational(principal.amount, 10 ** minorDigits(principal.currency)), parseDecimal(warrants.coverage)!);
  const shares = div(whole, strike);
  const each = warrantValue({
    price: toNumber(sharePrice ?? strike), strike: toNumber(strike), years: warrants.years ?? DEFAULT_WARRANT_YEARS,
    volatility: warrants.volatility === undefined ? DEFAULT_VOLATILITY : Number(warrants.volatility), riskFree: Number(treasuryRate),
  });
  return { shares, cost: Math.round(each * toNumber(shares) * 10 ** minorDigits(principal.currency)) };
}
