import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PostgresServer } from '../../libs/event-log/test/postgres/server.ts';
import type { Engine } from './engines.ts';
import { Founder } from './founder.ts';
import { Api } from './processes.ts';

/** An installation of its own for one scenario: a data folder, a log, an API, a founder with a company. */
export interface House {
  readonly data: string;
  /** Of the log. */
  readonly address: string;
  readonly api: Api;
  readonly founder: Founder;
  readonly env: NodeJS.ProcessEnv;
  /** Of the log, where it is ours to strike. */
  readonly server: PostgresServer | undefined;
}

/** What a scenario found: how often it struck, what was acknowledged, and everything that was lost or wrong. */
export interface Finding { readonly kills: number; readonly acknowledged: number; readonly said: string; readonly losses: readonly string[] }

export interface Scenario {
  readonly name: string;
  /** `kills` is about how often to strike. Answers why it was skipped where the machine does not allow it. */
  run(kills: number, seed: number, engine: Engine): Promise<Finding | { readonly skipped: string }>;
}

export interface HousePlan {
  /** A folder that is its owner's to clear away. */
  readonly folder?: string;
  /** More of an environment for the API. */
  readonly more?: NodeJS.ProcessEnv;
}

/** Opens a house, works in it and clears it away, whatever happens. */
export async function inHouse<T>(engine: Engine, work: (house: House) => Promise<T>, { folder, more = {} }: HousePlan = {}): Promise<T> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'capstan-campaign-'));
  const place = await engine.place();
  const env = { ...more, CAPSTAN_DATA: data, ...(place.address !== undefined && { CAPSTAN_LOG: place.address }) };
  const api = await Api.over(env);
  try {
    await api.start();
    return await work({ data, address: place.address ?? join(data, 'ledger.db'), api, founder: await Founder.signUp(api), env, server: place.server });
  } finally {
    await api.end('SIGKILL');
    // what went wrong in the house is told, not that its log could not be cleared away after it
    await place.gone().catch((error: unknown) => console.error(`the log of the scenario stays: ${String(error)}`));
    if (!folder) rmSync(data, { recursive: true, force: true, maxRetries: 50 });
  }
}

/** The field of an event's data that names what it records. */
export const named = (field: string) => ({ data }: { readonly data: string }): string | undefined => (JSON.parse(data) as Record<string, string | undefined>)[field];

/** Records that so much was spent, under a key of its own. */
export const spend = (founder: Founder, key: string, amount: number, description = key) =>
  founder.record('/compute/spend', { on: '2025-02-01', provider: 'Campaign', purpose: 'other', description, amount: { amount, currency: 'EUR' } }, key);

/** Where what `spend` records is listed. */
export const SPENT = '/compute/spend-lines?from=2025-02&to=2025-02';
