import { addMonthsToDay, type Day, exact, type Rational } from '@capstan/kernel';
import { yearsBetween } from '../rounds/day-count.ts';
import type { LoanDayCount, LoanTerms } from './loan-terms.ts';

const { ONE, add, sub, mul, div, rational, round } = exact;

/** One monthly payment, whole minor units of the loan's currency. */
export interface LoanPayment {
  readonly on: Day;
  readonly interest: number;
  readonly principal: number;
  /** The final payment agreed beside interest and principal. */
  readonly fee: number;
  /** Interest, principal and fee. */
  readonly amount: number;
  /** Principal still owed after it. */
  readonly balance: number;
}

const units = (x: Rational): number => Number(round(x, 'half-up'));

/**
 * Every payment of a loan. Interest is worked out on the balance of the month and rounded half-up to minor units;
 * principal parts sum to exactly the principal, the last one taking what rounding left.
 */
export function loanSchedule(terms: LoanTerms): LoanPayment[] {
  const rate = exact.parseDecimal(terms.rate)!;
  const paidBack = principalBy(terms, rate);
  const payments: LoanPayment[] = [];
  let balance = terms.principal.amount;
  for (let n = 1; n <= terms.months; n++) {
    const interest = units(mul(rational(balance), periodRate(rate, dayOfPayment(terms, n - 1), dayOfPayment(terms, n), terms.dayCount)));
    const principal = n === terms.months ? balance : Math.min(balance, paidBack(n, balance, interest));
    const fee = n === terms.months ? (terms.finalPayment?.amount ?? 0) : 0;
    balance -= principal;
    payments.push({ on: dayOfPayment(terms, n), interest, principal, fee, amount: interest + principal + fee, balance });
  }
  return payments;
}

/** What the loan's balances, as they are paid down, come to at another rate: what the money earns, month by month. */
export function interestOn(payments: readonly LoanPayment[], { principal, rate, drawnOn, dayCount }: LoanTerms): number {
  const yearly = exact.parseDecimal(rate)!;
  return payments.reduce((sum, p, i) => {
    const { on, balance } = payments[i - 1] ?? { on: drawnOn, balance: principal.amount };
    return sum + units(mul(rational(balance), periodRate(yearly, on, p.on, dayCount)));
  }, 0);
}

const dayOfPayment = ({ drawnOn }: LoanTerms, n: number): Day => addMonthsToDay(drawnOn, n);
const periodRate = (rate: Rational, from: Day, to: Day, count: LoanDayCount): Rational => mul(rate, count === 'monthly' ? rational(1, 12) : yearsBetween(from, to, count));

/** The principal that the n-th payment brings back. */
function principalBy({ principal, months, interestOnlyMonths, amortisation }: LoanTerms, rate: Rational): (n: number, balance: number, interest: number) => number {
  const repaying = months - interestOnlyMonths;
  if (amortisation === 'bullet') return () => 0;
  if (amortisation === 'equal-principal') {
    const until = (k: number) => (k <= 0 ? 0 : units(rational(BigInt(principal.amount) * BigInt(k), repaying)));
    return (n) => until(n - interestOnlyMonths) - until(n - 1 - interestOnlyMonths);
  }
  const payment = units(mul(rational(principal.amount), annuityRate(div(rate, rational(12)), repaying)));
  return (n, _, interest) => (n <= interestOnlyMonths ? 0 : Math.max(0, payment - interest));
}

/** The even payment per unit owed: i / (1 − (1 + i)^−n). */
function annuityRate(monthly: Rational, months: number): Rational {
  if (monthly.num === 0n) return rational(1, months);
  const grown = add(ONE, monthly);
  const growth = rational(grown.num ** BigInt(months), grown.den ** BigInt(months));
  return div(mul(monthly, growth), sub(growth, ONE));
}

/** Principal and interest that settle the loan on a day, when every payment due by then was made; 0 when it is over. */
export function owedOn(terms: LoanTerms, day: Day): { readonly principal: number; readonly interest: number; readonly fee: number } {
  const schedule = loanSchedule(terms);
  const last = schedule.findLast((p) => p.on <= day);
  const principal = last?.balance ?? terms.principal.amount;
  const since = last?.on ?? terms.drawnOn;
  if (principal === 0 || day < terms.drawnOn) return { principal: 0, interest: 0, fee: 0 };
  const rate = exact.parseDecimal(terms.rate)!;
  const interest = units(mul(mul(rational(principal), rate), yearsBetween(since, day, terms.dayCount === 'monthly' ? '30/360' : terms.dayCount)));
  return { principal, interest, fee: terms.finalPayment?.amount ?? 0 };
}
