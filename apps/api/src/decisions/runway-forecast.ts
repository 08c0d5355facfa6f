import type { Day } from '@capstan/kernel';
import type { Views } from '@capstan/event-log';
import type { PlannedEffect, RunwayChange } from '@capstan/decisions';
import type { z } from 'zod';

/**
 * The one thing this room asks of the plan: the runway as it is, and with a change to it. The composition root
 * (`rooms.ts`) gives it the planning room's own answer, so that a decision and the overview can never disagree.
 */
export type RunwayForecast = (views: Views, company: string, today: Day, change: z.output<typeof PlannedEffect>) => RunwayChange;
export const RUNWAY_FORECAST = Symbol('runway-forecast');

/** What a room without a plan answers: unknown, in words. */
export const noForecast: RunwayForecast = () => ({ before: { kind: 'unknown' }, after: { kind: 'unknown' } });
