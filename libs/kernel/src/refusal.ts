import type { z } from 'zod';

/** A request that the rules of the field do not allow: a stable code, an English sentence, the field it is about. */
export interface Refusal {
  readonly refused: true;
  readonly code: string;
  readonly message: string;
  readonly path?: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

export const isRefusal = (x: unknown): x is Refusal => typeof x === 'object' && x !== null && (x as Partial<Refusal>).refused === true;

/** `{name}` in a sentence becomes the value of that name; a name without a value stays as it is written. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/**
 * The refusals a context can answer with: code → English sentence with `{values}` in it.
 * Returns the function that makes one; a code that is not in the table does not compile.
 */
export function refusing<const Table extends Record<string, string>>(table: Table) {
  return (code: keyof Table & string, values?: Record<string, string | number>, path?: string): Refusal => ({
    refused: true, code, message: fill(table[code]!, values), ...(path !== undefined && { path }), ...(values && { values }),
  });
}

/** Refusals of the kernel's own schemas (money, dates, shares, ids): they reach the caller as zod issues that carry the code. */
export const kernelRefusals = {
  'invalid-input': 'This value does not fit: {problem}.',
  'amount-too-large': 'This amount is beyond what can be kept exactly (2^51 minor units).',
  'amount-not-whole': 'An amount is a whole number of minor units (cents).',
  'amount-negative': 'This amount cannot be negative.',
  'currency-unknown': 'This is not a currency code of ISO 4217.',
  'date-invalid': 'This is not a day of the calendar (YYYY-MM-DD).',
  'date-out-of-range': 'The year must lie between 1970 and 2100.',
  'month-invalid': 'This is not a month (YYYY-MM) between 1970 and 2100.',
  'shares-invalid': 'A number of shares is a whole number above zero.',
  'country-unknown': 'This is not a country code of ISO 3166 (two letters).',
} as const;

export type KernelRefusal = keyof typeof kernelRefusals;

/** Options for a zod check that fails with a refusal code of its own: `z.string().refine(isDay, failing('date-invalid'))`. */
export const failing = (code: KernelRefusal): { error: string; params: { refusal: string } } => ({ error: kernelRefusals[code], params: { refusal: code } });

export interface FieldProblem { path: string; code: string; message: string; values?: Record<string, string | number> }

/** A zod error as the problems of single fields, each with its refusal code. */
export const fieldProblems = (error: z.core.$ZodError): FieldProblem[] =>
  error.issues.map((issue) => {
    const refusal = 'params' in issue ? (issue.params as { refusal?: string } | undefined)?.refusal : undefined;
    return {
      path: issue.path.join('.'),
      code: refusal ?? 'invalid-input',
      message: refusal ? issue.message : fill(kernelRefusals['invalid-input'], { problem: issue.message }),
    };
  });
