import type { CommandOf } from './commands.ts';
import type { BusinessModel } from './business-model.ts';
import type { Sources } from './evidence.ts';
import type { DecisionsFact } from './events.ts';

/** The story that the tests of this room tell: two ways to read meters, weighed by fit and cost. */
export const selection = 'selection-1';
export const today = '2026-11-23';
export const eur = (amount: number) => ({ amount, currency: 'EUR' });

type FactNamed<T extends DecisionsFact['type']> = Extract<DecisionsFact, { type: T }>;
export const opened: FactNamed<'SelectionOpened'> = { type: 'SelectionOpened', data: { selection, kind: 'technology', title: 'Which model reads the meters?', question: '', currency: 'EUR', openedOn: '2026-10-01' } };
const criterion = (id: string, name: string): FactNamed<'CriterionSet'> => ({ type: 'CriterionSet', data: { selection, criterion: id, name, aspect: 'own', weight: 1, scale: null } });
export const criteria = [criterion('criterion-fit', 'Fit'), criterion('criterion-cost', 'Cost')];
const candidate = (id: string, name: string): FactNamed<'CandidateAdded'> => ({ type: 'CandidateAdded', data: { selection, candidate: id, name, note: '', model: null } });
export const twoCandidates = [candidate('candidate-a', 'LSTM'), candidate('candidate-b', 'CNN')];
export const gaveScore = (of: string, on: string, score: number): FactNamed<'ScoreGiven'> => ({ type: 'ScoreGiven', data: { selection, candidate: of, criterion: on, score, reason: 'as tried' } });

export const sources: Sources = {
  runs: [
    { run: 'run-cnn', metrics: { accuracy: 0.97 }, cost: { exact: '1', currency: 'EUR' }, flops: 1e12, seconds: 30, facts: ['e-cnn'] },
    { run: 'run-lstm', metrics: { accuracy: 0.95 }, cost: { exact: '3', currency: 'EUR' }, flops: 3e12, seconds: 90, facts: ['e-lstm'] },
  ],
  budgets: [],
};
export const model: BusinessModel = {
  unit: 'seat', price: eur(4900), inference: { requestsPerUnit: 600, tokensPerRequest: 4000, perMillionTokens: '2.5' },
  hosting: eur(300), otherUnitCost: eur(200), fixedMonthly: eur(1_140_000), expectedVolume: 400,
};

export const chooseB = (rest: Partial<CommandOf<'MakeDecision'>> = {}): CommandOf<'MakeDecision'> => ({
  type: 'MakeDecision', selection, chosen: 'candidate-b', reason: '', today, sources,
  effect: { burnPerMonth: eur(120_000), oneOff: eur(0), from: '2026-12' },
  runway: { before: { kind: 'runs-out', on: '2027-12-04', months: 12.4 }, after: { kind: 'runs-out', on: '2027-10-20', months: 10.9 } }, ...rest,
});
