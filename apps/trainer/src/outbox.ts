import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunOutcome } from '@capstan/training';
import { type Api, Rejected } from './api.ts';
import { unlessFull } from './full-disk.ts';
import { untilHeard } from './retry.ts';

/** The end of a run, kept on disk until the API has acknowledged it. */
export interface End { readonly run: string; readonly lease: string; readonly outcome: RunOutcome | null; readonly reason: string | null; readonly wallSeconds: number }

/** Weights that the API will not take are no reason to keep the end from it: the lease was lost, or they are gone. */
function saidOnly(error: unknown): void {
  if (!(error instanceof Rejected)) throw error;
  console.error(error.message);
}

const unlessMissing = (error: NodeJS.ErrnoException): void => { if (error.code !== 'ENOENT') throw error; };

/** Ends that must not get lost while the API is away, or when this process dies. */
export class Outbox {
  private readonly folder: string;
  private readonly api: Api;
  private readonly weights: (end: End) => Promise<void>;
  /** `weights` brings what an end names to the API, before the API hears of it. */
  constructor(folder: string, api: Api, weights: (end: End) => Promise<void> = () => Promise.resolve()) { this.folder = folder; this.api = api; this.weights = weights; }

  /** Durable when it resolves; on a full disk an end can only be said, and is not there for a process that follows. */
  async keep(end: End): Promise<void> {
    const temporary = `${this.path(end)}.new`;
    await this.write(end, temporary).catch(unlessFull(`the end of ${end.run} is not kept`)).finally(() => rm(temporary, { force: true }));
  }

  private async write(end: End, temporary: string): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(JSON.stringify(end));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.path(end));
  }

  /** Says it until it is heard, then forgets it. What the API will never accept is set aside for a person to look at. */
  async deliver(end: End, signal?: AbortSignal): Promise<void> {
    const { run, ...body } = end;
    try {
      await untilHeard(() => this.weights(end), signal).catch(saidOnly);
      await untilHeard(() => this.api('end', run, body, `${body.lease}-end`), signal);
      await rm(this.path(end), { force: true });
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      console.error(`the end of ${run} was rejected: ${error.message}`);
      await rename(this.path(end), `${this.path(end)}.rejected`).catch(unlessMissing);
    }
  }

  /** What an earlier process left behind. */
  async leftovers(): Promise<End[]> {
    const names = await readdir(this.folder).catch(() => []);
    return Promise.all(names.filter((name) => name.endsWith('.json')).map(async (name) => JSON.parse(await readFile(join(this.folder, name), 'utf8')) as End));
  }

  private path({ run, lease }: End): string { return join(this.folder, `${run}.${lease}.json`); }
}
