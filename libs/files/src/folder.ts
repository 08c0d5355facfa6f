import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { checkName, type FileStore, type WholeFile } from './port.ts';

const absent = (error: unknown): undefined => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  throw error;
};

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What a writer that was killed may leave beside the names. */
const UNFINISHED = /\.new$/;

/** Files in a folder; a name's slashes are folders below it. */
export class FolderFiles implements FileStore {
  readonly place: string;
  constructor(folder: string) { this.place = folder; }

  async put(name: string, { path }: WholeFile): Promise<void> {
    const target = this.path(name);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const temporary = `${target}.${randomUUID()}.new`;
    try {
      await copyFile(path, temporary);
      await flush(temporary);
      await rename(temporary, target);
      await flush(dirname(target));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  async open(name: string) {
    const file = await open(this.path(name), 'r').catch(absent);
    if (!file) return undefined;
    const found = await file.stat();
    if (found.isFile()) return { bytes: found.size, content: file.createReadStream() };
    await file.close();
    return undefined;
  }

  async size(name: string) {
    const found = await stat(this.path(name)).catch(absent);
    return found?.isFile() ? found.size : undefined;
  }

  async list(prefix: string) {
    const entries = await readdir(this.place, { withFileTypes: true, recursive: true }).catch(absent) ?? [];
    const names = entries.filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name))
      .map((entry) => relative(this.place, join(entry.parentPath, entry.name)).split(sep).join('/')).filter((name) => name.startsWith(prefix)).toSorted();
    return Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(this.place, name))).size })));
  }

  remove(name: string): Promise<void> { return rm(this.path(name), { force: true }); }

  private path(name: string): string { return join(this.place, checkName(name)); }
}
