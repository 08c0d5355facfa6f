import type { Refusal } from '@capstan/kernel';
import { refuse } from './refusals.ts';
import { isZip, zipEntries, type ZipEntry } from './zip.ts';

/** One label byte and 32 × 32 pixels, colour after colour (CIFAR-10, binary version). */
export const CIFAR_RECORD = 1 + 3 * 32 * 32;
/** Pictures unpacked together: they sit in memory. */
export const PICTURES_LIMIT_MB = 256;
const FEWEST = 20;

/** How pictures and their classes stand in an upload: a folder for each class, the two files of IDX, or batches of CIFAR-10. */
export type Pictures =
  | { readonly kind: 'folders'; readonly files: readonly { readonly entry: ZipEntry; readonly class: string }[] }
  | { readonly kind: 'idx'; readonly images: ZipEntry; readonly labels: ZipEntry }
  | { readonly kind: 'cifar'; readonly files: readonly ZipEntry[] }
  | { readonly kind: 'cifar-alone' };

const base = (name: string): string => name.split('/').at(-1)!;
const folder = (name: string): string => name.split('/').at(-2) ?? '';
/** What operating systems leave in archives. */
const isLitter = ({ name }: ZipEntry): boolean => name.startsWith('__MACOSX/') || base(name).startsWith('.') || base(name) === 'Thumbs.db';

function inArchive(entries: readonly ZipEntry[]): Pictures | Refusal {
  const pictures = entries.filter(({ name }) => /\.(png|jpe?g)$/i.test(name));
  const [images, labels] = [entries.find(({ name }) => /idx3-ubyte/.test(name)), entries.find(({ name }) => /idx1-ubyte/.test(name))];
  const batches = entries.filter(({ name, size }) => /\.bin$/i.test(name) && size > 0 && size % CIFAR_RECORD === 0);
  if (pictures.length > 0) {
    const files = pictures.map((entry) => ({ entry, class: folder(entry.name) }));
    return new Set(files.map((file) => file.class)).size < 2 ? refuse('pictures-one-class', undefined, 'content') : { kind: 'folders', files };
  }
  if (images && labels) return { kind: 'idx', images, labels };
  return batches.length > 0 ? { kind: 'cifar', files: batches } : refuse('pictures-unreadable', undefined, 'content');
}

/** How the pictures of an upload are arranged; a refusal when there are none or they are too large. Nothing is unpacked. */
export function arrangementOf(bytes: Uint8Array): Pictures | Refusal {
  if (!isZip(bytes)) return bytes.length > 0 && bytes.length % CIFAR_RECORD === 0 ? { kind: 'cifar-alone' } : refuse('pictures-unreadable', undefined, 'content');
  const entries = zipEntries(bytes)?.filter((entry) => !isLitter(entry));
  if (!entries) return refuse('pictures-unreadable', undefined, 'content');
  return entries.reduce((sum, { size }) => sum + size, 0) > PICTURES_LIMIT_MB * 1_000_000 ? refuse('dataset-too-large', { limit: PICTURES_LIMIT_MB }, 'content') : inArchive(entries);
}

const IDX_HEADER = 8;

/** How many pictures an upload holds, by the sizes of its files; an IDX file that is packed once more tells only when it is read. */
export function pictureCount(bytes: Uint8Array): number | Refusal {
  const found = arrangementOf(bytes);
  if ('refused' in found) return found;
  const records = found.kind === 'cifar-alone' ? bytes.length : found.kind === 'cifar' ? found.files.reduce((sum, { size }) => sum + size, 0) : 0;
  const count = found.kind === 'folders' ? found.files.length : found.kind === 'idx' ? found.labels.size - IDX_HEADER : records / CIFAR_RECORD;
  return count < FEWEST ? refuse('pictures-too-few', { found: Math.max(0, count), needed: FEWEST }, 'content') : count;
}
