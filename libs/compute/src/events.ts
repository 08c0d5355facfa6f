import { Currency, Day, Decimal, type FactOf, Label, Money, Month, Note, PositiveMoney, fact, id } from '@capstan/kernel';
import { z } from 'zod';

/** What compute is bought for. GPU spend is training and inference; data and other are not held against the GPU budget. */
export const purposes = ['training', 'inference', 'data', 'other'] as const;
export const Purpose = z.enum(purposes).meta({ id: 'Purpose' });
export type Purpose = z.infer<typeof Purpose>;
export const gpuPurposes: readonly Purpose[] = ['training', 'inference'];

/** A provider's or a service's name as a bill prints it. */
export const BillText = z.string().trim().min(1).max(200);

/** One line of an imported bill's summary: what was used in a month, of whom, for what. */
export const BillGroup = z.object({ month: Month, provider: BillText, service: BillText, purpose: Purpose, amount: Money, exact: Decimal }).meta({ id: 'BillGroup' });
export type BillGroup = z.infer<typeof BillGroup>;

export const SpendDetails = z.object({
  on: Day, provider: Label, purpose: Purpose, description: Note, amount: PositiveMoney,
  gpuHours: z.number().nonnegative().max(1e9).optional(),
  run: z.string().max(80).optional().describe('the training run this is the cost of'),
});

export const computeFacts = [
  fact('SpendRecorded', SpendDetails.extend({ spend: id('spend') })),
  fact('SpendReversed', z.object({ spend: id('spend'), reason: Note })),
  fact('BillImported', z.object({
    bill: id('bill'), provider: BillText, fileHash: z.string(), currency: Currency, lines: z.number().int(), credits: z.number().int(),
    from: Day, to: Day, groups: z.array(BillGroup), total: Money, exactTotal: Decimal,
    rowKeys: z.array(z.string()).describe('fingerprints of its rows, to meet the same charge only once'),
  })),
  fact('BillReversed', z.object({ bill: id('bill'), reason: Note })),
  fact('GpuBudgetSet', z.object({ month: Month, amount: PositiveMoney })),
  fact('ReservationMade', z.object({ reservation: id('reservation'), gpu: Label, count: z.number().int().positive().max(1e6), provider: Label, monthly: PositiveMoney, from: Month, to: Month })),
  fact('ReservationEnded', z.object({ reservation: id('reservation'), last: Month.nullable().describe('last month paid; null when it never began'), reason: Note })),
  fact('GpuPriceObserved', z.object({ price: id('price'), gpu: Label, provider: Label, on: Day, perHour: PositiveMoney, kind: z.enum(['on-demand', 'spot', 'reserved']) })),
] as const;

export type ComputeFact = FactOf<typeof computeFacts>;
