import { Readable } from 'node:stream';
import { setImmediate as breathe } from 'node:timers/promises';
import { parse } from 'csv-parse';
import type { Refusal } from '@capstan/kernel';
import { type AddDatasetBody, DATASET_LIMIT_MB, pictureCount, PICTURES_FILE_LIMIT_MB, refuseTraining as refuse, separatorOf } from '@capstan/training';
import { labelledTexts } from './labelled-texts.ts';

/** What one pass over an upload tells. */
export interface Counted { readonly bytes: Buffer; readonly rows: number; readonly columns: string[] | null }

const CHUNK = 64 * 1024;

/** In pieces, with room between them for other requests. */
async function* pieces(text: string): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += CHUNK) {
    yield text.slice(at, at + CHUNK);
    await breathe();
  }
}

interface Line { record: string[]; info: { lines: number } }

async function table(text: string): Promise<{ rows: number; columns: string[] } | Refusal> {
  let columns: string[] | undefined;
  let rows = 0;
  const parser = Readable.from(pieces(text)).pipe(parse({ bom: true, skip_empty_lines: true, relax_column_count: true, trim: true, delimiter: separatorOf(text), info: true }));
  try {
    for await (const { record, info } of parser as AsyncIterable<Line>) {
      if (columns && record.length !== columns.length) return refuse('dataset-row-width', { line: info.lines, found: record.length, expected: columns.length }, 'content');
      if (columns) rows += 1;
      else columns = record;
    }
  } catch (error) {
    return refuse('dataset-not-a-table', { line: (error as { lines?: number }).lines ?? rows + 2 }, 'content');
  }
  if (!columns) return refuse('dataset-empty', undefined, 'content');
  return strangeHeader(columns) ?? (rows === 0 ? refuse('dataset-no-rows', undefined, 'content') : { rows, columns });
}

function strangeHeader(columns: readonly string[]): Refusal | undefined {
  if (columns.length < 2) return refuse('dataset-one-column', undefined, 'content');
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  return twice === undefined ? undefined : refuse('dataset-column-twice', { column: twice }, 'content');
}

/** Fewer characters make no training and validation windows. */
const FEWEST_CHARACTERS = 500;

function text(bytes: Buffer, content: string): Counted | Refusal {
  let rows = 0;
  for (const _ of content) rows += 1;
  return rows < FEWEST_CHARACTERS ? refuse('dataset-too-short', { needed: FEWEST_CHARACTERS, found: rows }, 'content') : { bytes, rows, columns: null };
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function pictures(content: string): Counted | Refusal {
  if (content === '') return refuse('dataset-empty', undefined, 'content');
  if (content.length % 4 !== 0 || !BASE64.test(content)) return refuse('dataset-not-base64', undefined, 'content');
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > PICTURES_FILE_LIMIT_MB * 1_000_000) return refuse('dataset-too-large', { limit: PICTURES_FILE_LIMIT_MB }, 'content');
  const rows = pictureCount(bytes);
  return typeof rows === 'number' ? { bytes, rows, columns: null } : rows;
}

/** Reads an upload once: its size, its rows and columns, or why it is refused. A text counts characters as rows, pictures come as base64. */
export async function countDataset({ kind, content }: Pick<AddDatasetBody, 'kind' | 'content'>): Promise<Counted | Refusal> {
  if (kind === 'images') return pictures(content);
  const bytes = Buffer.from(content, 'utf8');
  if (bytes.length === 0) return refuse('dataset-empty', undefined, 'content');
  if (bytes.length > DATASET_LIMIT_MB * 1_000_000) return refuse('dataset-too-large', { limit: DATASET_LIMIT_MB }, 'content');
  // A browser puts U+FFFD where a file was not UTF-8; a NUL stands in no text.
  if (content.includes('\0') || content.includes('\uFFFD')) return refuse('dataset-not-text', undefined, 'content');
  if (kind === 'text') return text(bytes, content);
  if (kind === 'documents') return labelledTexts(content);
  const counted = await table(content);
  return 'refused' in counted ? counted : { bytes, ...counted };
}
