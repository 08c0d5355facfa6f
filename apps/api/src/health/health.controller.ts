import { Controller, Query } from '@nestjs/common';
import { query } from '@capstan/kernel';
import { z } from 'zod';
import { Endpoint } from '../http/endpoint.ts';
import { ProblemError } from '../http/problem.ts';
import { Health } from './health.ts';
import { type Ailment, ailments } from './standing.ts';

const Alive = z.object({ alive: z.literal(true) }).meta({ id: 'Health' });
const Code = z.enum(Object.keys(ailments) as [Ailment, ...Ailment[]]);
const Ready = z.object({
  ready: z.boolean(), lag: z.number().int().nullable().describe('events that the read models have yet to see'),
  stopped: z.array(z.object({ name: z.string(), since: z.string() })).describe('read models and policies that stand still'),
  diskFree: z.number().nullable().describe('bytes'),
  tolerated: z.array(Code).describe('what is wrong and was asked to be overlooked'),
}).meta({ id: 'Ready' });
type Ready = z.infer<typeof Ready>;
const Tolerating = z.object({ tolerate: z.string().max(400).default('').describe('codes, separated by commas, that are no reason to call it not ready') });

const alive = { permission: 'public', summary: 'The process answers', answer: Alive } as const;
const ready = { permission: 'public', summary: 'Everything that the API rests on works: log, identities, read models, disk, files. Else 503 with the codes of what does not', query: Tolerating, answer: Ready } as const;
export const healthApi = { health: query('/health', alive), live: query('/health/live', alive), ready: query('/ready', ready), healthReady: query('/health/ready', ready) };

/** Whether the API is alive and whether it may be relied on; says nothing that is anybody's secret. */
@Controller()
export class HealthController {
  constructor(private readonly house: Health) {}

  @Endpoint(healthApi.health)
  health() { return { alive: true } as const; }

  @Endpoint(healthApi.live)
  live() { return this.health(); }

  @Endpoint(healthApi.ready)
  async ready(@Query() { tolerate }: z.infer<typeof Tolerating>): Promise<Ready> {
    const now = await this.house.now();
    const overlooked = new Set(tolerate.split(','));
    const wrong = now.ailments.filter((code) => !overlooked.has(code));
    if (wrong.length > 0) throw notReady(wrong, now);
    return { ready: true, lag: now.lag, stopped: [...now.stopped], diskFree: now.diskFree, tolerated: [...now.ailments] };
  }

  @Endpoint(healthApi.healthReady)
  healthReady(@Query() query: z.infer<typeof Tolerating>): Promise<Ready> { return this.ready(query); }
}

const notReady = (wrong: readonly Ailment[], { lag, diskFree }: { lag: number | null; diskFree: number | null }) => new ProblemError(503, 'not-ready', 'The API is not ready.', {
  values: { ...(lag !== null && { lag }), ...(diskFree !== null && { diskFree }) },
  errors: wrong.map((code) => ({ path: '', code, message: ailments[code] })),
});
