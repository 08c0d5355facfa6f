import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { logKindOf, masterKey } from '@capstan/event-log';

/** The data folder that commands work on: `--data`, `CAPSTAN_DATA`, or `data` beside the tools. */
export const dataFolder = (named?: string): string => resolve(named ?? process.env['CAPSTAN_DATA'] ?? join(import.meta.dirname, '../../data'));

/** The address of the log that this environment names: a URL in CAPSTAN_LOG, else the file in the data folder. */
export function logAddress(folder: string): string {
  const address = process.env['CAPSTAN_LOG'] ?? '';
  return address.includes('://') ? address : join(folder, 'ledger.db');
}

/** The log at a path or URL: a data folder stands for the file in it. */
export function logAt(place: string): string {
  if (logKindOf(place) !== 'sqlite') return place;
  const path = resolve(place);
  return existsSync(path) && statSync(path).isDirectory() ? join(path, 'ledger.db') : path;
}

/** Where the keys of a log are that this environment names: in the same PostgreSQL, else a file in the data folder. */
export const keysAddress = (folder: string, log: string): string => (logKindOf(log) === 'postgres' ? log : join(folder, 'keys.db'));

/** The keys at a path or postgres:// URL: a data folder stands for the file in it. */
export function keysAt(place: string): string {
  if (logKindOf(place) !== 'sqlite') return place;
  const path = resolve(place);
  return existsSync(path) && statSync(path).isDirectory() ? join(path, 'keys.db') : path;
}

/** Throws unless the folder of a file that is to be made is there. */
export function folderOf(file: string): void {
  if (!existsSync(dirname(file))) throw new Error(`there is no folder ${dirname(file)}`);
}

/** What this environment says the keys are wrapped with, as the option that opening them takes. */
export const masterOf = (env: NodeJS.ProcessEnv = process.env): { master?: Uint8Array } => (env['CAPSTAN_MASTER_KEY'] ? { master: masterKey(env['CAPSTAN_MASTER_KEY']) } : {});
