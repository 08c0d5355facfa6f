import { readFile, stat } from 'node:fs/promises';
import type { Refusal } from '@capstan/kernel';
import type { LoadDataset } from '../engine.ts';
import { loadDigits } from './digits.ts';
import { readDocuments } from './documents.ts';
import { readPictures } from './pictures.ts';
import { refuse } from './refusals.ts';
import { readTable } from './table.ts';
import { readText } from './text.ts';

/** A pilot's data sits in memory several times over; more than this belongs on a bigger machine. */
const LARGEST_MB = 32;

async function bytesAt(path: string): Promise<Uint8Array | Refusal> {
  try {
    const { size } = await stat(path);
    return size > LARGEST_MB * 2 ** 20 ? refuse('file-too-large', { limit: LARGEST_MB }) : await readFile(path);
  } catch {
    return refuse('file-unreadable');
  }
}

/** Reads a dataset whole and checks it. Answers a refusal for bad data; paths are the caller's, never a user's. */
export const loadDataset: LoadDataset = async (from) => {
  if (from.source === 'digits') return loadDigits();
  const bytes = await bytesAt(from.path);
  if (!(bytes instanceof Uint8Array)) return bytes;
  switch (from.source) {
    case 'text': return readText(bytes, from.synthetic);
    case 'documents': return readDocuments(bytes, from.synthetic);
    case 'images': return readPictures(bytes, from.side ?? null, from.synthetic);
    case 'table': return readTable(bytes, from.label, from.synthetic);
  }
};
