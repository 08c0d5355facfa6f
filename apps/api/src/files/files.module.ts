import { join } from 'node:path';
import { type DynamicModule, Global, Inject, Injectable, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { clearUnfinished, type FileStore, openFiles } from '@capstan/files';
import { SETTINGS, type Settings } from '../settings.ts';

/** Injection token of where datasets (`datasets/<sha256>`), artifacts (`artifacts/<sha256>`) and handed-over checkpoints are kept. */
export const FILES = Symbol('files');

const DAY_MS = 86_400_000;

/** At the start, forgets uploads that were cut off with an earlier process; another node's may still come in. */
@Injectable()
class CutOff implements OnApplicationBootstrap {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  async onApplicationBootstrap() {
    await clearUnfinished(join(this.settings.data, 'incoming'), new Date(Date.now() - DAY_MS));
  }
}

/** The files of the installation, open to every room. */
@Global()
@Module({})
export class FilesModule {
  static over(files: FileStore): DynamicModule {
    return { module: FilesModule, providers: [{ provide: FILES, useValue: files }, CutOff], exports: [FILES] };
  }
}

/** The files at the settings' address; without one they are in the data folder. Throws a sentence for the operator. */
export const filesOf = ({ artifacts, data }: Settings): FileStore => openFiles(artifacts ?? data, process.env);
