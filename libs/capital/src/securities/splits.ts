import { exact, type Rational } from '@capstan/kernel';
import type { z } from 'zod';
import type { SplitRounding } from './facts.ts';

const policies = { down: 'floor', up: 'ceil', nearest: 'half-up' } as const;

/** Whole shares that a split of so many new for one old makes of a holding; may be none. */
export const splitShares = (shares: number, ratio: Rational, rounding: z.infer<typeof SplitRounding>): number =>
  Number(exact.round(exact.mul(exact.rational(shares), ratio), policies[rounding]));
