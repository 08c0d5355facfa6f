import { engineSentences } from '@capstan/training';
import { expect, test } from 'vitest';
import en from '../../../../../../messages/en/runs.json' with { type: 'json' };
import zh from '../../../../../../messages/zh/runs.json' with { type: 'json' };
import zhTraining from '../../../../../../messages/zh/training.json' with { type: 'json' };
import { wordsIn } from '../../../../../../i18n/words.ts';
import { sayReason } from './reason.ts';

const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted((a, b) => a.localeCompare(b));

test('every sentence of the engine has words in both languages, with the same values in them', () => {
  const asked = Object.fromEntries(Object.entries(engineSentences).map(([code, sentence]) => [code, names(sentence)]));
  for (const words of [en.engine, zh.engine]) expect(Object.fromEntries(Object.entries(words).map(([code, text]) => [code, names(text)]))).toEqual(asked);
});

const [t, r] = [wordsIn('zh', zhTraining), wordsIn('zh', zh)];
test('a reader of Chinese reads why a run failed', () => expect(sayReason('Line 7 has 3 columns, the header has 5.', t, r)).toContain('第 7 行有 3 列，而表头有 5 列'));
test('what a machine said stays as it was said', () => expect(sayReason('killed by SIGKILL', t, r)).toContain('killed by SIGKILL'));
test('what happened to a run has its own words', () => expect(sayReason('too-many-lapses', t, r)).toBe(zhTraining.reasons['too-many-lapses']));
