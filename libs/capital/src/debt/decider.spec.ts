import { fieldProblems, given, type Money } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { founded, today } from '../story.fixture.ts';
import { debtDecider, type DebtFact, loanCash, revenueLoanCash, SignLoan, SignRevenueLoan } from './index.ts';

const eur = (whole: number): Money => ({ amount: whole * 100, currency: 'EUR' });
const company = (...facts: DebtFact[]) => given(debtDecider, founded, ...facts);
const terms = { lender: 'Kanal Bank', principal: eur(360_000), rate: '0.12', dayCount: 'monthly', months: 36, interestOnlyMonths: 6, amortisation: 'equal-principal', drawnOn: '2026-01-15' } as const;
const loan = 'loan-00000001';
const signed: DebtFact = { type: 'LoanSigned', data: { ...terms, loan }, effective: '2026-01-15' };
const advance = { lender: 'Anker Revenue', advance: eur(50_000), multiple: '1.3', revenueShare: '0.05', drawnOn: '2026-02-01' };
const shared: DebtFact = { type: 'RevenueLoanSigned', data: { ...advance, loan }, effective: '2026-02-01' };

test('a loan is true from the day it was drawn', () => {
  company().when({ type: 'SignLoan', loan, today, ...terms }).then(signed);
  company().when({ type: 'SignRevenueLoan', loan, today, ...advance }).then(shared);
});
test('a loan is not drawn tomorrow, nor in another currency', () => {
  company().when({ type: 'SignLoan', loan, today, ...terms, drawnOn: '2026-11-24' }).refuses('day-in-future', 'drawnOn');
  company().when({ type: 'SignLoan', loan, today, ...terms, upFrontFee: { amount: 1, currency: 'USD' } }).refuses('not-company-currency', 'upFrontFee');
  company().when({ type: 'SignRevenueLoan', loan, today, ...advance, advance: { amount: 1, currency: 'USD' } }).refuses('not-company-currency', 'advance');
});
test('settling a loan costs its balance and the interest since the last payment', () => {
  // ten payments by 15 November, four of them with principal of 12,000; on the 23rd 8 days of 12 % on 312,000 are 832.00
  company(signed).when({ type: 'RepayLoan', loan, today, repaidOn: '2026-11-23' }).then({ type: 'LoanRepaid', data: { loan, repaidOn: '2026-11-23', paid: { amount: 31_283_200, currency: 'EUR' } }, effective: '2026-11-23' });
  company(signed).when({ type: 'RepayLoan', loan, today, repaidOn: '2026-01-14' }).refuses('day-too-early', 'repaidOn');
});
test('what settles a revenue-based loan has to be said', () => {
  company(shared).when({ type: 'RepayLoan', loan, today, repaidOn: '2026-11-23' }).refuses('loan-payment-needed', 'paid');
  company(shared).when({ type: 'RepayLoan', loan, today, repaidOn: '2026-11-23', paid: eur(40_000) }).then({ type: 'LoanRepaid', data: { loan, repaidOn: '2026-11-23', paid: eur(40_000) }, effective: '2026-11-23' });
});
test('a loan ends once', () => {
  const cancelled: DebtFact = { type: 'LoanCancelled', data: { loan, reason: 'typed twice' } };
  company(signed).when({ type: 'CancelLoan', loan, reason: 'typed twice' }).then(cancelled);
  company(signed, cancelled).when({ type: 'CancelLoan', loan, reason: 'again' }).refuses('loan-cancelled');
  company(signed, cancelled).when({ type: 'RepayLoan', loan, today, repaidOn: today }).refuses('loan-cancelled');
  company().when({ type: 'CancelLoan', loan, reason: 'none' }).refuses('loan-unknown');
});

test.each([
  ['a rate below zero', SignLoan, { ...terms, rate: '-0.01' }, 'rate', 'rate-out-of-range'],
  ['a loan of nothing', SignLoan, { ...terms, principal: eur(0) }, 'principal', 'amount-zero'],
  ['interest only to the end', SignLoan, { ...terms, interestOnlyMonths: 36 }, 'interestOnlyMonths', 'interest-only-too-long'],
  ['a fee of everything', SignLoan, { ...terms, upFrontFee: terms.principal }, 'upFrontFee', 'fee-too-large'],
  ['warrants for twice the loan', SignLoan, { ...terms, warrants: { coverage: '2', strike: ['1', '1'] } }, 'warrants.coverage', 'coverage-out-of-range'],
  ['warrants for nothing', SignLoan, { ...terms, warrants: { coverage: '0.1', strike: ['0', '1'] } }, 'warrants.strike', 'strike-not-positive'],
  ['less back than advanced', SignRevenueLoan, { ...advance, multiple: '0.9' }, 'multiple', 'multiple-below-one'],
  ['more than all revenue', SignRevenueLoan, { ...advance, revenueShare: '1.2' }, 'revenueShare', 'revenue-share-out-of-range'],
] as const)('%s is refused', (_, schema, body, path, code) => {
  const result = schema.safeParse(body);
  expect(fieldProblems(result.error!).map((p) => [p.path, p.code])).toContainEqual([path, code]);
});

const sum = (flows: readonly { kind: string; amount: number }[], kind: string) => flows.filter((f) => f.kind === kind).reduce((n, f) => n + f.amount, 0);
test('what a loan brings as financing it takes as financing; the rest is cost', () => {
  const flows = loanCash(terms, null);
  expect([sum(flows, 'financing'), sum(flows, 'cost')]).toEqual([0, -7_740_000]);
  const settled = loanCash(terms, { repaidOn: '2026-11-23', paid: { amount: 31_283_200, currency: 'EUR' } });
  expect([sum(settled, 'financing'), settled.at(-1)]).toEqual([0, { on: '2026-11-23', kind: 'cost', amount: -83_200 }]);
});
test('a revenue-based loan costs its multiple, less the advance', () => {
  const flows = revenueLoanCash(advance, () => 2_000_000, null);
  expect([sum(flows, 'financing'), sum(flows, 'cost')]).toEqual([0, -1_500_000]);
  const settled = revenueLoanCash(advance, () => 2_000_000, { repaidOn: '2026-04-30', paid: eur(45_000) });
  expect(settled.reduce((n, f) => n + f.amount, 0)).toBe(5_000_000 - 2 * 100_000 - 4_500_000);
});
