import { Currency, Day, Decimal, Explained, Instant, Label, Money, Month, Note, Receipt, command, query, revealing } from '@capstan/kernel';
import { z } from 'zod';
import { BankMapping } from './bank-mapping.ts';
import { CostKind, CostPlan, Rate, RevenuePlan, TransactionKind } from './events.ts';

/** Largest bank file, in characters of text, and rows. */
export const MOST_BANK_TEXT = 12 * 1024 * 1024;
export const MOST_BANK_ROWS = 50_000;
const ImportName = z.string().regex(/^import-[a-z0-9]{8,40}$/);
const Because = z.object({ reason: Note.min(1) });

export const ImportBank = z.object({ import: ImportName.optional(), account: Label, currency: Currency, mapping: BankMapping, text: z.string().min(1) }).meta({ id: 'ImportBank' });
export type ImportBank = z.output<typeof ImportBank>;
export const BankReceipt = Receipt.extend({ lines: z.number().int(), added: z.number().int(), known: z.number().int(), from: Day, to: Day }).meta({ id: 'BankReceipt' });
export type BankReceipt = z.output<typeof BankReceipt>;
export const BankProgress = z.object({ import: ImportName, rows: z.number().int(), share: z.number() }).meta({ id: 'BankProgress' });

export const SetOpeningBalance = z.object({ account: Label, on: Day, balance: Money }).meta({ id: 'SetOpeningBalance' });
export type SetOpeningBalance = z.output<typeof SetOpeningBalance>;
export const ClassifyTransaction = z.object({ kind: TransactionKind }).meta({ id: 'ClassifyTransaction' });
export type ClassifyTransaction = z.output<typeof ClassifyTransaction>;
export const PlanCost = CostPlan.meta({ id: 'PlanCost' });
export type PlanCost = z.output<typeof PlanCost>;
export const PlanRevenue = RevenuePlan.meta({ id: 'PlanRevenue' });
export type PlanRevenue = z.output<typeof PlanRevenue>;
export const RecordExchangeRate = Rate.meta({ id: 'RecordExchangeRate' });
export type RecordExchangeRate = z.output<typeof RecordExchangeRate>;
export const SetPlanningAssumptions = z.object({ raiseMonths: z.number().int() }).meta({ id: 'SetPlanningAssumptions' });
export type SetPlanningAssumptions = z.output<typeof SetPlanningAssumptions>;
export const DropPlanned = Because.meta({ id: 'DropPlanned' });
export type DropPlanned = z.output<typeof DropPlanned>;

const recorded = { actor: z.string(), at: Instant, fact: z.string() };

export const TransactionLine = z.object({ key: z.string(), batch: z.string(), account: z.string(), on: Day, amount: Money, text: z.string(), counterparty: z.string().nullable(), kind: TransactionKind, classifiedBy: z.enum(['rule', 'person']), ...recorded }).meta({ id: 'TransactionLine' });
export type TransactionLine = z.output<typeof TransactionLine>;
export const Transactions = z.object({ transactions: z.array(TransactionLine), count: z.number().int(), more: z.boolean() }).meta({ id: 'Transactions' });
export const BatchLine = z.object({ batch: z.string(), account: z.string(), from: Day, to: Day, lines: z.number().int(), added: z.number().int(), known: z.number().int(), reversed: z.boolean(), ...recorded }).meta({ id: 'BatchLine' });
export const AccountLine = z.object({ account: z.string(), currency: Currency, mapping: BankMapping.nullable(), opening: Money.nullable(), openedOn: Day.nullable(), balance: Money.nullable(), until: Day.nullable() }).meta({ id: 'AccountLine' });
export type AccountLine = z.output<typeof AccountLine>;
export const BankView = z.object({ accounts: z.array(AccountLine), batches: z.array(BatchLine) }).meta({ id: 'BankView' });
export type BankView = z.output<typeof BankView>;

export const CostLine = z.object({ cost: z.string(), name: z.string(), kind: CostKind, monthly: Money, from: Month, to: Month.nullable(), ...recorded }).meta({ id: 'CostLine' });
export const RevenuePlanLine = z.object({ plan: z.string(), name: z.string(), monthly: Money, growth: Decimal, from: Month, to: Month.nullable(), ...recorded }).meta({ id: 'RevenuePlanLine' });
export const RateLine = z.object({ from: Currency, to: Currency, on: Day, rate: Decimal, ...recorded }).meta({ id: 'RateLine' });
export const PlansView = z.object({ currency: Currency, costs: z.array(CostLine), revenues: z.array(RevenuePlanLine), rates: z.array(RateLine), raiseMonths: z.number().int() }).meta({ id: 'PlansView' });
export type PlansView = z.output<typeof PlansView>;

const minor = z.number().int().nullable().describe('minor units of the company currency; null when unknown');
export const CashMonthView = z.object({ month: Month, byKind: z.record(TransactionKind, minor), netBurn: minor, grossBurn: minor, financing: minor, change: minor, closing: minor }).meta({ id: 'CashMonth' });
export type CashMonthView = z.output<typeof CashMonthView>;
/** `bank`: bank transactions. `records`: no bank yet, so rounds, revenue, spend and pay as recorded. */
export const CashBasis = z.enum(['bank', 'records']);
export const CashView = z.object({ currency: Currency, basis: CashBasis, months: z.array(CashMonthView), missingRates: z.array(Currency), why: Explained }).meta({ id: 'CashView' });
export type CashView = z.output<typeof CashView>;

export const RunwayView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('months'), months: z.number(), cashOut: Day }),
  z.object({ kind: z.literal('not-burning') }),
  z.object({ kind: z.literal('beyond'), months: z.number() }),
  z.object({ kind: z.literal('unknown'), missing: z.array(z.string()) }),
]).meta({ id: 'Runway' });
export const PlanLineView = z.object({ id: z.string(), name: z.string(), kind: z.enum(['payroll', 'compute', 'tax', 'other', 'revenue']), source: z.enum(['hire', 'planned-hire', 'reservation', 'cost', 'revenue', 'carried', 'loan']), from: Month.nullable(), amounts: z.array(z.number().int()), goesOn: z.boolean() }).meta({ id: 'PlanLine' });
export type PlanLineView = z.output<typeof PlanLineView>;
const Figure = z.object({ value: Money.nullable(), why: Explained });
const RunwayFigure = z.object({ runway: RunwayView, why: Explained });
export const CashPoint = z.object({ month: Month, actual: minor, plan: minor });
export const Overview = z.object({
  today: Day, currency: Currency.nullable(),
  money: revealing(z.object({
    basis: CashBasis, cash: Figure, asOf: Day.nullable(), netBurn: Figure, grossBurn: Figure,
    trailing: RunwayFigure, plan: RunwayFigure, decision: RunwayFigure, raiseMonths: z.number().int(),
    series: z.array(CashPoint).describe('cash at the end of each month: twelve back, twenty-four ahead'),
    start: z.object({ day: Day, cash: z.number().int() }).nullable(), lines: z.array(PlanLineView),
    negative: z.object({ month: Month, day: Day, because: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string(), amount: z.number().int() })) }).nullable(),
    missing: z.array(z.string()).describe('what the plan cannot know: currencies without a rate, people without a salary'),
    unsorted: z.number().int().describe('money in that no rule could classify'),
  }), 'planning:read'),
  team: revealing(z.object({ headcount: z.number().int(), planned: z.number().int(), why: Explained }), 'team:read'),
  compute: revealing(z.object({ month: Month, spent: Money.nullable(), budget: Money.nullable(), why: Explained }), 'compute:read'),
}).meta({ id: 'Overview' });
export type Overview = z.output<typeof Overview>;
export type MoneyOverview = NonNullable<Overview['money']>;

const path = (rest: string) => `/companies/:company/planning/${rest}`;
const read = 'planning:read' as const;
const write = 'planning:record' as const;

export const planningApi = {
  importBank: command(path('bank'), { permission: write, summary: 'Import bank transactions (CSV text, by a given mapping)', body: ImportBank, answer: BankReceipt, limit: 2 * MOST_BANK_TEXT }),
  importProgress: query(path('imports/:import'), { permission: write, summary: 'How far an import is', answer: BankProgress }),
  stopImport: command(path('imports/:import/stop'), { permission: write, summary: 'Stop an import: nothing is recorded', body: z.object({}), answer: z.object({ stopped: z.boolean() }) }),
  reverseBatch: command(path('bank/:batch/reverse'), { permission: write, summary: 'Take an imported bank file back', body: DropPlanned }),
  setOpeningBalance: command(path('opening-balances'), { permission: write, summary: 'Say what an account held at the start of a day', body: SetOpeningBalance, method: 'PUT' }),
  classifyTransaction: command(path('transactions/:transaction/kind'), { permission: write, summary: 'Say what a transaction was', body: ClassifyTransaction, method: 'PUT' }),
  planCost: command(path('costs'), { permission: write, summary: 'Plan a monthly cost', body: PlanCost }),
  dropCost: command(path('costs/:cost/drop'), { permission: write, summary: 'Drop a planned cost', body: DropPlanned }),
  planRevenue: command(path('revenues'), { permission: write, summary: 'Plan a monthly revenue', body: PlanRevenue }),
  dropRevenue: command(path('revenues/:plan/drop'), { permission: write, summary: 'Drop a planned revenue', body: DropPlanned }),
  recordRate: command(path('exchange-rates'), { permission: write, summary: 'Record an exchange rate', body: RecordExchangeRate }),
  setAssumptions: command(path('assumptions'), { permission: write, summary: 'Set the planning assumptions', body: SetPlanningAssumptions, method: 'PUT' }),
  bank: query(path('bank'), { permission: read, summary: 'Bank accounts with their remembered mappings, and imports', answer: BankView }),
  transactions: query(path('transactions'), { permission: read, summary: 'Bank transactions, newest first, 200 at a time', query: z.object({ kind: TransactionKind.optional(), month: Month.optional(), page: z.coerce.number().int().min(0).max(1000).default(0) }), answer: Transactions }),
  cash: query(path('cash'), { permission: read, summary: 'Actual cash month by month', answer: CashView }),
  plans: query(path('plans'), { permission: read, summary: 'Planned costs, planned revenue, exchange rates and assumptions', answer: PlansView }),
  overview: query('/companies/:company/overview', { permission: 'company:read', summary: 'Where the company stands: cash, burn, three runways, people, GPU budget', answer: Overview }),
} as const;
