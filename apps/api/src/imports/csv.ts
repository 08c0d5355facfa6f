import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse';

const CHUNK = 64 * 1024;
const DELIMITERS = [',', ';', '\t'] as const;

export interface CsvRow { readonly line: number; readonly cells: string[] }

/** The delimiter that the header uses most often. */
const delimiterOf = (text: string): string => {
  const header = text.slice(0, text.search(/[\r\n]/) + 1 || CHUNK);
  return DELIMITERS.map((d) => ({ d, n: header.split(d).length })).sort((a, b) => b.n - a.n)[0]!.d;
};

/** Gives the text out in pieces and lets the server answer others between them. */
async function* pieces(text: string, onShare: (share: number) => void): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += CHUNK) {
    yield text.slice(at, at + CHUNK);
    onShare(Math.min(1, (at + CHUNK) / text.length));
    await setImmediate();
  }
}

/** The rows of a CSV text with their line numbers, the header first; rows may be uneven, the caller judges that. Rejects on broken quoting. */
export async function* csvRows(text: string, onShare: (share: number) => void = () => {}): AsyncGenerator<CsvRow> {
  const parser = parse({ bom: true, delimiter: delimiterOf(text), info: true, relax_column_count: true, skip_empty_lines: true });
  const source = Readable.from(pieces(text, onShare));
  source.on('error', (error) => parser.destroy(error));
  for await (const { info, record } of source.pipe(parser) as AsyncIterable<{ info: { lines: number }; record: string[] }>) yield { line: info.lines, cells: record };
}
