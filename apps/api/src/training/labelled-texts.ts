import { setImmediate as breathe } from 'node:timers/promises';
import { parse } from 'csv-parse';
import type { Refusal } from '@capstan/kernel';
import { labelledText, refuseTraining as refuse, separatorOf } from '@capstan/training';

/** Texts with a label each, as they are kept: one JSON object a line. */
export interface LabelledTexts { readonly bytes: Buffer; readonly rows: number; readonly columns: null }

const LINES_AT_ONCE = 1000;

/** Reads an upload of labelled texts: JSONL, or a CSV with a column `text` and a column `label`, which is kept as JSONL. */
export function labelledTexts(content: string): Promise<LabelledTexts | Refusal> {
  const text = content.replace(/^\uFEFF/, '');
  return text.trimStart().startsWith('{') || text.trim() === '' ? fromLines(text) : fromTable(text);
}

async function fromLines(content: string): Promise<LabelledTexts | Refusal> {
  let rows = 0;
  for (const [i, line] of content.split(/\r?\n/).entries()) {
    if (i % LINES_AT_ONCE === 0) await breathe();
    if (line.trim() === '') continue;
    if (!labelledText(line)) return refuse('dataset-not-labelled-texts', { line: i + 1 }, 'content');
    rows += 1;
  }
  return rows === 0 ? refuse('dataset-empty', undefined, 'content') : { bytes: Buffer.from(content, 'utf8'), rows, columns: null };
}

const takes = (columns: readonly string[]) => columns.includes('text') && columns.includes('label');
interface Row { readonly record: Readonly<Record<string, string>>; readonly info: { readonly lines: number } }

async function fromTable(content: string): Promise<LabelledTexts | Refusal> {
  const lines: string[] = [];
  let columns: string[] = [];
  const parser = parse(content, { columns: (header: string[]) => (columns = header.map((name) => name.trim().toLowerCase())), skip_empty_lines: true, delimiter: separatorOf(content), info: true });
  try {
    for await (const { record, info } of parser as AsyncIterable<Row>) {
      if (!takes(columns)) break;
      const line = JSON.stringify({ text: record['text'], label: record['label'] });
      if (!labelledText(line)) return refuse('dataset-not-labelled-texts', { line: info.lines }, 'content');
      if (lines.push(line) % LINES_AT_ONCE === 0) await breathe();
    }
  } catch (error) {
    return refuse('dataset-not-labelled-texts', { line: (error as { lines?: number }).lines ?? lines.length + 2 }, 'content');
  }
  if (!takes(columns)) return refuse('dataset-text-columns', { columns: columns.join(', ').slice(0, 200) }, 'content');
  return lines.length === 0 ? refuse('dataset-no-rows', undefined, 'content') : { bytes: Buffer.from(`${lines.join('\n')}\n`, 'utf8'), rows: lines.length, columns: null };
}
