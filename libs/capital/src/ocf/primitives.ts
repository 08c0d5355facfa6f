import { Currency, Day, exact, type Rational } from '@capstan/kernel';
import { z } from 'zod';
import type { OcfRefusal } from './refusals.ts';

const as = (code: OcfRefusal) => ({ error: code, params: { refusal: code } });
const NUMERIC = /^[+-]?\d{1,20}(\.\d{1,10})?$/;

/** Fixed-point text of at most ten decimals; a sign may stand before it. */
export const Numeric = z.string().regex(NUMERIC, as('ocf-number-invalid'));
/** The exact value of a Numeric. */
export const numeric = (text: string): Rational => exact.parseDecimal(text.replace(/^\+/, ''))!;

export const Monetary = z.looseObject({ amount: Numeric, currency: z.string().refine((c) => Currency.safeParse(c).success, as('ocf-currency-unknown')) });
export type Monetary = z.infer<typeof Monetary>;
export const Ratio = z.looseObject({ numerator: Numeric, denominator: Numeric.refine((n) => !NUMERIC.test(n) || numeric(n).num !== 0n, as('ocf-number-invalid')) });
export const OcfDay = z.string().refine((d) => Day.safeParse(d).success, as('ocf-date-invalid'));
export const Id = z.string().min(1).max(400);
/** The id of something else; some systems write an empty one where there is nothing. */
export const Reference = z.string().max(400);
export const Text = z.string();
export const Flag = z.boolean();
export const oneOf = <const T extends readonly [string, ...string[]]>(...values: T) => z.enum(values);

/** Fields that every object may carry beside its own; what the format does not know is kept as it is. */
export const object = <S extends z.ZodRawShape>(shape: S) => z.looseObject({ id: Id, object_type: Text, comments: z.array(Text).optional(), ...shape });
export const transaction = <S extends z.ZodRawShape>(shape: S) => object({ date: OcfDay, ...shape });
/** A transaction about a security that exists. */
export const about = <S extends z.ZodRawShape>(shape: S) => transaction({ security_id: Reference.min(1), ...shape });
/** A transaction that brings a security into being. */
export const issuance = <S extends z.ZodRawShape>(shape: S) => transaction({
  security_id: Id, custom_id: Text, stakeholder_id: Reference.min(1), board_approval_date: OcfDay.optional(), stockholder_approval_date: OcfDay.optional(),
  consideration_text: Text.optional(), security_law_exemptions: z.array(z.looseObject({ description: Text, jurisdiction: Text })), ...shape,
});
/** Securities that came out of it, and the one that holds what is left. */
export const results = { resulting_security_ids: z.array(Reference).min(1), balance_security_id: Reference.optional() };
export const rest = { balance_security_id: Reference.optional() };
export const Vestings = z.array(z.looseObject({ date: OcfDay, amount: Numeric }));
