import { z } from 'zod';

/** What a piece of evidence is measured in. Money is in whole minor units of the company's currency. */
export const Measure = z.enum(['fraction', 'money', 'count', 'months']).meta({ id: 'Measure' });
export type Measure = z.infer<typeof Measure>;

/**
 * Turns a measured value into a score: `worst` scores 0, `best` scores 10, a straight line between, or a line over
 * the logarithm (each halving of a cost is worth the same). `worst` may lie above `best`: costs do.
 */
export const Utility = z.object({ measure: Measure, worst: z.number(), best: z.number(), curve: z.enum(['linear', 'log']) })
  .refine((u) => u.worst !== u.best, { error: 'Worst and best must differ: between them lies the scale.', params: { refusal: 'scale-empty' }, path: ['best'] })
  .refine((u) => u.curve === 'linear' || (u.worst > 0 && u.best > 0), { error: 'A logarithmic scale needs worst and best above zero.', params: { refusal: 'scale-not-positive' }, path: ['worst'] })
  .meta({ id: 'Utility' });
export type Utility = z.infer<typeof Utility>;

export const FULL_MARK = 10;

/** The score, 0–10, of a value on the scale; beyond worst or best it stays at 0 or 10. */
export function score(scale: Utility, value: number): number {
  const on = scale.curve === 'log' ? (x: number) => Math.log(Math.max(x, Number.MIN_VALUE)) : (x: number) => x;
  const part = (on(value) - on(scale.worst)) / (on(scale.best) - on(scale.worst));
  return FULL_MARK * Math.min(1, Math.max(0, part));
}
