import { isRefusal } from '@capstan/kernel';
import { DataSpec } from '@capstan/training';
import { expect, test } from 'vitest';
import { readDocuments } from './documents.ts';
import { prepare } from './prepare.ts';
import { readText } from './text.ts';

const bytes = (lines: unknown[]): Uint8Array => new TextEncoder().encode(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
const tickets = Array.from({ length: 40 }, (_, i) => (i % 2 ? { text: `refund order ${i} please`, label: 'billing' } : { text: `crash at start ${i}`, label: 'bug' }));
const taken = <T>(value: T): Exclude<T, { refused: true }> => {
  if (isRefusal(value)) throw new Error(value.message);
  return value as Exclude<T, { refused: true }>;
};

test('each line is a text with its class', () => {
  expect(taken(readDocuments(bytes([...tickets, '', { text: 'odd', label: 3 }, { text: 'odder', label: 3 }])))).toMatchObject({ classes: ['3', 'billing', 'bug'], task: 'classification' });
});

test('the beginning of a text fills the window, blanks stand before a short one', () => {
  const documents = taken(readDocuments(bytes(tickets)));
  const { train, input, outputs } = taken(prepare(documents, { seed: 1, validationShare: 0.2, sequence: 20, data: DataSpec.parse({}) }));
  expect([input, outputs]).toEqual([{ kind: 'characters', alphabet: documents.alphabet.length + 1, steps: 20, once: true }, 2]);
  const { inputs, targets, shape } = train.batch(Int32Array.of(0, 1));
  const said = (row: number) => [...inputs.subarray(row * 20, row * 20 + 20)].map((code) => (code === 0 ? '_' : documents.alphabet[code - 1])).join('');
  expect([said(0), said(1)]).toEqual(['____crash at start 0', 'refund order 1 pleas']);
  expect([[...targets], shape]).toEqual([[1, 0], [2, 20]]);
});

test('byte pairs are learned from the training texts and read every text', () => {
  const documents = taken(readDocuments(bytes(tickets)));
  const prepared = taken(prepare(documents, { seed: 1, validationShare: 0.2, sequence: 20, data: DataSpec.parse({ tokens: { kind: 'bpe', vocabulary: 64 } }) }));
  const alphabet = 'alphabet' in prepared.input ? prepared.input.alphabet : 0;
  expect(alphabet).toBeGreaterThan(documents.alphabet.length + 2);
  expect(prepared.validation.batch(prepared.validation.inOrder).inputs.every((code) => code >= 0 && code < alphabet)).toBe(true);
});

test.each([
  ['a line that is no JSON', [...tickets, 'text'], 'documents-broken'],
  ['a line without a label', [...tickets, { text: 'x' }], 'documents-broken'],
  ['one class', tickets.map(({ text }) => ({ text, label: 'same' })), 'documents-one-class'],
  ['a handful', tickets.slice(0, 4), 'documents-too-few'],
])('%s is refused', (_, lines, code) => expect(readDocuments(bytes(lines))).toMatchObject({ code }));

test('byte pairs need room for every character there is', () => {
  const many = Array.from({ length: 40 }, (_, i) => ({ text: String.fromCodePoint(0x4e00 + 2 * i, 0x4e01 + 2 * i), label: i % 2 ? 'a' : 'b' })), data = DataSpec.parse({ tokens: { kind: 'bpe', vocabulary: 64 } });
  expect(prepare(taken(readDocuments(bytes(many))), { seed: 1, validationShare: 0.2, sequence: 8, data })).toMatchObject({ code: 'vocabulary-too-small', values: { alphabet: 80, vocabulary: 64 } });
  expect(prepare(taken(readText(bytes([many.map(({ text }) => text).join('').repeat(20)]))), { seed: 1, validationShare: 0.2, sequence: 8, data })).toMatchObject({ code: 'vocabulary-too-small', values: { alphabet: 80, vocabulary: 64 } });
});
