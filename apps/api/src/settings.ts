import { resolve } from 'node:path';

/** All that the environment decides, read once at the start. */
export interface Settings {
  /** Folder of the ledger, the identities and the secrets. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** The address people open, such as `http://localhost:3000`: cookies, links and the Origin check follow it. */
  readonly origin: string;
  readonly secret?: string;
  /** `false` only for tests and benchmarks that sign in many times. */
  readonly rateLimit: boolean;
  readonly logLevel: string;
  /** Who brings it may read `/api/metrics`; without it there are no metrics. */
  readonly metricsToken?: string;
  /** Checks every answer against its contract before it is sent; a mismatch is a server error. */
  readonly checkAnswers: boolean;
}

const ROOT = resolve(import.meta.dirname, '../../..');

export const settingsFrom = (env: NodeJS.ProcessEnv): Settings => ({
  data: resolve(env['CAPSTAN_DATA'] ?? `${ROOT}/data`),
  host: env['API_HOST'] ?? '127.0.0.1',
  port: Number(env['API_PORT'] ?? 3001),
  origin: env['CAPSTAN_ORIGIN'] ?? 'http://localhost:3000',
  secret: env['CAPSTAN_SECRET'],
  rateLimit: env['CAPSTAN_RATE_LIMIT'] !== 'off',
  logLevel: env['CAPSTAN_LOG'] ?? 'warn',
  ...(env['CAPSTAN_METRICS_TOKEN'] && { metricsToken: env['CAPSTAN_METRICS_TOKEN'] }),
  checkAnswers: env['CAPSTAN_CHECK_ANSWERS'] === 'on',
});

/** Injection token of the settings. */
export const SETTINGS = Symbol('settings');
