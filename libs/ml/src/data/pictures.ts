import { gunzipSync, inflateRawSync } from 'node:zlib';
import { isRefusal, type Refusal } from '@capstan/kernel';
import { arrangementOf, CIFAR_RECORD, packedBytes, type Pictures, PICTURES_LIMIT_MB, type ZipEntry } from '@capstan/training';
import type { Images } from './dataset.ts';
import { sha256 } from './hash.ts';
import { readPicture, scaledTo, type Picture } from './picture-file.ts';
import { refuse } from './refusals.ts';

type Read = Pick<Images, 'shape' | 'classes' | 'pixels' | 'labels'>;
type Of<K extends Pictures['kind']> = Extract<Pictures, { kind: K }>;

const LIMIT = PICTURES_LIMIT_MB * 1_000_000;
const broken = (problem: string): Refusal => refuse('pictures-unreadable', { problem });

/** A file of the archive as it was before it was packed; undefined when it is damaged or not as large as the archive says. */
function unpacked(archive: Uint8Array, entry: ZipEntry): Uint8Array | undefined {
  const packed = packedBytes(archive, entry);
  if (!packed || entry.stored) return packed;
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: entry.size + 1 });
    return bytes.length === entry.size ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const isGrey = ({ pixels }: Picture): boolean => {
  for (let i = 0; i < pixels.length; i += 3) if (pixels[i] !== pixels[i + 1] || pixels[i] !== pixels[i + 2]) return false;
  return true;
};

/** Pictures of one size side by side: three channels, or one when none of them has a colour. */
function sideBySide(pictures: readonly Picture[]): Pick<Read, 'shape' | 'pixels'> {
  const { width, height } = pictures[0]!, channels = pictures.every(isGrey) ? 1 : 3, size = width * height * channels;
  const pixels = new Uint8Array(pictures.length * size);
  pictures.forEach((picture, i) => pixels.set(channels === 3 ? picture.pixels : picture.pixels.filter((_, at) => at % 3 === 0), i * size));
  return { shape: [height, width, channels], pixels };
}

function fromFolders(archive: Uint8Array, { files }: Of<'folders'>, side: number | null): Read | Refusal {
  const pictures: Picture[] = [];
  let bytes = 0;
  for (const { entry } of files) {
    const content = unpacked(archive, entry), picture = content && readPicture(content);
    if (!picture) return refuse('picture-broken', { file: entry.name });
    bytes += side === null ? picture.pixels.length : side * side * 3;
    if (bytes > LIMIT) return refuse('pictures-too-large', { found: Math.ceil(bytes / 1_000_000), limit: PICTURES_LIMIT_MB });
    const fitting = side === null ? picture : scaledTo(picture, side), { width, height } = pictures[0] ?? fitting;
    if (fitting.width !== width || fitting.height !== height) return refuse('picture-sizes-differ', { file: entry.name, width: fitting.width, height: fitting.height, expected: `${width}×${height}` });
    pictures.push(fitting);
  }
  const classes = [...new Set(files.map((file) => file.class))].sort((a, b) => (a < b ? -1 : 1));
  return { ...sideBySide(pictures), classes, labels: Int32Array.from(files, (file) => classes.indexOf(file.class)) };
}

/** IDX files often come packed once more. */
function plain(bytes: Uint8Array | undefined): Uint8Array | undefined {
  try {
    return bytes?.[0] === 0x1f ? gunzipSync(bytes, { maxOutputLength: LIMIT }) : bytes;
  } catch {
    return undefined;
  }
}

/** The numbers of an IDX file and its dimensions (LeCun et al.): two zeros, the type, the number of dimensions, each of them, unsigned bytes. */
function idx(archive: Uint8Array, entry: ZipEntry): { sizes: number[]; values: Uint8Array } | undefined {
  const bytes = plain(unpacked(archive, entry));
  if (!bytes || bytes.length < 4 || bytes[2] !== 8) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), rank = bytes[3]!;
  if (bytes.length < 4 + 4 * rank) return undefined;
  const sizes = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i)), values = bytes.subarray(4 + 4 * rank);
  return values.length === sizes.reduce((a, b) => a * b, 1) ? { sizes, values } : undefined;
}

function fromIdx(archive: Uint8Array, { images, labels }: Of<'idx'>): Read | Refusal {
  const [pictures, answers] = [idx(archive, images), idx(archive, labels)];
  if (!pictures || !answers) return broken('an IDX file is damaged');
  const [count, height, width, channels = 1] = pictures.sizes as [number, number, number, number?];
  if (pictures.sizes.length < 3 || answers.sizes[0] !== count) return broken('the two IDX files do not hold as many pictures as labels');
  const known = [...new Set(answers.values)].sort((a, b) => a - b);
  return { shape: [height, width, channels], classes: known.map(String), pixels: Uint8Array.from(pictures.values), labels: Int32Array.from(answers.values, (label) => known.indexOf(label)) };
}

const CIFAR_CLASSES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];
const CIFAR_PIXELS = 32 * 32;

/** Records of a label and the three colours, one after another; here the colours of a pixel stand together. */
function fromCifar(batches: readonly Uint8Array[]): Read | Refusal {
  const bytes = Buffer.concat(batches), count = bytes.length / CIFAR_RECORD;
  const labels = Int32Array.from({ length: count }, (_, i) => bytes[i * CIFAR_RECORD]!), pixels = new Uint8Array(count * 3 * CIFAR_PIXELS);
  if (labels.some((label) => label >= CIFAR_CLASSES.length)) return broken('a label of CIFAR-10 is from 0 to 9');
  for (let i = 0; i < count; i++) {
    const from = i * CIFAR_RECORD + 1;
    for (let at = 0; at < CIFAR_PIXELS; at++) for (let c = 0; c < 3; c++) pixels[(i * CIFAR_PIXELS + at) * 3 + c] = bytes[from + c * CIFAR_PIXELS + at]!;
  }
  return { shape: [32, 32, 3], classes: CIFAR_CLASSES, pixels, labels };
}

function read(bytes: Uint8Array, side: number | null): Read | Refusal {
  const found = arrangementOf(bytes);
  if (isRefusal(found)) return broken(found.message);
  if (found.kind === 'folders') return fromFolders(bytes, found, side);
  if (found.kind === 'idx') return fromIdx(bytes, found);
  const batches = found.kind === 'cifar-alone' ? [bytes] : found.files.map((entry) => unpacked(bytes, entry));
  return batches.every((batch) => batch !== undefined) ? fromCifar(batches) : broken('a file of the archive is damaged');
}

/** Pictures that already have one size, each scaled. */
function allScaled({ shape: [height, width, channels], pixels, labels, classes }: Read, side: number): Read {
  const size = height * width * channels, scaled = new Uint8Array(labels.length * side * side * channels);
  labels.forEach((_, i) => scaled.set(scaledTo({ width, height, channels, pixels: pixels.subarray(i * size, (i + 1) * size) }, side).pixels, i * side * side * channels));
  return { shape: [side, side, channels], pixels: scaled, labels, classes };
}

/** Pictures from a zip archive (folders of classes, IDX, CIFAR-10) or one batch of CIFAR-10, scaled to `side` pixels each way where one is given. */
export function readPictures(bytes: Uint8Array, side: number | null = null, synthetic = false): Images | Refusal {
  const found = read(bytes, side);
  if (isRefusal(found)) return found;
  const pictures = side === null || found.shape[0] === side && found.shape[1] === side ? found : allScaled(found, side);
  if (new Set(pictures.labels).size < 2) return refuse('pictures-one-class');
  return { kind: 'images', task: 'classification', ...pictures, hash: sha256(bytes), bytes: bytes.length, synthetic };
}
