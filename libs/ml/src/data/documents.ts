import type { Refusal } from '@capstan/kernel';
import { labelledText, type LabelledText } from '@capstan/training';
import type { Documents } from './dataset.ts';
import { sha256 } from './hash.ts';
import { refuse } from './refusals.ts';
import { decodeUtf8 } from './text.ts';

const FEWEST = 20;

/** Texts with a label each, one JSON object a line; empty lines are passed over. */
export function readDocuments(bytes: Uint8Array, synthetic = false): Documents | Refusal {
  const decoded = decodeUtf8(bytes);
  if (decoded === undefined) return refuse('file-not-utf8');
  const read: LabelledText[] = [];
  for (const [i, line] of decoded.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const one = labelledText(line);
    if (!one) return refuse('documents-broken', { line: i + 1 });
    read.push(one);
  }
  if (read.length < FEWEST) return refuse('documents-too-few', { found: read.length, needed: FEWEST });
  const classes = [...new Set(read.map(({ label }) => label))].sort((a, b) => (a < b ? -1 : 1));
  if (classes.length < 2) return refuse('documents-one-class');
  const place = new Map(classes.map((name, i) => [name, i])), characters = new Set<string>();
  for (const { text } of read) for (const character of text) characters.add(character);
  const alphabet = [...characters].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
  return { kind: 'documents', task: 'classification', classes, labels: Int32Array.from(read, ({ label }) => place.get(label)!), alphabet, texts: read.map(({ text }) => text), hash: sha256(bytes), bytes: bytes.length, synthetic };
}
