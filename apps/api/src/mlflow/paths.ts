import { type ArtifactFile, type KnownRun, refuseTraining as refuse } from '@capstan/training';
import { refusalProblem } from '../http/problem.ts';

const MOST_PARTS = 32;
const isPart = (part: string) => part !== '' && part !== '.' && part !== '..' && !/[\\\p{Cc}]/u.test(part);

/** A path of a file as a run keeps it. Refuses what could mean another place: `..`, an empty part, a backslash, a control character. */
export function pathOf(text: string): string {
  const parts = text.split('/');
  if (text.length > 1000 || parts.length > MOST_PARTS || !parts.every(isPart)) throw refusalProblem(refuse('artifact-path'));
  return text;
}

/** Where a listing begins: nothing is the top. */
export const folderOf = (text: string): string => (text.replace(/\/+$/, '') === '' ? '' : pathOf(text.replace(/\/+$/, '')));

interface Entry { path: string; is_dir: boolean; file_size?: number }

/** What stands directly below a folder of a run, folders with one entry each; a file's own path lists the file. */
export function entriesBelow({ artifacts }: Pick<KnownRun, 'artifacts'>, folder: string): Entry[] {
  const found = new Map<string, Entry>();
  for (const [path, { bytes }] of Object.entries<Omit<ArtifactFile, 'path'>>(artifacts)) {
    if (path === folder) return [{ path, is_dir: false, file_size: bytes }];
    const below = folder === '' ? path : path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : undefined;
    if (below === undefined) continue;
    const [first, ...rest] = below.split('/'), name = folder === '' ? first! : `${folder}/${first!}`;
    found.set(name, rest.length > 0 ? { path: name, is_dir: true } : { path: name, is_dir: false, file_size: bytes });
  }
  return [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
