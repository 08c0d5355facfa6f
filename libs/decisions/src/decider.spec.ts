import { given } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { decisionsDecider } from './decider.ts';
import { BindEvidence, GiveReason, GiveScore, SetCriterion } from './commands.ts';
import { chooseB, criteria, eur, gaveScore, model, opened, selection, sources, today, twoCandidates } from './story.ts';

const ready = [opened, ...criteria, ...twoCandidates, gaveScore('candidate-a', 'criterion-fit', 9), gaveScore('candidate-b', 'criterion-fit', 6), gaveScore('candidate-a', 'criterion-cost', 3), gaveScore('candidate-b', 'criterion-cost', 8)];

test('a selection opens with the four standard criteria, equally weighed', () => {
  const facts = given(decisionsDecider).when({ type: 'OpenSelection', selection, kind: 'technology', title: 'Which model reads the meters?', question: '', currency: 'EUR', standardCriteria: true, criteria: ['c1', 'c2', 'c3', 'c4'], today }).facts();
  expect(facts.map((f) => f.type)).toEqual(['SelectionOpened', 'CriterionSet', 'CriterionSet', 'CriterionSet', 'CriterionSet']);
  expect(facts.slice(1).map((f) => (f.data as { aspect: string }).aspect)).toEqual(['market-demand', 'maturity', 'budget', 'team-capability']);
});

test('choosing records scores, weights, alternatives and what it does to the plan', () => {
  given(decisionsDecider, ...ready).when(chooseB()).then({ type: 'DecisionMade', data: {
    selection, kind: 'technology', title: opened.data.title, chosen: 'candidate-b', decidedOn: today, reason: '',
    criteria: [{ criterion: 'criterion-fit', name: 'Fit', weight: 1 }, { criterion: 'criterion-cost', name: 'Cost', weight: 1 }],
    evidence: [
      { candidate: 'candidate-a', criterion: 'criterion-fit', score: 9, value: null, evidence: null, facts: [] },
      { candidate: 'candidate-a', criterion: 'criterion-cost', score: 3, value: null, evidence: null, facts: [] },
      { candidate: 'candidate-b', criterion: 'criterion-fit', score: 6, value: null, evidence: null, facts: [] },
      { candidate: 'candidate-b', criterion: 'criterion-cost', score: 8, value: null, evidence: null, facts: [] },
    ],
    alternatives: [{ candidate: 'candidate-a', name: 'LSTM', total: 6, rank: 2 }, { candidate: 'candidate-b', name: 'CNN', total: 7, rank: 1 }],
    effect: { burnPerMonth: eur(120_000), oneOff: eur(0), from: '2026-12', runwayBefore: { kind: 'runs-out', on: '2027-12-04', months: 12.4 }, runwayAfter: { kind: 'runs-out', on: '2027-10-20', months: 10.9 } },
  } });
});

test('a choice waits for every score, unless a reason is given', () => {
  const unscored = given(decisionsDecider, ...ready.slice(0, -1));
  unscored.when(chooseB()).refuses('candidates-unscored', 'reason');
  const [made] = unscored.when(chooseB({ reason: 'The provider’s offer ends today.' })).facts();
  expect((made!.data as { alternatives: unknown }).alternatives).toEqual([
    { candidate: 'candidate-a', name: 'LSTM', total: 6, rank: 1 }, { candidate: 'candidate-b', name: 'CNN', total: null, rank: null },
  ]);
});

test('what a choice must have', () => {
  given(decisionsDecider).when(chooseB()).refuses('selection-unknown');
  given(decisionsDecider, ...ready).when(chooseB({ chosen: 'candidate-x' })).refuses('candidate-unknown', 'chosen');
  given(decisionsDecider, opened, ...criteria, twoCandidates[1]!).when(chooseB()).refuses('too-few-candidates');
  given(decisionsDecider, opened, ...twoCandidates).when(chooseB()).refuses('criteria-missing');
  given(decisionsDecider, ...ready).when(chooseB({ effect: { burnPerMonth: eur(1), oneOff: eur(0), from: '2026-10' } })).refuses('effect-in-the-past', 'effect.from');
  given(decisionsDecider, ...ready).when(chooseB({ effect: { burnPerMonth: { amount: 1, currency: 'USD' }, oneOff: eur(0), from: '2026-12' } })).refuses('currency-differs');
});

test('a decision is made once, holds still while it stands, and can be reopened', () => {
  const decided = [...ready, ...given(decisionsDecider, ...ready).when(chooseB()).facts()];
  given(decisionsDecider, ...decided).when(chooseB()).refuses('already-decided');
  given(decisionsDecider, ...decided).when({ type: 'DropCandidate', selection, candidate: 'candidate-a' }).refuses('selection-decided');
  given(decisionsDecider, ...ready).when({ type: 'ReopenDecision', selection, reason: 'x' }).refuses('not-decided');
  const reopened = given(decisionsDecider, ...decided).when({ type: 'ReopenDecision', selection, reason: 'Prices fell by half.' }).facts();
  expect(given(decisionsDecider, ...decided, ...reopened).when(chooseB()).facts()).toHaveLength(1);
});

test('an abandoned selection takes nothing any more', () => {
  given(decisionsDecider, ...ready, { type: 'SelectionAbandoned', data: { selection, reason: 'Not needed.' } }).when(chooseB()).refuses('selection-abandoned');
});

test('scores and changes name things that exist', () => {
  given(decisionsDecider, opened, ...criteria).when({ type: 'GiveScore', selection, candidate: 'candidate-a', criterion: 'criterion-fit', score: 5, reason: 'x' }).refuses('candidate-unknown');
  given(decisionsDecider, opened, ...twoCandidates).when({ type: 'GiveScore', selection, candidate: 'candidate-a', criterion: 'criterion-fit', score: 5, reason: 'x' }).refuses('criterion-unknown');
  given(decisionsDecider, opened).when({ type: 'SetCriterion', known: true, selection, criterion: 'criterion-x', name: 'X', aspect: 'own', weight: 1, scale: null }).refuses('criterion-unknown');
});

test('two candidates, or two criteria, do not share a name', () => {
  given(decisionsDecider, opened, ...twoCandidates).when({ type: 'AddCandidate', selection, candidate: 'candidate-c', name: 'cnn', note: '', model: null }).refuses('name-taken', 'name');
  given(decisionsDecider, opened, ...criteria).when({ type: 'SetCriterion', known: false, selection, criterion: 'criterion-c', name: 'Cost', aspect: 'own', weight: 1, scale: null }).refuses('name-taken', 'name');
});

test('dropping a candidate or a criterion drops its scores', () => {
  const dropped = [...ready, { type: 'CriterionDropped' as const, data: { selection, criterion: 'criterion-cost' } }, { type: 'CandidateDropped' as const, data: { selection, candidate: 'candidate-a' } }];
  const state = dropped.reduce((s, f) => decisionsDecider.evolve(s, f), decisionsDecider.initial);
  expect(Object.keys(state[selection]!.cells)).toEqual(['candidate-b/criterion-fit']);
});

const scale = { measure: 'fraction', worst: 0.9, best: 1, curve: 'linear' } as const;
const scaled = { type: 'CriterionSet' as const, data: { selection, criterion: 'criterion-fit', name: 'Fit', aspect: 'own' as const, weight: 1, scale } };
const bind = (evidence: typeof BindEvidence['_output']['evidence']) => ({ type: 'BindEvidence' as const, selection, candidate: 'candidate-a', criterion: 'criterion-fit', evidence, sources });

test('evidence is bound where a scale says what it is worth', () => {
  const bindable = given(decisionsDecider, opened, ...criteria, ...twoCandidates, scaled);
  bindable.when(bind({ kind: 'run-accuracy', run: 'run-cnn', metric: 'accuracy' })).then({ type: 'EvidenceBound', data: { selection, candidate: 'candidate-a', criterion: 'criterion-fit', evidence: { kind: 'run-accuracy', run: 'run-cnn', metric: 'accuracy' } } });
  bindable.when(bind({ kind: 'run-accuracy', run: 'run-none', metric: 'accuracy' })).refuses('evidence-missing', 'evidence');
  bindable.when(bind({ kind: 'run-cost', run: 'run-cnn', scaling: { convention: 'as-run' } })).refuses('measure-differs', 'evidence');
  given(decisionsDecider, opened, ...criteria, ...twoCandidates).when(bind({ kind: 'run-accuracy', run: 'run-cnn', metric: 'accuracy' })).refuses('scale-needed', 'criterion');
});

test('the scale under bound evidence stays of its measure', () => {
  const bound = [opened, ...criteria, ...twoCandidates, scaled, { type: 'EvidenceBound' as const, data: { selection, candidate: 'candidate-a', criterion: 'criterion-fit', evidence: { kind: 'run-accuracy' as const, run: 'run-cnn', metric: 'accuracy' as const } } }];
  const set = (other: typeof scaled['data']['scale'] | { measure: 'money'; worst: number; best: number; curve: 'linear' } | null) => ({ type: 'SetCriterion' as const, known: true, selection, criterion: 'criterion-fit', name: 'Fit', aspect: 'own' as const, weight: 2, scale: other });
  given(decisionsDecider, ...bound).when(set(null)).refuses('scale-needed', 'scale');
  given(decisionsDecider, ...bound).when(set({ measure: 'money', worst: 9, best: 1, curve: 'linear' })).refuses('measure-differs', 'scale.measure');
  expect(given(decisionsDecider, ...bound).when(set(scale)).facts()).toHaveLength(1);
});

test('a business-model candidate brings its price and costs, in the currency of the selection; a technology does not', () => {
  const business = { ...opened, data: { ...opened.data, kind: 'business-model' as const } };
  const add = (m: typeof model | null) => ({ type: 'AddCandidate' as const, selection, candidate: 'candidate-s', name: 'Seats', note: '', model: m });
  given(decisionsDecider, business).when(add(null)).refuses('model-needed', 'model');
  given(decisionsDecider, business).when(add({ ...model, price: { amount: 1, currency: 'USD' } })).refuses('currency-differs');
  given(decisionsDecider, opened).when(add(model)).refuses('model-not-wanted');
  expect(given(decisionsDecider, business).when(add(model)).facts()).toHaveLength(1);
});

test('comparing criteria in pairs sets their weights and says how consistent that was', () => {
  const three = [opened, ...criteria, { type: 'CriterionSet' as const, data: { selection, criterion: 'criterion-risk', name: 'Risk', aspect: 'own' as const, weight: 1, scale: null } }];
  const compare = (comparisons: { more: string; less: string; times: number }[]) => ({ type: 'CompareCriteria' as const, selection, comparisons, randomIndex: 'saaty-2005' as const });
  const [fact] = given(decisionsDecider, ...three).when(compare([{ more: 'criterion-fit', less: 'criterion-cost', times: 2 }, { more: 'criterion-cost', less: 'criterion-risk', times: 3 }, { more: 'criterion-fit', less: 'criterion-risk', times: 6 }])).facts();
  expect(fact!.data).toMatchObject({ weights: [{ weight: 60 }, { weight: 30 }, { weight: 10 }] });
  given(decisionsDecider, ...three).when(compare([{ more: 'criterion-fit', less: 'criterion-cost', times: 2 }])).refuses('comparisons-disconnected');
  given(decisionsDecider, ...three).when(compare([{ more: 'criterion-fit', less: 'criterion-fit', times: 2 }])).refuses('comparison-invalid');
});

test('bad input never reaches the decider: weights at or below zero, scores off the scale, no reason', () => {
  const code = (r: { error?: { issues: unknown[] } }) => (r.error?.issues[0] as { params?: { refusal: string } } | undefined)?.params?.refusal;
  expect([0, -1, 1001].map((weight) => code(SetCriterion.safeParse({ name: 'X', weight })))).toEqual(['weight-not-positive', 'weight-not-positive', 'weight-not-positive']);
  expect([-0.1, 10.5].map((score) => code(GiveScore.safeParse({ score, reason: 'x' })))).toEqual(['score-out-of-range', 'score-out-of-range']);
  expect(code(GiveReason.safeParse({ reason: '   ' }))).toBe('reason-needed');
});
