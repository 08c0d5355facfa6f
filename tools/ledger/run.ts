import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface Ran { readonly code: number; readonly out: string; readonly err: string }

/** Runs the ledger command as an operator does, for tests: over a data folder, with more of an environment as the last argument. */
export const ledger = (data: string, ...args: readonly (string | NodeJS.ProcessEnv)[]): Promise<Ran> =>
  new Promise((resolve) => {
    const words = args.filter((arg) => typeof arg === 'string');
    const env = Object.assign({}, process.env, { CAPSTAN_DATA: data }, ...args.filter((arg) => typeof arg !== 'string')) as NodeJS.ProcessEnv;
    execFile(process.execPath, [join(import.meta.dirname, '../ledger.ts'), ...words], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }));
  });
