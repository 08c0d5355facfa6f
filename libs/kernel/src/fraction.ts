import { z } from 'zod';

/** A fraction in JSON: `["51000", "45763"]`, both whole numbers as text. Apart from the arithmetic, which a browser takes without schemas. */
export const Fraction = z.tuple([z.string().regex(/^-?\d+$/), z.string().regex(/^[1-9]\d*$/)]).meta({ id: 'Fraction' });
export type Fraction = z.infer<typeof Fraction>;
