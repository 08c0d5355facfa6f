import type { Readable } from 'node:stream';

/** A whole file on this machine's disk, and what it must be when it arrives elsewhere. */
export interface WholeFile { readonly path: string; readonly bytes: number; readonly sha256: string }

/** A file in a store; its content must be read or destroyed. */
export interface StoredFile { readonly bytes: number; readonly content: Readable }

/** Files by name, such as `datasets/3f…`: a folder, or a bucket that speaks S3. */
export interface FileStore {
  /** Where it is, for the operator; without credentials. */
  readonly place: string;
  /** Keeps a copy of the file under a name: all of it, durable when it resolves, or nothing. What stood there is replaced. */
  put(name: string, file: WholeFile): Promise<void>;
  /** Undefined when there is none. */
  open(name: string): Promise<StoredFile | undefined>;
  /** Bytes; undefined when there is none. */
  size(name: string): Promise<number | undefined>;
  /** Every file whose name begins so, in the order of names. */
  list(prefix: string): Promise<{ readonly name: string; readonly bytes: number }[]>;
  /** Nothing happens when there is none. */
  remove(name: string): Promise<void>;
}

/** The store does not answer, or not as it should: what was asked may be asked again. */
export class FilesUnreachable extends Error {
  constructor(place: string, problem: string, cause?: unknown) {
    super(`the files at ${place} cannot be used: ${problem}`, { cause });
    this.name = 'FilesUnreachable';
  }
}

/** Says no to a name that could lead out of the store. */
export function checkName(name: string): string {
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name)) throw new Error(`${JSON.stringify(name)} is no name of a file`);
  return name;
}
