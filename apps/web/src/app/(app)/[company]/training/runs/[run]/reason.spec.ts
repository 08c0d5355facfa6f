import { engineSentences, noteCodes } from '@capstan/training';
import { expect, test } from 'vitest';
import enTraining from '../../../../../../messages/en/training.json' with { type: 'json' };
import en from '../../../../../../messages/en/runs.json' with { type: 'json' };
import zh from '../../../../../../messages/zh/runs.json' with { type: 'json' };
import zhTraining from '../../../../../../messages/zh/training.json' with { type: 'json' };
import { wordsIn } from '../../../../../../i18n/words.ts';
import { sayNote, sayReason } from './reason.ts';

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted((a, b) => a.localeCompare(b));

test('every sentence of the engine has words in both languages, with the same values in them', () => {
  const asked = Object.fromEntries(Object.entries(engineSentences).map(([code, sentence]) => [code, names(sentence)]));
  for (const words of [en.engine, zh.engine]) expect(Object.fromEntries(Object.entries(words).map(([code, text]) => [code, names(text)]))).toEqual(asked);
});

const [t, r] = [wordsIn('zh', zhTraining), wordsIn('zh', zh)];
test('a reader of Chinese reads why a run failed', () => expect(sayReason('Line 7 has 3 columns, the header has 5.', t, r)).toContain('第 7 行有 3 列，而表头有 5 列'));
test('how its process died has words, and what it said last stays as it was said', () => {
  expect(sayReason('killed by SIGKILL', t, r)).toContain('进程被终止（SIGKILL）');
  expect(sayReason('exited with 134: heap out of memory', t, r)).toContain('heap out of memory');
  expect(sayReason('spawn ENOMEM', t, r)).toContain('spawn ENOMEM');
});
test('what happened to a run has its own words', () => expect(sayReason('too-many-lapses', t, r)).toBe(zhTraining.reasons['too-many-lapses']));
test('every note has words in both languages, with the same values in them', () => {
  const said = (training: typeof enTraining.reasons, notes: Record<string, string>) => noteCodes.map((code) => (code in training ? [code, []] : [code, names(notes[code] ?? 'missing {words}')]));
  expect(said(zhTraining.reasons, zh.notes)).toEqual(said(enTraining.reasons, en.notes));
  expect(said(enTraining.reasons, en.notes).flatMap(([, values]) => values)).not.toContain('words');
});
test('a start anew on another machine says so', () => expect(sayNote({ code: 'began-anew-elsewhere', values: { trainer: 'south', backend: 'wasm' } }, t, r)).toContain('south'));
