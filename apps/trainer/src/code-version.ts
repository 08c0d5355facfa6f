import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { CodeVersion } from '@capstan/training';

const ROOT = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

/** What git says of the folder itself; undefined where there is no git, or the folder is no working tree of its own. */
async function git(folder: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', folder, ...args], { env: { ...process.env, GIT_OPTIONAL_LOCKS: '0' }, timeout: 10_000 });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/** Which code runs here: the package's version, and the commit with whether tracked files differ from it. A copy without git has no commit. */
export async function codeVersion(folder = ROOT): Promise<CodeVersion> {
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version?: string };
  const [top, head] = await Promise.all([git(folder, 'rev-parse', '--show-cdup'), git(folder, 'rev-parse', 'HEAD')]);
  const commit = top === '' && head ? head : null;
  const differing = commit && await git(folder, 'status', '--porcelain', '--untracked-files=no');
  return { version: version ?? '0.0.0', commit, changed: typeof differing === 'string' ? differing !== '' : null };
}
