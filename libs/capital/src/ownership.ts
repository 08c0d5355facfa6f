import { exact, type Rational } from '@capstan/kernel';

/** What a post-money SAFE owns before the round that converts it: its amount over its cap (YC Post-Money SAFE User Guide). */
export const ownershipOfCap = (amount: Rational, cap: Rational): Rational => exact.div(amount, cap);
