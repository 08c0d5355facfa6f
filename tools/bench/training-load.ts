import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningApi } from './api-process.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** Built in; more epochs than any benchmark waits for. */
const REQUEST = { name: 'Load', dataset: { dataset: 'dataset-mnistdigits' }, model: { kind: 'cnn' }, epochs: 1000 };
const PATIENCE_MS = 90_000;

interface Look { situation: string; progress: object | null; reason: string | null; endedAt: string | null }

/** Stops the run and the trainer that `startTrainingLoad` started. */
export interface TrainingLoad { stop(): Promise<void> }

/** Starts a real trainer and a run of the digits CNN against an API; resolves once steps were taken and reported, rejects when that takes more than a minute and a half. */
export async function startTrainingLoad({ url, data, company, ask }: Pick<RunningApi, 'url' | 'data' | 'company' | 'ask'>): Promise<TrainingLoad> {
  const runs = `/api/companies/${company}/training/runs`;
  const { id } = await ask('POST', runs, REQUEST) as { id: string };
  const look = () => ask('GET', `${runs}/${id}`) as Promise<Look>;
  const trainer = spawn(process.execPath, ['apps/trainer/src/main.ts'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CAPSTAN_DATA: data, CAPSTAN_API_URL: url } });
  const gone = once(trainer, 'exit');
  // whoever measures may fail: neither trainer nor run outlives it
  const leave = () => { trainer.kill('SIGTERM'); };
  process.once('exit', leave);
  void gone.then(() => process.off('exit', leave));
  const stop = async () => {
    await ask('POST', `${runs}/${id}/stop`, {});
    for (let tries = 0; tries < 100 && (await look()).endedAt === null; tries++) await sleep(200);
    trainer.kill('SIGTERM');
    await gone;
  };
  for (const end = Date.now() + PATIENCE_MS; ;) {
    const { progress, situation, reason } = await look();
    if (progress) return { stop };
    if (reason !== null || Date.now() > end) {
      trainer.kill('SIGKILL');
      throw new Error(`training did not begin (${situation}): ${reason ?? 'no progress'}`);
    }
    await sleep(250);
  }
}
