import type { RunView } from '@capstan/training';
import { expect, test } from 'vitest';
import en from '../../../../../../messages/en/runs.json' with { type: 'json' };
import { notJudged } from './not-judged.ts';

const of = (outcome: object | null, { endedAt = '2026-11-24T00:00:00.000Z', kind = 'mlp' }: { endedAt?: string | null; kind?: string } = {}) => notJudged({ endedAt, model: { kind }, outcome } as unknown as RunView);
const kept = { artifact: { sha256: 'a', bytes: 1 }, metrics: { task: 'classification' }, code: null, how: 'finished' };

test.each([
  ['nothing-handed-in', null], ['no-weights', { ...kept, artifact: null }], ['language-model', { ...kept, metrics: { task: 'language-model' } }],
  ['no-room', { ...kept, how: 'failed', code: 'disk-full' }], ['stopped', { ...kept, how: 'stopped' }], ['too-large', kept],
] as const)('%s', (why, outcome) => {
  expect(of(outcome)).toBe(why);
  expect(en.notJudged[why]).toMatch(/\.$/);
});
test('nothing is said while it trains, of a baseline, and where it was judged', () => {
  expect([of(null, { endedAt: null }), of(null, { kind: 'baseline' }), of({ ...kept, evaluation: {} })]).toEqual([null, null, null]);
});
