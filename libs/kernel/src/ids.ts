import { z } from 'zod';

/** An id of one kind: `hire-4f9a…`. Kinds keep ids from being taken for one another. */
export const id = <K extends string>(kind: K) => z.string().regex(new RegExp(`^${kind}-[a-z0-9]{8,40}$`), `an id of the kind ${kind}`);

/** A short text a person typed: trimmed, not empty, no control characters. */
export const Label = z.string().trim().min(1).max(120).refine((t) => !/\p{Cc}/u.test(t), 'no control characters').meta({ id: 'Label' });
export const Note = z.string().trim().max(4000).meta({ id: 'Note' });

/** A whole number of shares, above zero, exact in a double. */
export const Shares = z.number().refine((n) => Number.isSafeInteger(n) && n > 0, { error: 'A number of shares is a whole number above zero.', params: { refusal: 'shares-invalid' } }).meta({ id: 'Shares' });
export type Shares = number;

/** A decimal number as text, so that it stays exact: "0.2", "1.0834". */
export const Decimal = z.string().regex(/^-?\d{1,18}(\.\d{1,18})?$/).meta({ id: 'Decimal' });

/** ISO 3166 two-letter code; which codes exist is asked of the runtime's own region names. */
const regionName = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
export const Country = z.string().refine((c) => /^[A-Z]{2}$/.test(c) && regionName.of(c) !== undefined, { error: 'This is not a country code of ISO 3166 (two letters).', params: { refusal: 'country-unknown' } }).meta({ id: 'Country' });
