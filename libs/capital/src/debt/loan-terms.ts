import type { Day, Money } from '@capstan/kernel';
import { type DayCount, dayCounts } from '../rounds/day-count.ts';

/**
 * How the principal comes back after the interest-only months. `equal-principal`: the same part of it every month;
 * `annuity`: the same payment every month, interest included; `bullet`: all of it at the end.
 */
export const amortisations = ['equal-principal', 'annuity', 'bullet'] as const;
export type Amortisation = (typeof amortisations)[number];

/** `monthly`: a twelfth of the yearly rate each month, whatever its length (the usual for venture debt); else by days. */
export const loanDayCounts = ['monthly', ...dayCounts] as const;
export type LoanDayCount = 'monthly' | DayCount;

/** Warrants that come with a loan. `coverage` is the part of the principal that they may buy shares for, at `strike` a share. */
export interface WarrantTerms { readonly coverage: string; readonly strike: readonly [string, string]; readonly years?: number | undefined; readonly volatility?: string | undefined }

/** A loan as agreed. Rates are yearly decimal text ("0.11"); the days of payment are the day of the draw in each later month. */
export interface LoanTerms {
  readonly principal: Money;
  readonly rate: string;
  readonly dayCount: LoanDayCount;
  /** Months from the draw to the last payment, interest-only months included. */
  readonly months: number;
  readonly interestOnlyMonths: number;
  readonly amortisation: Amortisation;
  /** Kept back by the lender at the draw. */
  readonly upFrontFee?: Money | undefined;
  /** Paid with the last payment, on top of it. */
  readonly finalPayment?: Money | undefined;
  readonly warrants?: WarrantTerms | undefined;
  readonly drawnOn: Day;
}

/** A revenue-based loan: a part of each month's revenue until the advance times the multiple is paid. */
export interface RevenueLoanTerms {
  readonly advance: Money;
  readonly multiple: string;
  readonly revenueShare: string;
  /** Paid each month even when the share is less. */
  readonly minimumMonthly?: Money | undefined;
  readonly drawnOn: Day;
}
