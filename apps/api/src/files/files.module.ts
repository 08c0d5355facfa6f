import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type FileStore, openFiles } from '@capstan/files';
import type { Settings } from '../settings.ts';

/** Injection token of where datasets (`datasets/<sha256>`), artifacts (`artifacts/<sha256>`) and handed-over checkpoints are kept. */
export const FILES = Symbol('files');

/** The files of the installation, open to every room. */
@Global()
@Module({})
export class FilesModule {
  static over(files: FileStore): DynamicModule {
    return { module: FilesModule, providers: [{ provide: FILES, useValue: files }], exports: [FILES] };
  }
}

/** The files at the settings' address; without one they are in the data folder. Throws a sentence for the operator. */
export const filesOf = ({ artifacts, data }: Settings): FileStore => openFiles(artifacts ?? data, process.env);
