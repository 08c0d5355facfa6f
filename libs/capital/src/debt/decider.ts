import { type Day, type Decider, type Fact, keyed, type Keyed, type Money, type Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import { refuse } from '../refusals.ts';
import { happened, sameCurrency } from '../rules.ts';
import type { DebtCommand } from './commands.ts';
import type { DebtFact } from './facts.ts';
import { owedOn } from './loan-schedule.ts';
import type { LoanTerms } from './loan-terms.ts';

/** A loan by how it stands. Only a loan with a schedule knows what settles it. */
type Loan = { readonly drawnOn: Day; readonly terms: LoanTerms | null } & ({ readonly situation: 'running' } | { readonly situation: 'repaid' | 'cancelled' });
export interface DebtState { readonly currency?: string; readonly foundedOn?: Day; readonly loans: Keyed<Loan> }

function evolve(state: DebtState, one: CapitalFact | Fact): DebtState {
  const { type, data } = one as CapitalFact;
  const over = (id: string, situation: 'repaid' | 'cancelled'): DebtState => {
    const loan = keyed.at(state.loans, id);
    return loan ? { ...state, loans: keyed.put<Loan>(state.loans, id, { ...loan, situation }) } : state;
  };
  switch (type) {
    case 'CompanyFounded': return { ...state, currency: data.currency, foundedOn: data.foundedOn };
    case 'LoanSigned': return { ...state, loans: keyed.put<Loan>(state.loans, data.loan, { drawnOn: data.drawnOn, terms: data, situation: 'running' }) };
    case 'RevenueLoanSigned': return { ...state, loans: keyed.put<Loan>(state.loans, data.loan, { drawnOn: data.drawnOn, terms: null, situation: 'running' }) };
    case 'LoanRepaid': return over(data.loan, 'repaid');
    case 'LoanCancelled': return over(data.loan, 'cancelled');
    default: return state;
  }
}

function decide(command: DebtCommand, state: DebtState): DebtFact[] | Refusal {
  switch (command.type) {
    case 'SignLoan': {
      const { type: _, today, ...data } = command;
      const amounts = { principal: data.principal, upFrontFee: data.upFrontFee, finalPayment: data.finalPayment };
      return happened(data.drawnOn, today, 'drawnOn', state.foundedOn) ?? foreign(state, amounts) ?? [{ type: 'LoanSigned', data, effective: data.drawnOn }];
    }
    case 'SignRevenueLoan': {
      const { type: _, today, ...data } = command;
      return happened(data.drawnOn, today, 'drawnOn', state.foundedOn) ?? foreign(state, { advance: data.advance, minimumMonthly: data.minimumMonthly }) ?? [{ type: 'RevenueLoanSigned', data, effective: data.drawnOn }];
    }
    case 'RepayLoan': return repay(command, state);
    case 'CancelLoan': {
      const loan = running(state, command.loan);
      return 'refused' in loan ? loan : [{ type: 'LoanCancelled', data: { loan: command.loan, reason: command.reason } }];
    }
  }
}

const foreign = (state: DebtState, amounts: Readonly<Record<string, Money | undefined>>): Refusal | undefined =>
  Object.entries(amounts).map(([path, amount]) => amount && sameCurrency(state, amount, path)).find((refused) => refused !== undefined);

function running(state: DebtState, id: string): Loan | Refusal {
  const loan = keyed.at(state.loans, id);
  if (!loan) return refuse('loan-unknown');
  return loan.situation === 'running' ? loan : refuse(`loan-${loan.situation}`);
}

/** A loan is settled before its time: by what is owed on the day, unless another amount was agreed. */
function repay({ loan: id, repaidOn, paid, today }: Extract<DebtCommand, { type: 'RepayLoan' }>, state: DebtState): DebtFact[] | Refusal {
  const loan = running(state, id);
  if ('refused' in loan) return loan;
  const refused = happened(repaidOn, today, 'repaidOn', loan.drawnOn) ?? (paid && sameCurrency(state, paid, 'paid'));
  if (refused) return refused;
  if (!paid && !loan.terms) return refuse('loan-payment-needed', {}, 'paid');
  return [{ type: 'LoanRepaid', data: { loan: id, repaidOn, paid: paid ?? settling(loan.terms!, repaidOn) }, effective: repaidOn }];
}

function settling(terms: LoanTerms, day: Day): Money {
  const { principal, interest, fee } = owedOn(terms, day);
  return { amount: principal + interest + fee, currency: terms.principal.currency };
}

/** Loans of one company, by schedule or by revenue. */
export const debtDecider: Decider<DebtCommand, DebtState, CapitalFact> = {
  name: 'debt', initial: { loans: keyed.keyed() }, evolve, decide, subject: (command) => command.loan, concerns: (one) => ('loan' in one.data ? [one.data.loan] : []),
};
