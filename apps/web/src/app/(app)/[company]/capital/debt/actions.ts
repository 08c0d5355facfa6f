'use server';
import { debtApi } from '@capstan/capital';
import { exact } from '@capstan/kernel';
import type { FormReader } from '../../../../../api/read-form.ts';
import { type Outcome, submit } from '../../../../../api/submit.ts';

/** Warrants are there when a coverage is named. */
function warrants(f: FormReader) {
  const [coverage, strike] = [f.percent('warrants.coverage'), f.decimal('warrants.strike')];
  return coverage === undefined ? undefined : { coverage, strike: exact.toFraction(exact.parseDecimal(strike ?? '0')!) };
}

export async function signLoan(company: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(debtApi.signLoan, { company }, form, (f) => ({
    lender: f.text('lender'), principal: f.money('principal', currency), rate: f.percent('rate'), dayCount: f.text('dayCount'), months: f.number('months'), interestOnlyMonths: f.number('interestOnlyMonths'),
    amortisation: f.text('amortisation'), upFrontFee: f.money('upFrontFee', currency), finalPayment: f.money('finalPayment', currency), warrants: warrants(f), drawnOn: f.text('drawnOn'),
  }));
}

export async function signRevenueLoan(company: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(debtApi.signRevenueLoan, { company }, form, (f) => ({
    lender: f.text('lender'), advance: f.money('advance', currency), multiple: f.decimal('multiple'), revenueShare: f.percent('revenueShare'), minimumMonthly: f.money('minimumMonthly', currency), drawnOn: f.text('drawnOn'),
  }));
}

export async function repayLoan(company: string, loan: string, currency: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(debtApi.repayLoan, { company, loan }, form, (f) => ({ repaidOn: f.text('repaidOn'), paid: f.money('paid', currency) }));
}

export async function cancelLoan(company: string, loan: string, _: Outcome, form: FormData): Promise<Outcome> {
  return submit(debtApi.cancelLoan, { company, loan }, form, (f) => ({ reason: f.text('reason') }));
}
