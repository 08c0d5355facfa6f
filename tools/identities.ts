import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logKindOf } from '@capstan/event-log';
import { type Identity, openIdentity } from '../apps/api/src/access/identity.ts';
import { type Settings, settingsFrom } from '../apps/api/src/settings.ts';

/**
 * An operator's command over who may sign in: the data folder (`CAPSTAN_DATA`) or the PostgreSQL of `CAPSTAN_LOG`, beside a
 * running server too. What it throws is said in a sentence, and the process ends with 1.
 */
export async function atIdentities(work: (identity: Identity, settings: Settings) => Promise<void>): Promise<void> {
  try {
    const settings = settingsFrom(process.env);
    const inFolder = settings.log === undefined || logKindOf(settings.log) !== 'postgres';
    if (inFolder && !existsSync(join(settings.data, 'identity.db'))) throw new Error(`there are no accounts in ${settings.data}`);
    const identity = await openIdentity(settings);
    await work(identity, settings).finally(() => identity.db.close());
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

/** A command that nobody understands: how it is used, and 2. */
export function misused(usage: string): void {
  console.error(usage);
  process.exitCode = 2;
}
