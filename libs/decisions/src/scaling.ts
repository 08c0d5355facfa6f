import { z } from 'zod';

/**
 * How the cost of a small run becomes the cost at production size. Each convention names what is assumed to drive cost:
 * floating-point operations, tokens (or examples) seen, or hours; `as-run` takes the pilot as it is. A run keeps no count of
 * tokens, so that convention names both sides.
 */
export const Scaling = z.discriminatedUnion('convention', [
  z.object({ convention: z.literal('as-run') }),
  z.object({ convention: z.literal('linear-in-flops'), flops: z.number().positive() }),
  z.object({ convention: z.literal('linear-in-tokens'), tokens: z.number().positive(), pilotTokens: z.number().positive() }),
  z.object({ convention: z.literal('linear-in-seconds'), seconds: z.number().positive() }),
]).meta({ id: 'Scaling' });
export type Scaling = z.infer<typeof Scaling>;

/** The amounts of work a run did; null where it did not say. */
export interface RunSize { readonly flops: number | null; readonly seconds: number | null }

/** How many runs of this size make up production; null when the run did not measure what the convention goes by. */
export function factor(scaling: Scaling, run: RunSize): number | null {
  const part = (wanted: number, done: number | null) => (done === null || done <= 0 ? null : wanted / done);
  switch (scaling.convention) {
    case 'as-run': return 1;
    case 'linear-in-flops': return part(scaling.flops, run.flops);
    case 'linear-in-tokens': return part(scaling.tokens, scaling.pilotTokens);
    case 'linear-in-seconds': return part(scaling.seconds, run.seconds);
  }
}
