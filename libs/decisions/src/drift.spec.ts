import { fold, isRefusal } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { decisionsDecider } from './decider.ts';
import { driftOf } from './drift.ts';
import type { DecisionsFact } from './events.ts';
import type { Sources } from './evidence.ts';
import { cells } from './matrix.ts';
import { first, ranking } from './ranking.ts';
import { chooseB, criteria, gaveScore, opened, selection, sources, twoCandidates } from './story.ts';

const bound = (candidate: string, run: string): DecisionsFact => ({ type: 'EvidenceBound', data: { selection, candidate, criterion: 'criterion-fit', evidence: { kind: 'run-accuracy', run, metric: 'accuracy' } } });
const scale = { measure: 'fraction', worst: 0.9, best: 1, curve: 'linear' } as const;
const before: DecisionsFact[] = [
  opened, ...criteria, ...twoCandidates,
  { type: 'CriterionSet', data: { selection, criterion: 'criterion-fit', name: 'Fit', aspect: 'own', weight: 3, scale } },
  bound('candidate-a', 'run-lstm'), bound('candidate-b', 'run-cnn'), gaveScore('candidate-a', 'criterion-cost', 6), gaveScore('candidate-b', 'criterion-cost', 6),
];
const decide = (facts: DecisionsFact[], command = chooseB()) => {
  const made = decisionsDecider.decide(command, fold(decisionsDecider, facts));
  if (isRefusal(made)) throw new Error(made.message);
  return fold(decisionsDecider, [...facts, ...made])[selection]!;
};
const decided = decide(before);
const withAccuracy = (run: string, accuracy: number | null): Sources => ({ ...sources, runs: sources.runs.map((r) => (r.run === run ? { ...r, metrics: { accuracy } } : r)) });

test('a decision stands while the evidence ranks as it did', () => {
  expect(driftOf(decided, sources)).toEqual({ kind: 'stands', moved: [] });
  expect(driftOf(decided, withAccuracy('run-lstm', 0.96))).toMatchObject({ kind: 'stands', moved: [{ candidate: 'candidate-a', valueIs: 0.96 }] });
});

test('when a candidate that was not chosen overtakes it, drift says who and by which evidence', () => {
  const drift = driftOf(decided, withAccuracy('run-lstm', 0.985));
  expect(drift).toMatchObject({ kind: 'another-wins', candidate: 'candidate-a', moved: [{ candidate: 'candidate-a', criterion: 'criterion-fit', valueWas: 0.95, valueIs: 0.985 }] });
  if (drift?.kind !== 'another-wins') throw new Error('no drift');
  expect(drift.total).toBeCloseTo((8.5 * 3 + 6) / 4, 10);
  expect(drift.moved[0]!.moves).toBeCloseTo(3.5 * 0.75, 10);
});

test('when the evidence behind the chosen one is withdrawn, its place is unknown, not lost', () => {
  expect(driftOf(decided, { ...sources, runs: sources.runs.filter((r) => r.run !== 'run-cnn') })?.kind).toBe('evidence-gone');
});

test('choosing the second best on purpose is no drift; that the first is still first says nothing new', () => {
  const onPurpose = decide(before, chooseB({ chosen: 'candidate-a', reason: 'The team knows it.' }));
  expect(driftOf(onPurpose, sources)?.kind).toBe('stands');
});

test('a selection without a decision does not drift', () => {
  expect(driftOf(fold(decisionsDecider, before)[selection]!, sources)).toBeNull();
});

test('a candidate with an unknown score is not ranked, and is never given a 0', () => {
  const open = fold(decisionsDecider, before)[selection]!;
  const now = cells(open, withAccuracy('run-cnn', null));
  const ranked = ranking(['candidate-a', 'candidate-b'], open.criteria, now);
  expect(ranked[1]).toEqual({ candidate: 'candidate-b', total: null, rank: null, missing: ['criterion-fit'] });
  expect(ranked[0]!.rank).toBe(1);
  expect(now.find((c) => c.candidate === 'candidate-b' && c.criterion === 'criterion-fit')).toMatchObject({ score: null, missing: 'not-measured' });
});

test('equal totals share a rank and there is no single first', () => {
  const level = ranking(['a', 'b'], [{ criterion: 'x', weight: 1 }], [{ candidate: 'a', criterion: 'x', score: 4 }, { candidate: 'b', criterion: 'x', score: 4 }]);
  expect(level.map((r) => r.rank)).toEqual([1, 1]);
  expect(first(level)).toBeNull();
});
