import { createHash } from 'node:crypto';
import { MOST_PACKAGE_BYTES, MOST_PACKAGE_FILES, type PackageUpload, refuse } from '@capstan/capital';
import { type UnzipFileInfo, unzipSync } from 'fflate';
import { refusalProblem } from '../http/problem.ts';

/** JSON shrinks about twenty times; what shrinks more was made to burst. */
const MOST_RATIO = 200;
const MIB = 1024 * 1024;
const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04] as const;

/** The files of an upload: parsed JSON by name (undefined where it is none), names of what is not read, and the hash of the content. */
export interface PackageFiles { readonly files: ReadonlyMap<string, unknown>; readonly ignored: readonly string[]; readonly hash: string }

/** Opens what was sent. Throws problem+json for names that lead out of the package, archives that burst, too much of anything. */
export function packageFiles({ files, zip }: PackageUpload): PackageFiles {
  const texts = zip === undefined ? files?.map(({ name, text }) => ({ name: safeName(name), text })) : unzipped(zip);
  if (!texts || texts.length === 0) throw refusalProblem(refuse('package-empty'));
  if (texts.reduce((sum, { text }) => sum + text.length, 0) > MOST_PACKAGE_BYTES) throw refusalProblem(refuse('package-too-large', { most: MOST_PACKAGE_BYTES / MIB }));
  const read = new Map<string, unknown>();
  for (const { name, text } of texts.filter(({ name }) => isRead(name))) {
    if (read.has(name)) throw refusalProblem(refuse('package-name-twice', { file: name }));
    read.set(name, parsed(text));
  }
  const content = texts.filter(({ name }) => isRead(name)).map(({ text }) => createHash('sha256').update(text).digest('hex')).sort().join();
  return { files: read, ignored: texts.map(({ name }) => name).filter((name) => !isRead(name)), hash: createHash('sha256').update(content).digest('hex') };
}

const isRead = (name: string): boolean => /\.json$/i.test(name);

/** A name inside the package: no way out of it, no drive, no control characters. */
function safeName(name: string): string {
  const plain = name.replace(/^\.\//, '');
  if (plain === '' || plain.length > 400 || /^[/\\]|^[a-z]:|\\|\p{Cc}/iu.test(plain) || plain.split('/').some((part) => part === '..' || part === '')) throw refusalProblem(refuse('package-name', { file: name.slice(0, 80) }));
  return plain;
}

/** Parts of an archive that systems leave behind, and folders. */
const isClutter = (name: string): boolean => name.endsWith('/') || name.startsWith('__MACOSX/') || /(^|\/)\.DS_Store$/.test(name);

function unzipped(zip: string): { name: string; text: string }[] {
  const bytes = Buffer.from(zip, 'base64');
  if (!ZIP_MAGIC.every((byte, i) => bytes[i] === byte)) throw refusalProblem(refuse('package-not-zip'));
  const seen = { files: 0, size: 0 };
  const take = (entry: UnzipFileInfo): boolean => {
    if (isClutter(entry.name)) return false;
    safeName(entry.name);
    return fits(entry, seen);
  };
  try {
    return Object.entries(unzipSync(bytes, { filter: take })).map(([name, content]) => ({ name: safeName(name), text: new TextDecoder('utf-8').decode(content) }));
  } catch (error) {
    if (error instanceof Error && 'problem' in error) throw error;
    throw refusalProblem(refuse('package-not-zip'));
  }
}

/** Counts an entry before it is unpacked; what is not JSON is only named. */
function fits({ name, size, originalSize }: UnzipFileInfo, seen: { files: number; size: number }): boolean {
  seen.files += 1;
  seen.size += originalSize;
  if (seen.files > MOST_PACKAGE_FILES) throw refusalProblem(refuse('package-too-many-files', { most: MOST_PACKAGE_FILES }));
  if (seen.size > MOST_PACKAGE_BYTES) throw refusalProblem(refuse('package-too-large', { most: MOST_PACKAGE_BYTES / MIB }));
  if (originalSize > MIB && originalSize > MOST_RATIO * size) throw refusalProblem(refuse('package-ratio', { file: name.slice(0, 80), most: MOST_RATIO }));
  return true;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''), (key, value: unknown) => (key === '__proto__' ? undefined : value));
  } catch {
    return undefined;
  }
}
