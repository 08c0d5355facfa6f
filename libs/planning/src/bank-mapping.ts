import { z } from 'zod';

export const dateFormats = ['YYYY-MM-DD', 'DD.MM.YYYY', 'DD/MM/YYYY', 'MM/DD/YYYY', 'DD-MM-YYYY', 'YYYY/MM/DD', 'YYYYMMDD'] as const;
export type DateFormat = (typeof dateFormats)[number];

const Column = z.string().trim().min(1).max(120);

/** Which column of a bank's CSV means what. Given once by a person, remembered per account. */
export const BankMapping = z.object({
  date: Column,
  dateFormat: z.enum(dateFormats),
  amount: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('signed'), column: Column }),
    z.object({ kind: z.literal('debit-credit'), debit: Column, credit: Column }),
  ]),
  decimal: z.enum(['.', ',']),
  text: Column,
  counterparty: Column.optional(),
  balance: Column.optional().describe('running balance: checked row by row, and the source of the opening balance'),
}).meta({ id: 'BankMapping' });
export type BankMapping = z.infer<typeof BankMapping>;

/** The columns a mapping names. */
export const mappedColumns = (m: BankMapping): string[] =>
  [m.date, ...(m.amount.kind === 'signed' ? [m.amount.column] : [m.amount.debit, m.amount.credit]), m.text, m.counterparty, m.balance].filter((c) => c !== undefined);
