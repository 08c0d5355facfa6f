import type { Day, Month } from '@capstan/kernel';
import type { z } from 'zod';
import type { SpendDetails } from './events.ts';
import type { FocusBill } from './focus.ts';

type SpendDetailsOf = z.output<typeof SpendDetails>;
type Amount = SpendDetailsOf['amount'];

export type SpendCommand =
  | ({ type: 'RecordSpend'; spend: string; today: Day } & SpendDetailsOf)
  | { type: 'ReverseSpend'; spend: string; reason: string }
  | ({ type: 'ImportBill'; bill: string; fileHash: string } & FocusBill)
  | { type: 'ReverseBill'; bill: string; reason: string };

export type BudgetCommand = { type: 'SetGpuBudget'; month: Month; amount: Amount };

export type ReservationCommand =
  | { type: 'MakeReservation'; reservation: string; gpu: string; count: number; provider: string; monthly: Amount; from: Month; to: Month }
  | { type: 'EndReservation'; reservation: string; last: Month | null; reason: string };

export type PriceCommand = { type: 'ObserveGpuPrice'; price: string; today: Day; gpu: string; provider: string; on: Day; perHour: Amount; kind: 'on-demand' | 'spot' | 'reserved' };
