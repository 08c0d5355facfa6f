import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type FileStore, receive } from '@capstan/files';
import { FILES } from '../files/files.module.ts';
import { SETTINGS, type Settings } from '../settings.ts';

/** Uploaded datasets as files named by the SHA-256 of their content. */
@Injectable()
export class DatasetStore {
  private readonly incoming: string;
  constructor(@Inject(FILES) private readonly files: FileStore, @Inject(SETTINGS) { data }: Settings) { this.incoming = join(data, 'incoming'); }

  /** Keeps the bytes, durable before it resolves; answers their hash. The same content is kept once. */
  async keep(bytes: Buffer): Promise<string> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const name = `datasets/${hash}`;
    if (await this.files.size(name) === bytes.length) return hash;
    const file = await receive((async function* whole() { yield bytes; })(), this.incoming, bytes.length);
    await this.files.put(name, file).finally(() => rm(file.path, { force: true }));
    return hash;
  }
}
