import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digits, trainerFilesApi as files, type Work } from '@capstan/training';
import { Rejected, Unreachable } from './api.ts';
import { attemptIn, attemptOf, noteAttempt, pack, unpack } from './bundle.ts';
import { takeFolder } from './checkpoint-folder.ts';
import type { End } from './outbox.ts';
import { untilHeard } from './retry.ts';
import type { Settings } from './settings.ts';
import { sha256Of, type Transfer } from './transfer.ts';

const named = ({ run, lease }: Work) => ({ run, lease });

/** Brings a run's data and checkpoint to this machine, and its checkpoints and weights back. With a folder shared with the API there is little to carry. */
export class Carrier {
  private readonly transfer: Transfer;
  private readonly settings: Settings;
  /** The snapshot that is under way: one at a time, the next one is newer anyway. */
  private handing: Promise<void> | undefined;
  constructor(transfer: Transfer, settings: Settings) { this.transfer = transfer; this.settings = settings; }

  /** What a run needs before its process starts; answers the folder of its checkpoint, this attempt's own. Waits while the API is away; what it refuses, the run's process will say in its own words. */
  async bring(work: Work, signal: AbortSignal): Promise<string> {
    await mkdir(this.settings.datasets, { recursive: true });
    const folder = await takeFolder(this.settings.checkpoints, work);
    await this.asked(() => this.dataset(work), signal);
    await this.asked(() => this.checkpoint(work, folder), signal);
    await noteAttempt(folder, work.attempt);
    return folder;
  }

  /** Hands over a snapshot of the checkpoint while the run goes on. A snapshot that does not arrive is not missed: the next one follows. */
  snapshot(work: Work, folder: string): void {
    if (this.handing) return void rm(folder, { recursive: true, force: true });
    this.handing = this.handOver(work, folder)
      .catch((error: unknown) => { if (!(error instanceof Unreachable)) console.error(`the checkpoint of ${work.run}: ${String(error)}`); })
      .finally(async () => { this.handing = undefined; await rm(folder, { recursive: true, force: true }); });
  }

  /** Hands over the checkpoint of a run that this trainer gives back, so that any other can go on from it. */
  async giveBack(work: Work, folder: string, signal: AbortSignal): Promise<void> {
    if (!this.settings.away) return;
    await this.handing;
    await this.asked(() => this.handOver(work, folder), signal);
  }

  /** Brings the weights that an end names, and how they were judged, to the API, if it does not have them. */
  async weights({ run, lease, outcome }: End): Promise<void> {
    for (const sha256 of [outcome?.artifact?.sha256, outcome?.evaluation?.sha256]) if (sha256 !== undefined) await this.artifact(run, lease, sha256);
  }

  private async artifact(run: string, lease: string, sha256: string): Promise<void> {
    const named = { run, lease, sha256 }, path = join(this.settings.artifacts, sha256);
    if (await this.transfer.has(files.hasArtifact, named)) return;
    if (!await stat(path).catch(() => undefined)) throw new Rejected(`the weights ${sha256} of ${run} are not here`);
    await this.transfer.upload(files.keepArtifact, named, path);
  }

  /** Says it until it is heard; a refusal is told and lived with. */
  private async asked(say: () => Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await untilHeard(say, signal);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      console.error(error.message);
    }
  }

  private async dataset(work: Work): Promise<void> {
    const { hash } = work.spec.dataset;
    const path = join(this.settings.datasets, hash);
    if (hash === digits.hash || await stat(path).catch(() => undefined)) return;
    await this.transfer.download(files.dataset, named(work), path, hash);
  }

  /** A checkpoint of a later attempt than this machine's own takes its place: the run went on elsewhere meanwhile. */
  private async checkpoint(work: Work, folder: string): Promise<void> {
    if (work.attempt <= 1) return;
    const path = join(this.settings.checkpoints, `${randomUUID()}.bundle`);
    try {
      if (!await this.transfer.download(files.checkpoint, named(work), path)) return;
      await this.takeOver(path, folder);
    } finally {
      await rm(path, { force: true });
    }
  }

  private async takeOver(path: string, folder: string): Promise<void> {
    try {
      if (await attemptOf(path) > await attemptIn(folder)) await unpack(path, folder);
    } catch (error) {
      console.error(`the checkpoint that was handed over cannot be used: ${String(error)}`);
    }
  }

  private async handOver(work: Work, folder: string): Promise<void> {
    const path = join(this.settings.checkpoints, `${randomUUID()}.bundle`);
    try {
      if (!await pack(folder, work.attempt, path)) return;
      await this.transfer.upload(files.handOver, { ...named(work), sha256: await sha256Of(path) }, path);
    } finally {
      await rm(path, { force: true });
    }
  }
}
