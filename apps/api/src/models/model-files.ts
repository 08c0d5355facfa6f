import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type FileStore, receive } from '@capstan/files';
import type { Artifact } from '@capstan/training';
import { FILES } from '../files/files.module.ts';
import { SETTINGS, type Settings } from '../settings.ts';
import type { ModelFolders } from './model-process.ts';

/** What a model needs lies in folders of this machine: where the files of the installation are kept elsewhere, a copy of it. */
@Injectable()
export class ModelFiles {
  readonly folders: ModelFolders;
  private readonly elsewhere: boolean;
  private readonly root: string;
  constructor(@Inject(FILES) private readonly files: FileStore, @Inject(SETTINGS) { data, artifacts }: Settings) {
    this.elsewhere = artifacts !== undefined;
    this.root = this.elsewhere ? join(data, 'models') : data;
    this.folders = { artifacts: join(this.root, 'artifacts'), datasets: join(this.root, 'datasets') };
  }

  /** Brings weights and data here; what is nowhere is missed by whoever opens it. */
  async bring({ artifact, dataset }: { artifact?: string; dataset: string }): Promise<void> {
    if (this.elsewhere) await Promise.all([artifact === undefined ? undefined : this.copy('artifacts', artifact), this.copy('datasets', dataset)]);
  }

  /** Keeps weights that were made here where all files are kept. */
  async keep({ sha256, bytes }: Artifact): Promise<void> {
    if (this.elsewhere) await this.files.put(`artifacts/${sha256}`, { path: join(this.folders.artifacts, sha256), bytes, sha256 });
  }

  private async copy(kind: keyof ModelFolders, hash: string): Promise<void> {
    const path = join(this.folders[kind], hash);
    if (await stat(path).then(() => true, () => false)) return;
    const stored = await this.files.open(`${kind}/${hash}`);
    if (!stored) return;
    const { path: received, sha256 } = await receive(stored.content as AsyncIterable<Uint8Array>, join(this.root, 'incoming'), stored.bytes);
    await mkdir(this.folders[kind], { recursive: true });
    await (sha256 === hash ? rename(received, path) : rm(received, { force: true }));
  }
}
