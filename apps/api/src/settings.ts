import { resolve } from 'node:path';
import { logKindOf, masterKey } from '@capstan/event-log';

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
  /** URL of the ledger's log, such as `postgres://…`; without one it is a file in the data folder. */
  readonly log?: string;
  /** Whose word is taken for where a request comes from: `loopback`, `uniquelocal`, addresses or networks, separated by commas; `loopback` without it. */
  readonly trustProxy?: string;
  /** Where datasets, artifacts and handed-over checkpoints are kept: `s3://bucket/prefix`, or a folder; the data folder without it. */
  readonly artifacts?: string;
  /** What the keys of personal fields are wrapped with; without one they stand as they are. */
  readonly masterKey?: Uint8Array;
  /** Who brings it may read `/api/metrics`; without it there are no metrics. */
  readonly metricsToken?: string;
  /** A client that takes nothing of its answer for so long is dropped. */
  readonly stallMs: number;
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
  logLevel: env['CAPSTAN_LOG_LEVEL'] ?? 'warn',
  log: logFrom(env['CAPSTAN_LOG']),
  ...(env['CAPSTAN_TRUST_PROXY'] && { trustProxy: env['CAPSTAN_TRUST_PROXY'] }),
  ...(env['CAPSTAN_ARTIFACTS'] && { artifacts: env['CAPSTAN_ARTIFACTS'] }),
  ...(env['CAPSTAN_MASTER_KEY'] && { masterKey: masterKey(env['CAPSTAN_MASTER_KEY']) }),
  ...(env['CAPSTAN_METRICS_TOKEN'] && { metricsToken: env['CAPSTAN_METRICS_TOKEN'] }),
  stallMs: Number(env['CAPSTAN_STALL_SECONDS'] ?? 60) * 1000,
  checkAnswers: env['CAPSTAN_CHECK_ANSWERS'] === 'on',
});

/** CAPSTAN_LOG was the level of the log of requests once; a level is still understood as no address. */
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** The log's URL. Throws, without repeating what may hold a password, when it is none that is known. */
function logFrom(text: string | undefined): string | undefined {
  if (text === undefined || text === '' || LEVELS.includes(text)) return undefined;
  if (logKindOf(text) === 'sqlite') throw new Error('CAPSTAN_LOG names no log: leave it away for the file in the data folder, or set it to postgres://… or kurrentdb://… (how much is logged is CAPSTAN_LOG_LEVEL)');
  return text;
}

/** Injection token of the settings. */
export const SETTINGS = Symbol('settings');
