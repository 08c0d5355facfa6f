import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStore } from '@capstan/files';
import type { IdentityDb } from '../access/identity-db.ts';
import type { LedgerRunning } from '../ledger/ledger.module.ts';
import { type Parts, type Standing, standing } from './standing.ts';

/** The disk and the store of files are tried at most so often: whoever asks all the time does not keep them busy. */
const FRESH_MS = 1000;

/** Tells how the installation stands. */
export class Health {
  private readonly parts: Parts;
  constructor(running: LedgerRunning, identity: IdentityDb, files: FileStore, data: string) {
    this.parts = { running, identity, data, written: seldom(() => written(data)), filesAsked: seldom(() => files.size('artifacts/none')) };
  }

  now(): Promise<Standing> { return standing(this.parts); }
}

/** The same answer for a second. */
function seldom<T>(ask: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  return () => {
    if (!last || performance.now() - last.at > FRESH_MS) last = { at: performance.now(), answer: ask() };
    return last.answer;
  };
}

/** Writes a few bytes down to the disk, as recording does. */
async function written(data: string): Promise<void> {
  const path = join(data, `write-test-${randomUUID()}`);
  const file = await open(path, 'wx');
  try {
    await file.writeFile('x'.repeat(8192));
    await file.sync();
  } finally {
    await file.close();
    await rm(path, { force: true });
  }
}
