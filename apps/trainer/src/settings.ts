import { availableParallelism, hostname } from 'node:os';
import { join, resolve } from 'node:path';

/** All that the environment decides, read once at the start. */
export interface Settings {
  /** Address of the API, without `/api`. */
  readonly api: string;
  /** The token, or else the file that the API on this machine keeps it in. */
  readonly token: string | undefined;
  readonly tokenFile: string;
  /** Whether it has a folder of its own rather than the API's: a trainer that was given its token is anywhere, and hands its checkpoints over. */
  readonly away: boolean;
  /** Seconds between two checkpoints that a trainer away from the API hands over while a run goes on. */
  readonly handOverEvery: number;
  readonly name: string;
  /** Runs at once: one core stays free for everything else. */
  readonly slots: number;
  /** Folders of uploaded data, of checkpoints by run, of finished weights by SHA-256, and of ends the API has not acknowledged. */
  readonly datasets: string;
  readonly checkpoints: string;
  readonly artifacts: string;
  readonly outbox: string;
}

const ROOT = resolve(import.meta.dirname, '../../..');

export function settingsFrom(env: NodeJS.ProcessEnv, pid = process.pid): Settings {
  const data = resolve(env['CAPSTAN_DATA'] ?? join(ROOT, 'data'));
  return {
    api: env['CAPSTAN_API_URL'] ?? 'http://127.0.0.1:3001',
    token: env['CAPSTAN_TRAINER_TOKEN'] || undefined,
    tokenFile: join(data, 'trainer-token'),
    away: Boolean(env['CAPSTAN_TRAINER_TOKEN']),
    handOverEvery: Number(env['CAPSTAN_CHECKPOINT_SECONDS'] ?? 60),
    name: env['CAPSTAN_TRAINER_NAME'] ?? `${hostname().replace(/[^\w.-]/g, '-').slice(0, 30)}-${pid}`,
    slots: Number(env['CAPSTAN_TRAINER_SLOTS'] ?? Math.max(1, availableParallelism() - 1)),
    datasets: join(data, 'datasets'), checkpoints: join(data, 'checkpoints'), artifacts: join(data, 'artifacts'), outbox: join(data, 'trainer', 'outbox'),
  };
}
