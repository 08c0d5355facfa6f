import { Currency, Day, Decimal, type FactOf, Label, Money, Month, Note, PositiveMoney, fact, id } from '@capstan/kernel';
import { z } from 'zod';
import { BankMapping } from './bank-mapping.ts';

/** What a bank transaction was. Financing and transfers between own accounts never count in burn. */
export const kinds = ['payroll', 'compute', 'tax', 'other', 'revenue', 'financing', 'transfer'] as const;
export const TransactionKind = z.enum(kinds).meta({ id: 'TransactionKind' });
export type TransactionKind = z.infer<typeof TransactionKind>;
/** What can be planned as a cost. */
export const costKinds = ['payroll', 'compute', 'tax', 'other'] as const;
export const CostKind = z.enum(costKinds).meta({ id: 'CostKind' });
export type CostKind = z.infer<typeof CostKind>;

export const Transaction = z.object({
  key: z.string().describe('fingerprint of account, day, amount, text and counterparty, and which of several equal ones it is'),
  on: Day, amount: Money, text: z.string(), counterparty: z.string().optional(), kind: TransactionKind,
});
export type Transaction = z.infer<typeof Transaction>;

export const CostPlan = z.object({ name: Label, kind: CostKind, monthly: PositiveMoney, from: Month, to: Month.optional() });
export const RevenuePlan = z.object({ name: Label, monthly: PositiveMoney, growth: Decimal.describe('per month, as a fraction: "0.05"'), from: Month, to: Month.optional() });
export const Rate = z.object({ from: Currency, to: Currency, on: Day, rate: Decimal.describe('units of `to` for one unit of `from`') });

export const planningFacts = [
  fact('BankTransactionsImported', z.object({
    batch: id('batch'), account: Label, fileHash: z.string(), currency: Currency, lines: z.number().int(), known: z.number().int().describe('rows of the file that were there already'),
    from: Day, to: Day, transactions: z.array(Transaction),
  })),
  fact('BankBatchReversed', z.object({ batch: id('batch'), reason: Note })),
  fact('BankMappingRemembered', z.object({ account: Label, currency: Currency, mapping: BankMapping })),
  fact('TransactionClassified', z.object({ transaction: z.string(), kind: TransactionKind })),
  fact('OpeningBalanceSet', z.object({ account: Label, on: Day, balance: Money })),
  fact('CostPlanned', CostPlan.extend({ cost: id('cost') })),
  fact('PlannedCostDropped', z.object({ cost: id('cost'), reason: Note })),
  fact('RevenuePlanned', RevenuePlan.extend({ plan: id('plan') })),
  fact('RevenuePlanDropped', z.object({ plan: id('plan'), reason: Note })),
  fact('ExchangeRateRecorded', Rate),
  fact('PlanningAssumptionsSet', z.object({ raiseMonths: z.number().int() })),
] as const;

export type PlanningFact = FactOf<typeof planningFacts>;
