import { Controller, Inject } from '@nestjs/common';
import { query } from '@capstan/kernel';
import { z } from 'zod';
import { Endpoint } from '../http/endpoint.ts';
import { ProblemError } from '../http/problem.ts';
import { LedgerRunning } from '../ledger/ledger.module.ts';
import { SETTINGS, type Settings } from '../settings.ts';
import { MOST_LAG, standing } from './standing.ts';

/** Below this the ledger may soon refuse to record. */
const LEAST_FREE_BYTES = 100 * 1024 * 1024;

const Health = z.object({ alive: z.literal(true) }).meta({ id: 'Health' });
const Ready = z.object({
  ready: z.boolean(), lag: z.number().int().nullable().describe('events that the read models have yet to see'),
  stopped: z.array(z.object({ name: z.string(), since: z.string() })).describe('read models and policies that stand still'),
  diskFree: z.number().nullable().describe('bytes'),
}).meta({ id: 'Ready' });
type Ready = z.infer<typeof Ready>;

export const healthApi = {
  health: query('/health', { permission: 'public', summary: 'The process answers', answer: Health }),
  ready: query('/ready', { permission: 'public', summary: 'Read models are up to date and there is room to record', answer: Ready }),
} as const;

/** Whether the API is alive and whether it may be relied on; says nothing that is anybody's secret. */
@Controller()
export class HealthController {
  constructor(private readonly running: LedgerRunning, @Inject(SETTINGS) private readonly settings: Settings) {}

  @Endpoint(healthApi.health)
  health() { return { alive: true } as const; }

  @Endpoint(healthApi.ready)
  async ready(): Promise<Ready> {
    const { lag, stopped, error, diskFree } = await standing(this.running, this.settings.data);
    const ready = error === undefined && lag < MOST_LAG && (diskFree === null || diskFree > LEAST_FREE_BYTES);
    if (!ready) throw new ProblemError(503, 'not-ready', 'The API is not ready.', { values: { lag, diskFree: diskFree ?? -1 } });
    return { ready, lag, stopped: [...stopped], diskFree };
  }
}
