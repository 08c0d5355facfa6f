import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Founder } from './founder.ts';
import { Api } from './processes.ts';

/** An installation of its own for one scenario: a data folder, an API, a founder with a company. */
export interface House { readonly data: string; readonly address: string; readonly api: Api; readonly founder: Founder; readonly env: NodeJS.ProcessEnv }

/** What a scenario found: how often it struck, what was acknowledged, and everything that was lost or wrong. */
export interface Finding { readonly kills: number; readonly acknowledged: number; readonly said: string; readonly losses: readonly string[] }

export interface Scenario {
  readonly name: string;
  /** `kills` is about how often to strike. Answers why it was skipped where the machine does not allow it. */
  run(kills: number, seed: number, log: string | undefined): Promise<Finding | { readonly skipped: string }>;
}

/** Opens a house, works in it and clears it away, whatever happens. `log` is the address of a log server; without one the log is in the folder; a named folder is its owner's to clear away. */
export async function inHouse<T>(work: (house: House) => Promise<T>, { log, folder, more = {} }: { log?: string | undefined; folder?: string; more?: NodeJS.ProcessEnv } = {}): Promise<T> {
  const data = folder ?? mkdtempSync(join(tmpdir(), 'capstan-campaign-'));
  const env = { ...more, CAPSTAN_DATA: data, ...(log && { CAPSTAN_LOG: log }) };
  const api = await Api.over(env);
  try {
    await api.start();
    return await work({ data, address: log ?? join(data, 'ledger.db'), api, founder: await Founder.signUp(api), env });
  } finally {
    await api.end('SIGKILL');
    if (!folder) rmSync(data, { recursive: true, force: true });
  }
}

/** The field of an event's data that names what it records. */
export const named = (field: string) => ({ data }: { readonly data: string }): string | undefined => (JSON.parse(data) as Record<string, string | undefined>)[field];
