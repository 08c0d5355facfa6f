import type { ColumnForm, InputForm, Sample } from '@capstan/training';
import { expect, test } from 'vitest';
import { draftOf, emptyDraft, sampleOf } from './draft.ts';

const columns: ColumnForm[] = [{ type: 'number', name: 'price', mean: 3 }, { type: 'category', name: 'plan', categories: ['1', 'team'] }];
const row: InputForm = { kind: 'row', columns }, rows: InputForm = { kind: 'rows', columns, window: 2, horizon: 1 };

test('empty cells are missing, numbers are numbers, categories stay words', () =>
  expect(sampleOf({ kind: 'row', values: { price: ' 2.5 ', plan: '1' } }, row)).toEqual({ kind: 'row', values: { price: 2.5, plan: '1' } }));
test('what is no number is sent as it was typed, so that the model can refuse it by its column', () =>
  expect(sampleOf({ kind: 'row', values: { price: 'dear' } }, row)).toEqual({ kind: 'row', values: { price: 'dear', plan: null } }));
test.each<[InputForm, Sample]>([
  [row, { kind: 'row', values: { price: 1.5, plan: null } }],
  [rows, { kind: 'rows', rows: [{ price: 1, plan: 'team' }, { price: null, plan: '1' }] }],
  [{ kind: 'picture', height: 1, width: 2, channels: 1 }, { kind: 'pixels', pixels: [0, 255] }],
  [{ kind: 'text', window: 8 }, { kind: 'text', text: 'late again' }],
  [{ kind: 'beginning', window: 8 }, { kind: 'beginning', text: 'the', length: 20, temperature: 0.5, seed: 7 }],
])('an example of %o goes through the form unchanged', (input, sample) => expect(sampleOf(draftOf(sample, input), input)).toEqual(sample));
test('an empty picture is black', () => expect(emptyDraft({ kind: 'picture', height: 2, width: 2, channels: 1 })).toMatchObject({ pixels: [0, 0, 0, 0] }));
