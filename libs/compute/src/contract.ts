import { Currency, Day, Decimal, Explained, Instant, Label, Money, Month, Note, PositiveMoney, Receipt, command, query } from '@capstan/kernel';
import { z } from 'zod';
import { Purpose, SpendDetails } from './events.ts';

export const RecordSpend = SpendDetails.omit({ run: true }).meta({ id: 'RecordSpend' });
export type RecordSpend = z.output<typeof RecordSpend>;
export const TakeBack = z.object({ reason: Note.min(1) }).meta({ id: 'TakeBack' });
export type TakeBack = z.output<typeof TakeBack>;

/** Largest bill file, in characters of text, and rows: beyond that a month is better split by account. */
export const MOST_BILL_TEXT = 24 * 1024 * 1024;
export const MOST_BILL_ROWS = 50_000;
/** The caller names its import, so that it can ask for progress and stop it while the answer is still on its way. */
export const ImportName = z.string().regex(/^import-[a-z0-9]{8,40}$/);
export const ImportBill = z.object({ import: ImportName.optional(), text: z.string().min(1) }).meta({ id: 'ImportBill' });
export type ImportBill = z.output<typeof ImportBill>;
export const BillReceipt = Receipt.extend({ lines: z.number().int(), credits: z.number().int(), from: Day, to: Day, total: Money, exactTotal: Decimal, groups: z.number().int() }).meta({ id: 'BillReceipt' });
export type BillReceipt = z.output<typeof BillReceipt>;
export const ImportProgress = z.object({ import: ImportName, rows: z.number().int(), share: z.number().describe('of the text, 0 to 1') }).meta({ id: 'ImportProgress' });

export const SetGpuBudget = z.object({ month: Month, amount: PositiveMoney }).meta({ id: 'SetGpuBudget' });
export type SetGpuBudget = z.output<typeof SetGpuBudget>;
export const MakeReservation = z.object({ gpu: Label, count: z.number().int().positive().max(1e6), provider: Label, monthly: PositiveMoney, from: Month, to: Month }).meta({ id: 'MakeReservation' });
export type MakeReservation = z.output<typeof MakeReservation>;
export const EndReservation = z.object({ last: Month.nullable(), reason: Note.min(1) }).meta({ id: 'EndReservation' });
export type EndReservation = z.output<typeof EndReservation>;
export const ObserveGpuPrice = z.object({ gpu: Label, provider: Label, on: Day, perHour: PositiveMoney, kind: z.enum(['on-demand', 'spot', 'reserved']) }).meta({ id: 'ObserveGpuPrice' });
export type ObserveGpuPrice = z.output<typeof ObserveGpuPrice>;

/** Who recorded it, when, and the event that says so. */
const recorded = { actor: z.string(), at: Instant, fact: z.string() };

export const SpendLine = z.object({
  id: z.string(), source: z.enum(['hand', 'bill', 'run']), month: Month, on: Day, provider: z.string(), service: z.string(), purpose: Purpose,
  amount: Money, gpuHours: z.number().nullable(), run: z.string().nullable(), ...recorded,
}).meta({ id: 'SpendLine' });
export type SpendLine = z.output<typeof SpendLine>;
export const BillLine = z.object({ bill: z.string(), provider: z.string(), from: Day, to: Day, lines: z.number().int(), credits: z.number().int(), total: Money, exactTotal: Decimal, reversed: z.boolean(), reason: z.string().nullable(), ...recorded }).meta({ id: 'BillLine' });
export const ReservationLine = z.object({
  reservation: z.string(), gpu: z.string(), count: z.number().int(), provider: z.string(), monthly: Money, from: Month, to: Month,
  last: Month.nullable(), standing: z.enum(['coming', 'running', 'over', 'ended']), ...recorded,
}).meta({ id: 'ReservationLine' });
export type ReservationLine = z.output<typeof ReservationLine>;
export const GpuPriceLine = z.object({ price: z.string(), gpu: z.string(), provider: z.string(), on: Day, perHour: Money, kind: z.string(), ...recorded }).meta({ id: 'GpuPriceLine' });

export const BudgetUseView = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-budget') }), z.object({ kind: z.literal('unknown') }),
  z.object({ kind: z.enum(['within', 'over']), left: Money, share: z.number().nullable() }),
]);
export const SpendMonth = z.object({
  month: Month, byPurpose: z.record(Purpose, Money.nullable()), gpu: Money.nullable(), total: Money.nullable(), committed: Money.nullable(),
  budget: Money.nullable(), use: BudgetUseView, why: Explained,
}).meta({ id: 'SpendMonth' });
export type SpendMonth = z.output<typeof SpendMonth>;
export const ComputeSpend = z.object({ currency: Currency, months: z.array(SpendMonth), missingRates: z.array(Currency) }).meta({ id: 'ComputeSpend' });
export type ComputeSpend = z.output<typeof ComputeSpend>;

const MonthRange = z.object({ from: Month.optional(), to: Month.optional() });

const path = (rest: string) => `/companies/:company/compute/${rest}`;
const read = 'compute:read' as const;
const write = 'compute:record' as const;

export const computeApi = {
  recordSpend: command(path('spend'), { permission: write, summary: 'Record compute spend by hand', body: RecordSpend }),
  reverseSpend: command(path('spend/:spend/reverse'), { permission: write, summary: 'Take recorded spend back', body: TakeBack }),
  importBill: command(path('bills'), { permission: write, summary: 'Import a cloud bill (FOCUS 1.0 to 1.2, CSV text)', body: ImportBill, answer: BillReceipt, limit: 2 * MOST_BILL_TEXT }),
  importProgress: query(path('imports/:import'), { permission: write, summary: 'How far an import is', answer: ImportProgress }),
  stopImport: command(path('imports/:import/stop'), { permission: write, summary: 'Stop an import: nothing is recorded', body: z.object({}), answer: z.object({ stopped: z.boolean() }) }),
  reverseBill: command(path('bills/:bill/reverse'), { permission: write, summary: 'Take an imported bill back', body: TakeBack }),
  setGpuBudget: command(path('budgets'), { permission: write, summary: 'Set the GPU budget of a month', body: SetGpuBudget, method: 'PUT' }),
  makeReservation: command(path('reservations'), { permission: write, summary: 'Record reserved capacity', body: MakeReservation }),
  endReservation: command(path('reservations/:reservation/end'), { permission: write, summary: 'End a reservation early', body: EndReservation }),
  observeGpuPrice: command(path('gpu-prices'), { permission: write, summary: 'Record a GPU price as seen', body: ObserveGpuPrice }),
  spend: query(path('spend'), { permission: read, summary: 'Spend by month and purpose against the GPU budget', query: MonthRange, answer: ComputeSpend }),
  spendLines: query(path('spend-lines'), { permission: read, summary: 'Every piece of spend, newest first', query: MonthRange, answer: z.array(SpendLine) }),
  bills: query(path('bills'), { permission: read, summary: 'Imported bills', answer: z.array(BillLine) }),
  reservations: query(path('reservations'), { permission: read, summary: 'Reserved capacity', answer: z.array(ReservationLine) }),
  gpuPrices: query(path('gpu-prices'), { permission: read, summary: 'GPU prices as they were seen', answer: z.array(GpuPriceLine) }),
} as const;
