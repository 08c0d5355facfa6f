import { describe, expect, test } from 'vitest';
import type { RunFact } from './run-events.ts';
import { type Before, noteOf, reasonNote } from './run-notes.ts';

const first: Before = { begun: false, trainers: ['north'] };
type Of<T extends RunFact['type']> = Extract<RunFact, { type: T }>;
const began = (resumes: boolean) => ({ type: 'RunStarted', data: { resumes, backend: { name: 'wasm' } } }) as Of<'RunStarted'>;
const leased = (attempt: number) => ({ type: 'RunLeased', data: { trainer: 'south', attempt } }) as Of<'RunLeased'>;

describe('a start', () => {
  test('is the first one', () => expect(noteOf(began(false), first)?.code).toBe('began'));
  test('goes on from a checkpoint, wherever', () => expect(noteOf(began(true), { begun: true, trainers: ['north', 'south'] })).toEqual({ code: 'goes-on', values: { backend: 'wasm', trainer: 'south' } }));
  test('is one anew where no checkpoint was, on the same machine', () => {
    for (const trainers of [['north'], ['north', 'north']]) expect(noteOf(began(false), { begun: true, trainers })?.code).toBe('began-anew');
  });
  test('or on another machine', () => expect(noteOf(began(false), { begun: true, trainers: ['north', 'south'] })).toEqual({ code: 'began-anew-elsewhere', values: { backend: 'wasm', trainer: 'south' } }));
});

test('a trainer that takes a run up again says which attempt it is', () => {
  expect([leased(1), leased(3)].map((fact) => noteOf(fact, first))).toEqual([{ code: 'trainer', values: { trainer: 'south', attempt: '1' } }, { code: 'trainer-again', values: { trainer: 'south', attempt: '3' } }]);
});

describe('a reason', () => {
  test.each([
    ['too-many-lapses', { code: 'too-many-lapses', values: {} }],
    ['unknown', { code: 'unknown', values: {} }],
    ['Line 7 has 3 columns, the header has 5.', { code: 'row-width-changes', values: { line: '7', found: '3', expected: '5' } }],
    ['killed by SIGKILL', { code: 'killed', values: { how: 'SIGKILL', said: '' } }],
    ['killed by SIGABRT: out of memory\nat x', { code: 'killed', values: { how: 'SIGABRT', said: 'out of memory\nat x' } }],
    ['exited with 134: JavaScript heap out of memory', { code: 'exited', values: { how: '134', said: 'JavaScript heap out of memory' } }],
    ['spawn ENOMEM', { code: 'said', values: { said: 'spawn ENOMEM' } }],
  ])('%s', (reason, note) => expect(reasonNote(reason)).toEqual(note));
});
