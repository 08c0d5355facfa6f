import type { ColumnForm, InputForm, Sample } from '@capstan/training';

/** A sample as it stands in the form. */
export type Draft =
  | { kind: 'row'; values: Record<string, string> }
  | { kind: 'rows'; lines: string }
  | { kind: 'picture'; pixels: number[]; file: { name: string; base64: string } | null }
  | { kind: 'text'; text: string }
  | { kind: 'beginning'; text: string; length: string; temperature: string; seed: string };

/** The form before anything was put into it. */
export function emptyDraft(input: InputForm): Draft {
  switch (input.kind) {
    case 'row': return { kind: 'row', values: {} };
    case 'rows': return { kind: 'rows', lines: '' };
    case 'picture': return { kind: 'picture', pixels: Array<number>(input.height * input.width * input.channels).fill(0), file: null };
    case 'text': return { kind: 'text', text: '' };
    case 'beginning': return { kind: 'beginning', text: '', length: '100', temperature: '0.8', seed: '1' };
  }
}

/** A cell as the model wants it: empty ones are missing; what should be a number and is none is sent as it is, and refused by name. */
function cellOf(column: ColumnForm, typed: string | undefined): string | number | null {
  const text = (typed ?? '').trim();
  if (text === '') return null;
  return column.type === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
}

const rowOf = (columns: readonly ColumnForm[], typed: (column: ColumnForm, i: number) => string | undefined) => Object.fromEntries(columns.map((column, i) => [column.name, cellOf(column, typed(column, i))]));
const columnsOf = (input: InputForm): readonly ColumnForm[] => ('columns' in input ? input.columns : []);

/** What is sent for the form as it stands. */
export function sampleOf(draft: Draft, input: InputForm): Sample {
  switch (draft.kind) {
    case 'row': return { kind: 'row', values: rowOf(columnsOf(input), ({ name }) => draft.values[name]) };
    case 'rows': {
      const lines = draft.lines.split('\n').filter((line) => line.trim() !== '').map((line) => line.split(','));
      return { kind: 'rows', rows: lines.map((cells) => rowOf(columnsOf(input), (_, i) => cells[i])) };
    }
    case 'picture': return draft.file ? { kind: 'picture', file: draft.file.base64 } : { kind: 'pixels', pixels: draft.pixels };
    case 'text': return { kind: 'text', text: draft.text };
    case 'beginning': return { kind: 'beginning', text: draft.text, length: Number(draft.length), temperature: Number(draft.temperature), seed: Number(draft.seed) };
  }
}

const said = (cell: string | number | null | undefined): string => (cell === null || cell === undefined ? '' : String(cell));

/** An example put into the form. */
export function draftOf(sample: Sample, input: InputForm): Draft {
  switch (sample.kind) {
    case 'row': return { kind: 'row', values: Object.fromEntries(Object.entries(sample.values).map(([name, cell]) => [name, said(cell)])) };
    case 'rows': return { kind: 'rows', lines: sample.rows.map((row) => columnsOf(input).map(({ name }) => said(row[name])).join(', ')).join('\n') };
    case 'pixels': return { kind: 'picture', pixels: sample.pixels, file: null };
    case 'picture': return { ...emptyDraft(input), kind: 'picture', file: { name: '', base64: sample.file } } as Draft;
    case 'text': return { kind: 'text', text: sample.text };
    case 'beginning': return { kind: 'beginning', text: sample.text, length: String(sample.length), temperature: String(sample.temperature), seed: String(sample.seed) };
  }
}
