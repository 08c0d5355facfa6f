import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, rename, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type FileStore, receive } from '@capstan/files';
import type { Artifact } from '@capstan/training';
import { FILES } from '../files/files.module.ts';
import { SETTINGS, type Settings } from '../settings.ts';
import type { ModelFolders } from './model-process.ts';

/** A copy that no question needed for so long is removed. No question takes more than minutes, so none is in use. */
const KEPT_MS = 7 * 86_400_000;

/** What a model needs lies in folders of this machine: where the files of the installation are kept elsewhere, a copy of it. */
@Injectable()
export class ModelFiles implements OnApplicationBootstrap {
  readonly folders: ModelFolders;
  private readonly elsewhere: boolean;
  private readonly root: string;
  /** When each copy was last needed by this process; before that, its file's own time says it. */
  private readonly needed = new Map<string, number>();
  constructor(@Inject(FILES) private readonly files: FileStore, @Inject(SETTINGS) { data, artifacts }: Settings) {
    this.elsewhere = artifacts !== undefined;
    this.root = this.elsewhere ? join(data, 'models') : data;
    this.folders = { artifacts: join(this.root, 'artifacts'), datasets: join(this.root, 'datasets') };
  }

  onApplicationBootstrap(): void { this.clear(); }

  /** Brings weights and data here; what is nowhere is missed by whoever opens it. */
  async bring({ artifact, dataset }: { artifact?: string; dataset: string }): Promise<void> {
    if (this.elsewhere) await Promise.all([artifact === undefined ? undefined : this.copy('artifacts', artifact), this.copy('datasets', dataset)]);
  }

  /** Keeps weights that were made here where all files are kept. */
  async keep({ sha256, bytes }: Artifact): Promise<void> {
    if (this.elsewhere) await this.files.put(`artifacts/${sha256}`, { path: join(this.folders.artifacts, sha256), bytes, sha256 });
  }

  private async copy(kind: keyof ModelFolders, hash: string): Promise<void> {
    const path = join(this.folders[kind], hash), now = Date.now();
    this.needed.set(path, now);
    if (await utimes(path, now / 1000, now / 1000).then(() => true, () => false)) return;
    const stored = await this.files.open(`${kind}/${hash}`);
    if (!stored) return;
    const { path: received, sha256 } = await receive(stored.content as AsyncIterable<Uint8Array>, join(this.root, 'incoming'), stored.bytes);
    await mkdir(this.folders[kind], { recursive: true });
    await (sha256 === hash ? rename(received, path) : rm(received, { force: true }));
    this.clear();
  }

  /** Removes old copies, and what a process that was killed left on its way here. In one go: a copy that is needed meanwhile is brought again. */
  private clear(): void {
    if (!this.elsewhere) return;
    const before = Date.now() - KEPT_MS;
    for (const folder of [this.folders.artifacts, this.folders.datasets, join(this.root, 'incoming')]) {
      for (const path of existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []) {
        if ((this.needed.get(path) ?? 0) < before && (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < before) rmSync(path, { force: true });
      }
    }
  }
}
