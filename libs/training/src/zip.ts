/** A file in a zip archive as its directory tells of it: sizes in bytes, and where its local header begins. */
export interface ZipEntry { readonly name: string; readonly stored: boolean; readonly packed: number; readonly size: number; readonly header: number }

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const TOO_LARGE = 0xffffffff; // says that the number stands elsewhere, in an archive beyond 4 GB

export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

function endOf(view: DataView): number | undefined {
  for (let at = view.byteLength - END_BYTES; at >= Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT); at--) if (view.getUint32(at, true) === END) return at;
  return undefined;
}

function entryAt(view: DataView, bytes: Uint8Array, at: number): { entry: ZipEntry; next: number } | undefined {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) return undefined;
  const [method, packed, size, header] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)];
  const length = view.getUint16(at + 28, true), name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
  const encrypted = (view.getUint16(at + 8, true) & 1) === 1;
  if (encrypted || (method !== 0 && method !== 8) || packed === TOO_LARGE || size === TOO_LARGE || header === TOO_LARGE) return undefined;
  return { entry: { name, stored: method === 0, packed, size, header }, next: at + 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true) };
}

/** The files of a zip archive, folders left out; undefined when it cannot be read (broken, encrypted, beyond 4 GB). Nothing is unpacked. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), end = bytes.length < END_BYTES ? undefined : endOf(view);
  if (end === undefined) return undefined;
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    const read = entryAt(view, bytes, at);
    if (!read) return undefined;
    if (!read.entry.name.endsWith('/')) entries.push(read.entry);
    at = read.next;
  }
  return entries;
}

/** The packed bytes of an entry; undefined where the archive ends before they do. */
export function packedBytes(bytes: Uint8Array, { header, packed }: ZipEntry): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header + 30 > bytes.length) return undefined;
  const from = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  return from + packed > bytes.length ? undefined : bytes.subarray(from, from + packed);
}
