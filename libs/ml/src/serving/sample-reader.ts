import { isRefusal, type Refusal } from '@capstan/kernel';
import { refuseModel as refuse, type Row, type Sample } from '@capstan/training';
import { scaled } from '../data/features.ts';
import { readPicture, scaledTo, type Picture } from '../data/picture-file.ts';
import { placeDocument } from '../data/prepare-documents.ts';
import type { ColumnReading, Reading } from '../data/reading.ts';
import { tokenReader } from './token-reader.ts';

/** The numbers that a model is shown for one sample, and what of it could not be read. */
export interface ReadSample { readonly inputs: Float32Array | Int32Array; readonly unread: string[] }
export type SampleReader = (sample: Sample) => ReadSample | Refusal;

type Of<K extends Reading['kind']> = Extract<Reading, { kind: K }>;
type Cell = Row[string] | undefined;

function cellOf(column: ColumnReading, cell: Cell, unread: string[]): number[] | Refusal {
  if (column.type === 'number') {
    if (typeof cell === 'string') return refuse('cell-not-a-number', { column: column.name }, `values.${column.name}`);
    return [scaled(column, cell ?? NaN)];
  }
  const said = cell === null || cell === undefined ? undefined : String(cell);
  if (said !== undefined && !column.categories.includes(said)) unread.push(said);
  return column.categories.map((one) => (one === said ? 1 : 0));
}

/** A row by the columns of training; what is missing stands at the mean or is none of the categories. */
function readRow(columns: readonly ColumnReading[], row: Row, unread: string[]): number[] | Refusal {
  const strange = Object.keys(row).find((name) => !columns.some((column) => column.name === name));
  if (strange !== undefined) return refuse('column-strange', { column: strange }, `values.${strange}`);
  const cells = columns.map((column) => cellOf(column, row[column.name], unread));
  return cells.find(isRefusal) ?? (cells as number[][]).flat();
}

const misshapen = (wanted: string, found: Sample): Refusal => refuse('sample-does-not-fit', { wanted, found: found.kind }, 'kind');

const rowReader = ({ columns }: Of<'row'>): SampleReader => (sample) => {
  if (sample.kind !== 'row') return misshapen('row', sample);
  const unread: string[] = [], numbers = readRow(columns, sample.values, unread);
  return isRefusal(numbers) ? numbers : { inputs: Float32Array.from(numbers), unread };
};

const rowsReader = ({ columns, window }: Of<'rows'>): SampleReader => (sample) => {
  if (sample.kind !== 'rows') return misshapen('rows', sample);
  if (sample.rows.length !== window) return refuse('rows-do-not-fit', { wanted: window, found: sample.rows.length }, 'rows');
  const unread: string[] = [], rows = sample.rows.map((row) => readRow(columns, row, unread));
  return rows.find(isRefusal) ?? { inputs: Float32Array.from((rows as number[][]).flat()), unread };
};

/** A picture file at the size and with the channels that the model knows: grey is the mean of the three colours. */
function pixelsOf(picture: Picture, { height, width, channels }: Of<'pixels'>): Float32Array {
  const { pixels } = picture.width === width && picture.height === height ? picture : scaledTo(picture, width, height);
  if (channels === 3) return Float32Array.from(pixels);
  return Float32Array.from({ length: height * width }, (_, i) => (pixels[3 * i]! + pixels[3 * i + 1]! + pixels[3 * i + 2]!) / 3);
}

const pictureReader = (reading: Of<'pixels'>): SampleReader => (sample) => {
  const { height, width, channels } = reading, wanted = height * width * channels;
  if (sample.kind === 'picture') {
    const picture = readPicture(Buffer.from(sample.file, 'base64'));
    return picture ? { inputs: pixelsOf(picture, reading).map((value) => value / 255), unread: [] } : refuse('picture-unreadable', undefined, 'file');
  }
  if (sample.kind !== 'pixels') return misshapen('pixels', sample);
  if (sample.pixels.length !== wanted) return refuse('pixels-do-not-fit', { wanted, found: sample.pixels.length }, 'pixels');
  return { inputs: Float32Array.from(sample.pixels, (value) => value / 255), unread: [] };
};

function documentReader({ tokens, steps }: Of<'document'>): SampleReader {
  const reader = tokenReader(tokens);
  return (sample) => {
    if (sample.kind !== 'text') return misshapen('text', sample);
    const { codes, unread } = reader.read(sample.text), inputs = new Int32Array(steps);
    if (codes.length === 0) return refuse('text-unreadable', undefined, 'text');
    placeDocument(inputs, 0, steps, codes);
    return { inputs, unread };
  };
}

/** The beginning of a text as its tokens, as many as there are. */
function beginningReader({ tokens }: Of<'text'>): SampleReader {
  const reader = tokenReader(tokens);
  return (sample) => {
    if (sample.kind !== 'beginning') return misshapen('beginning', sample);
    const { codes, unread } = reader.read(sample.text);
    return codes.length === 0 ? refuse('text-unreadable', undefined, 'text') : { inputs: codes, unread };
  };
}

/** Turns samples into what the model learned from, by the scales, classes and tokens of its training. Refuses what does not fit, with the field. */
export function sampleReader(reading: Reading): SampleReader {
  switch (reading.kind) {
    case 'pixels': return pictureReader(reading);
    case 'row': return rowReader(reading);
    case 'rows': return rowsReader(reading);
    case 'document': return documentReader(reading);
    case 'text': return beginningReader(reading);
  }
}
