import type { ColumnForm, Signature } from '@capstan/training';
import type { InputShape } from '../data/prepared.ts';
import type { ColumnReading, LabelReading, Reading } from '../data/reading.ts';

const columnOf = (column: ColumnReading): ColumnForm => (column.type === 'number' ? { type: 'number', name: column.name, mean: column.mean } : { type: 'category', name: column.name, categories: [...column.categories] });

const answerOf = (label: LabelReading): Signature['output'] => (label.type === 'classes' ? { kind: 'classes', classes: [...label.classes] } : { kind: 'quantity', name: label.name });

/** What a model wants to be shown and what it answers. */
export function signatureOf(reading: Reading): Signature {
  switch (reading.kind) {
    case 'pixels': return { input: { kind: 'picture', height: reading.height, width: reading.width, channels: reading.channels }, output: { kind: 'classes', classes: [...reading.classes] } };
    case 'row': return { input: { kind: 'row', columns: reading.columns.map(columnOf) }, output: answerOf(reading.label) };
    case 'rows': return { input: { kind: 'rows', columns: reading.columns.map(columnOf), window: reading.window, horizon: reading.horizon }, output: answerOf(reading.label) };
    case 'document': return { input: { kind: 'text', window: reading.steps }, output: { kind: 'classes', classes: [...reading.classes] } };
    case 'text': return { input: { kind: 'beginning', window: reading.steps }, output: { kind: 'text' } };
  }
}

const widthOf = (columns: readonly ColumnReading[]): number => columns.reduce((width, column) => width + (column.type === 'number' ? 1 : column.categories.length), 0);
const outputsOf = (label: LabelReading): number => (label.type === 'classes' ? label.classes.length : 1);
const tokensIn = ({ alphabet, merges }: Extract<Reading, { kind: 'text' }>['tokens']): number => alphabet.length + (merges?.length ?? 0);

/** Inputs and outputs of the network itself, as a model is built for them. */
export function networkShape(reading: Reading): { input: InputShape; outputs: number } {
  switch (reading.kind) {
    case 'pixels': return { input: { kind: 'pixels', height: reading.height, width: reading.width, channels: reading.channels }, outputs: reading.classes.length };
    case 'row': return { input: { kind: 'features', count: widthOf(reading.columns) }, outputs: outputsOf(reading.label) };
    case 'rows': return { input: { kind: 'series', count: widthOf(reading.columns), steps: reading.window }, outputs: outputsOf(reading.label) };
    case 'document': return { input: { kind: 'characters', alphabet: tokensIn(reading.tokens) + 1, steps: reading.steps, once: true }, outputs: reading.classes.length };
    case 'text': return { input: { kind: 'characters', alphabet: tokensIn(reading.tokens), steps: reading.steps }, outputs: tokensIn(reading.tokens) };
  }
}
