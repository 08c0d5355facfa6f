import { Day } from '@capstan/kernel';
import { z } from 'zod';

/** When cash is gone, as the plan said at that moment: a day, or why there is none. */
export const RunwayCase = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('runs-out'), on: Day, months: z.number() }),
  z.object({ kind: z.literal('lasts'), months: z.number() }).describe('cash is still there at the end of the months looked at'),
  z.object({ kind: z.literal('not-burning') }),
  z.object({ kind: z.literal('unknown') }),
]).meta({ id: 'RunwayCase' });
export type RunwayCase = z.infer<typeof RunwayCase>;
