import { Day, Money, type Refusal } from '@capstan/kernel';
import { z } from 'zod';
import { SignLoan } from '../debt/commands.ts';
import { EffectiveRate, LoanPaymentView } from '../debt/contract.ts';
import { loanCost } from '../debt/loan-cost.ts';
import { loanSchedule } from '../debt/loan-schedule.ts';
import { dayCounts } from '../rounds/day-count.ts';
import { type InternalRate, irr, xirr, xnpv } from '../returns/irr.ts';
import { refuse } from '../refusals.ts';
import { signChanges } from '../returns/roots.ts';
import { mirr, npv } from '../returns/time-value.ts';
import { Answered, answered, Positive, valueOf } from './figures.ts';

const MOST_FLOWS = 1000;
/** Each turn from in to out can add a rate; past so many nobody asks for them, and finding them all takes long. */
const MOST_TURNS = 20;
const Rate = z.number().gt(-1).max(1e6).describe('a fraction: 0.1 means 10 %');
const Amount = z.number().min(-1e15).max(1e15);
const rates = { rate: Rate.optional().describe('to discount by'), financeRate: Rate.optional(), reinvestRate: Rate.optional() };
export const CalculateReturns = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dated'), flows: z.array(z.object({ on: Day, amount: Amount })).min(1).max(MOST_FLOWS), dayCount: z.enum(dayCounts).default('act/365f'), rate: rates.rate }),
  z.object({ kind: z.literal('periodic'), amounts: z.array(Amount).min(1).max(MOST_FLOWS), firstFlow: z.enum(['undiscounted', 'discounted']).default('undiscounted'), ...rates }),
]).meta({ id: 'CalculateReturns', examples: [{ kind: 'dated', flows: [{ on: '2020-01-15', amount: -250_000 }, { on: '2026-03-31', amount: 1_400_000 }] }, { kind: 'periodic', amounts: [-100, 240, -143] }] });
export type CalculateReturns = z.output<typeof CalculateReturns>;
const number = z.number().nullable();
export const ReturnsAnswer = z.object({ internalRate: EffectiveRate.describe('none, one or several: all of them'), netPresentValue: number, modifiedRate: number, multiple: number.describe('money back over money in') }).meta({ id: 'ReturnsAnswer' });

const listed = (rate: InternalRate): z.output<typeof EffectiveRate> => (rate.kind === 'several' ? { kind: rate.kind, rates: [...rate.rates] } : rate);
const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);

/** Internal rate with its root count, net present value, modified rate. Rates are doubles: statistics, not money. */
export function calculateReturns(body: CalculateReturns): z.output<typeof ReturnsAnswer> | Refusal {
  const amounts = body.kind === 'dated' ? body.flows.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map((f) => f.amount) : body.amounts;
  const turns = signChanges(amounts.map((amount, at) => ({ at, amount })));
  if (turns > MOST_TURNS) return refuse('flows-turn-too-often', { turns, most: MOST_TURNS });
  const paid = sum(amounts.map((a) => Math.max(0, -a)));
  const multiple = paid === 0 ? null : sum(amounts.map((a) => Math.max(0, a))) / paid;
  if (body.kind === 'dated') return { internalRate: listed(xirr(body.flows, body.dayCount)), netPresentValue: body.rate === undefined ? null : xnpv(body.rate, body.flows, body.dayCount), modifiedRate: null, multiple };
  return {
    internalRate: listed(irr(amounts)), netPresentValue: body.rate === undefined ? null : npv(body.rate, amounts, body.firstFlow), multiple,
    modifiedRate: body.financeRate === undefined || body.reinvestRate === undefined ? null : mirr(amounts, body.financeRate, body.reinvestRate),
  };
}

const AgreedTerms = z.object(SignLoan.shape).omit({ lender: true });
export const CalculateLoan = AgreedTerms.extend({ treasuryRate: AgreedTerms.shape.rate.default('0').describe('what idle money earns a year'), sharePrice: Positive.optional().describe('today; the strike of the warrants if left out') })
  .refine((l) => l.interestOnlyMonths < l.months, { error: 'The interest-only months must leave at least one month for the principal.', params: { refusal: 'interest-only-too-long' }, path: ['interestOnlyMonths'] })
  .meta({ id: 'CalculateLoan', examples: [{ principal: { amount: 500_000_000, currency: 'USD' }, rate: '0.11', months: 36, interestOnlyMonths: 6, drawnOn: '2026-01-15', upFrontFee: { amount: 3_000_000, currency: 'USD' }, warrants: { coverage: '0.1', strike: ['1', '1'] } }] });
export type CalculateLoan = z.output<typeof CalculateLoan>;
export const LoanAnswer = z.object({
  payments: z.array(LoanPaymentView), interest: Money, fees: Money, netInterest: Money, total: Money, warrants: z.object({ shares: Answered, cost: Money }).nullable(), effectiveRate: EffectiveRate, effectiveRateWithWarrants: EffectiveRate,
}).meta({ id: 'LoanAnswer' });

/** A loan's schedule and what it costs in all. */
export function calculateLoan({ treasuryRate, sharePrice, ...terms }: CalculateLoan): z.output<typeof LoanAnswer> {
  const worth = (amount: number): Money => ({ amount, currency: terms.principal.currency });
  const cost = loanCost(terms, { treasuryRate, ...(sharePrice !== undefined && { sharePrice: valueOf(sharePrice) }) });
  return {
    payments: loanSchedule(terms).map((p) => ({ on: p.on, interest: worth(p.interest), principal: worth(p.principal), fee: worth(p.fee), amount: worth(p.amount), balance: worth(p.balance) })),
    interest: worth(cost.interest), fees: worth(cost.fees), netInterest: worth(cost.netInterest), total: worth(cost.total),
    warrants: cost.warrants && { shares: answered(cost.warrants.shares), cost: worth(cost.warrants.cost) }, effectiveRate: listed(cost.effectiveRate), effectiveRateWithWarrants: listed(cost.effectiveRateWithWarrants),
  };
}
