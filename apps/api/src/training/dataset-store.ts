import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS, type Settings } from '../settings.ts';

/** Uploaded datasets as files named by the SHA-256 of their content, below the data folder. */
@Injectable()
export class DatasetStore {
  private readonly folder: string;
  constructor(@Inject(SETTINGS) { data }: Settings) { this.folder = join(data, 'datasets'); }

  /** Keeps the bytes, durable before it resolves; answers their hash. The same content is kept once. */
  async keep(bytes: Buffer): Promise<string> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const path = join(this.folder, hash);
    if (await stat(path).then(() => true, () => false)) return hash;
    await mkdir(this.folder, { recursive: true });
    const temporary = `${path}.${randomUUID()}`;
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return hash;
  }
}
