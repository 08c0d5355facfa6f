import { Module } from '@nestjs/common';
import { computeFacts, type ComputeFact } from '@capstan/compute';
import { addDays, type Decider, type Fact } from '@capstan/kernel';
import { type TrainingFact, trainingFacts } from '@capstan/training';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { companyRoom } from '../src/company/company.module.ts';
import { decisionsRoom } from '../src/decisions/decisions.module.ts';
import type { RunwayForecast } from '../src/decisions/runway-forecast.ts';
import { attention } from '../src/decisions/selection-lines.ts';
import { Ledger } from '../src/ledger/ledger.ts';
import { ReadModels } from '../src/ledger/read-models.ts';
import { room } from '../src/ledger/room.ts';
import { type Person, startApi, type TestApi } from './app.ts';

/** A plan of its own: €1.2 M, burning €100,000 a month and whatever a decision adds. */
const forecast: RunwayForecast = (_views, _company, _today, { burnPerMonth, oneOff }) => ({
  before: { kind: 'runs-out', on: '2027-12-01', months: 12 },
  after: { kind: 'runs-out', on: '2027-10-01', months: (120_000_000 - oneOff.amount) / (10_000_000 + burnPerMonth.amount) },
});

@Module({})
class Elsewhere {}
/** Rooms whose facts this one listens to, without their routes. */
const elsewhere = room({ module: Elsewhere, facts: [...trainingFacts, ...computeFacts], views: [], policies: [] });

let api: TestApi, company: string, founder: Person, investor: Person, engineer: Person;
beforeAll(async () => {
  api = await startApi([companyRoom, elsewhere, decisionsRoom(forecast)]);
  ({ company, founder, investor, engineer } = await api.house());
});
afterAll(() => api.close());

let facts = 0;
const happened: Decider<{ type: 'Happen'; facts: Fact[] }, null, Fact> = { name: 'happened', initial: null, evolve: () => null, decide: (c) => c.facts };
const happen = (...all: (TrainingFact | ComputeFact)[]) =>
  api.app.get(Ledger).execute(happened, { company, user: 'elsewhere', commandId: `happen-${++facts}`, now: new Date().toISOString() }, { type: 'Happen', facts: all });

const metrics = (accuracy: number) => ({ task: 'classification', loss: 0.1, accuracy, precision: accuracy, recall: accuracy, f1: accuracy, perplexity: null, meanSquaredError: null, meanAbsoluteError: null, samples: 1000 });
const finished = (run: string, name: string, accuracy: number, exactCost = '0.5'): TrainingFact => ({ type: 'PilotFinished', data: {
  run, name, dataset: 'dataset-digits00', datasetName: 'Digits', model: { kind: 'baseline', rule: 'majority' }, seconds: 40, energyKwh: 0.001, cost: { amount: 1, currency: 'EUR' }, exactCost,
  metrics: metrics(accuracy), baseline: null, flops: 2e12, parameters: 500, backend: 'wasm',
} } as TrainingFact);

const at = (rest: string) => `/api/companies/${company}/decisions${rest}`;
const eur = (amount: number) => ({ amount, currency: 'EUR' });
async function id(answer: Promise<{ status: number; body: { id: string } }>): Promise<string> {
  const { status, body } = await answer;
  if (status !== 201) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body.id;
}

/** A technology selection with two candidates: accuracy bound to two runs, maturity given by hand. */
async function comparison(cnn: string, lstm: string) {
  const selection = await id(founder.post(at('/selections'), { kind: 'technology', title: 'Which model reads the meters?', currency: 'EUR', standardCriteria: false }));
  const one = at(`/selections/${selection}`);
  const quality = await id(founder.post(`${one}/criteria`, { name: 'Accuracy', weight: 3, scale: { measure: 'fraction', worst: 0.9, best: 1, curve: 'linear' } }));
  const maturity = await id(founder.post(`${one}/criteria`, { name: 'Maturity', aspect: 'maturity', weight: 1 }));
  const [a, b] = [await id(founder.post(`${one}/candidates`, { name: 'CNN' })), await id(founder.post(`${one}/candidates`, { name: 'LSTM' }))];
  const bind = (candidate: string, run: string) => founder.put(`${one}/candidates/${candidate}/evidence/${quality}`, { evidence: { kind: 'run-accuracy', run, metric: 'accuracy' } });
  expect([(await bind(a, cnn)).status, (await bind(b, lstm)).status]).toEqual([200, 200]);
  for (const [candidate, score] of [[a, 7], [b, 6]] as const) await founder.put(`${one}/candidates/${candidate}/scores/${maturity}`, { score, reason: 'As used elsewhere.' });
  return { selection, one, quality, maturity, a, b };
}
const choice = (chosen: string) => ({ chosen, effect: { burnPerMonth: eur(2_000_000), oneOff: eur(500_000), from: '2100-12' } });

test('a technology selection is scored from runs, decided with its evidence, and drifts when a run changes it', async () => {
  await happen(finished('run-cnn00001', 'CNN on digits', 0.97), finished('run-lstm0001', 'LSTM on digits', 0.95));
  const { selection, one, quality, a, b } = await comparison('run-cnn00001', 'run-lstm0001');
  const before = (await founder.get(one)).body;
  expect(before.candidates.map((c: { name: string; total: number; rank: number }) => [c.name, c.total, c.rank])).toEqual([['CNN', expect.closeTo(7, 9), 1], ['LSTM', expect.closeTo(5.25, 9), 2]]);
  expect(before.cells.find((c: { candidate: string; criterion: string }) => c.candidate === a && c.criterion === quality)).toMatchObject({ score: expect.closeTo(7, 9), value: 0.97, runName: 'CNN on digits', facts: [expect.any(String)] });
  expect(before.sensitivity).toMatchObject({ winner: a, robust: true, topsis: { agrees: true } });
  expect(before.candidates[0].why).toMatchObject({ metric: 'decision-total', factCount: 1 });

  expect((await founder.post(`${one}/decision`, choice(a))).status).toBe(201);
  const decided = (await founder.get(one)).body;
  expect(decided.decision).toMatchObject({ chosenName: 'CNN', effect: { runwayBefore: { months: 12 }, runwayAfter: { kind: 'runs-out', months: expect.closeTo(9.958, 3) } }, actor: founder.user });
  expect(decided.drift).toEqual({ kind: 'stands', moved: [] });
  expect((await founder.get(at('/attention'))).body).toEqual([]);

  await happen(finished('run-lstm0001', 'LSTM on digits', 0.99));
  expect((await founder.get(one)).body.drift).toMatchObject({ kind: 'another-wins', candidate: b, moved: [{ candidate: b, criterion: quality, valueWas: 0.95, valueIs: 0.99 }] });
  expect((await founder.get(at('/attention'))).body).toMatchObject([{ kind: 'another-wins', selection, chosen: 'CNN', now: 'LSTM' }]);
  expect((await founder.get(at('/selections'))).body[0]).toMatchObject({ selection, status: 'decided', chosen: 'CNN', leader: 'LSTM', drift: 'another-wins' });

  expect((await founder.post(`${one}/decision`, choice(b))).body).toMatchObject({ status: 409, code: 'already-decided' });
  expect((await founder.post(`${one}/reopen`, { reason: 'The LSTM caught up.' })).status).toBe(201);
  expect((await founder.get(one)).body).toMatchObject({ status: 'open', decision: null, drift: null });
  expect((await founder.get(at('/attention'))).body).toEqual([]);
});

test('evidence that is taken back leaves its score unknown, and the decision asks for a look', async () => {
  await happen(finished('run-cnn00002', 'CNN', 0.98), finished('run-lstm0002', 'LSTM', 0.94));
  const { one, selection, a } = await comparison('run-cnn00002', 'run-lstm0002');
  await founder.post(`${one}/decision`, choice(a));
  await happen({ type: 'DatasetWithdrawn', data: { dataset: 'dataset-digits00' } });
  expect((await founder.get(one)).body).toMatchObject({ drift: { kind: 'evidence-gone' }, sensitivity: null });
  expect((await founder.get(at('/attention'))).body).toMatchObject([{ kind: 'evidence-gone', selection, chosen: 'CNN' }]);
});

test('the cost of a run counts while its spend stands', async () => {
  await happen(finished('run-cnn00003', 'CNN', 0.98, '0.42'), { type: 'SpendRecorded', data: { spend: 'spend-00000001', on: '2026-11-01', provider: 'Capstan trainer', purpose: 'training', description: 'CNN', amount: eur(0), run: 'run-cnn00003' } });
  const costed = async () => (await founder.get(at('/evidence'))).body.runs.find((r: { run: string }) => r.run === 'run-cnn00003');
  expect(await costed()).toMatchObject({ name: 'CNN', metrics: { accuracy: 0.98 }, cost: eur(1), flops: 2e12 });
  const selection = await id(founder.post(at('/selections'), { kind: 'technology', title: 'Cost', currency: 'EUR', standardCriteria: false }));
  const one = at(`/selections/${selection}`);
  const cost = await id(founder.post(`${one}/criteria`, { name: 'Cost', weight: 1, scale: { measure: 'money', worst: 1_000_000, best: 10_000, curve: 'log' } }));
  const a = await id(founder.post(`${one}/candidates`, { name: 'CNN' }));
  await founder.put(`${one}/candidates/${a}/evidence/${cost}`, { evidence: { kind: 'run-cost', run: 'run-cnn00003', scaling: { convention: 'linear-in-flops', flops: 2e12 * 238_095.238 } } });
  expect((await founder.get(one)).body.cells[0]).toMatchObject({ value: 100_000, score: expect.closeTo(5, 5) });
  await happen({ type: 'SpendReversed', data: { spend: 'spend-00000001', reason: 'Billed twice.' } });
  expect((await founder.get(one)).body.cells[0]).toMatchObject({ value: null, score: null, missing: 'not-measured' });
  expect((await costed()).cost).toBeNull();
});

test('a business-model decision shows what each model earns', async () => {
  const selection = await id(founder.post(at('/selections'), { kind: 'business-model', title: 'How we charge', currency: 'EUR', standardCriteria: false }));
  const one = at(`/selections/${selection}`);
  const model = { unit: 'seat a month', price: eur(4900), inference: { requestsPerUnit: 600, tokensPerRequest: 4000, perMillionTokens: '2.5' }, hosting: eur(300), otherUnitCost: eur(200), fixedMonthly: eur(1_140_000), expectedVolume: 400 };
  const a = await id(founder.post(`${one}/candidates`, { name: 'Seats', model }));
  const margin = await id(founder.post(`${one}/criteria`, { name: 'Margin', weight: 1, scale: { measure: 'fraction', worst: 0, best: 1, curve: 'linear' } }));
  await founder.put(`${one}/candidates/${a}/evidence/${margin}`, { evidence: { kind: 'model', figure: 'gross-margin' } });
  const { candidates, cells } = (await founder.get(one)).body;
  expect(candidates[0].economics).toMatchObject({ unitCost: '11.000000', breakEven: { kind: 'volume', units: 300 }, monthlyEffect: eur(380_000), why: { breakEven: { metric: 'break-even-volume' } } });
  expect(cells[0].score).toBeCloseTo(380 / 49, 9);
  expect((await founder.post(`${one}/candidates`, { name: 'Usage' })).body).toMatchObject({ code: 'model-needed', path: 'model' });
  expect((await founder.post(`${one}/candidates`, { name: 'Usage', model: { ...model, price: eur(-1) } })).body).toMatchObject({ status: 400, code: 'amount-negative', path: 'model.price.amount' });
});

test('what choosing would do to the runway can be asked before, by those who see the plan', async () => {
  const selection = await id(founder.post(at('/selections'), { kind: 'technology', title: 'Effect', currency: 'EUR' }));
  const asked = at(`/selections/${selection}/effect?burnPerMonth=2000000&oneOff=0&from=2100-01`);
  expect((await founder.get(asked)).body).toEqual({ before: { kind: 'runs-out', on: '2027-12-01', months: 12 }, after: { kind: 'runs-out', on: '2027-10-01', months: 10 } });
  expect((await engineer.get(asked)).status).toBe(403);
});

test('engineers see what was chosen but not what it does to cash; investors see neither', async () => {
  await happen(finished('run-cnn00004', 'CNN', 0.98), finished('run-lstm0004', 'LSTM', 0.94));
  const { one, a } = await comparison('run-cnn00004', 'run-lstm0004');
  await founder.post(`${one}/decision`, choice(a));
  expect((await engineer.get(one)).body.decision).toMatchObject({ chosenName: 'CNN', effect: null });
  expect((await investor.get(one)).status).toBe(403);
  expect((await engineer.post(`${one}/reopen`, { reason: 'x' })).status).toBe(403);
});

test('a selection waits long only after a month; the past can be asked', async () => {
  const selection = await id(founder.post(at('/selections'), { kind: 'technology', title: 'Waiting', currency: 'EUR' }));
  const waiting = (await founder.get(at('/attention'))).body.filter((l: { kind: string }) => l.kind === 'waiting');
  expect(waiting).toEqual([]);
  const inAMonth = await api.app.get(ReadModels).ask(company, undefined, (views) => attention(views, company, addDays(new Date().toISOString().slice(0, 10), 31)));
  expect(inAMonth).toContainEqual({ kind: 'waiting', selection, title: 'Waiting', days: 31 });
  expect((await founder.get(`${at(`/selections/${selection}`)}?asOf=2026-01-01T00:00:00Z`)).status).toBe(404);
});

test('refusals: unknown things, weights not positive, choices too early', async () => {
  const { one, maturity, a } = await comparison('run-cnn00004', 'run-lstm0004');
  expect((await founder.get(at('/selections/selection-none'))).body).toMatchObject({ status: 404, code: 'selection-unknown' });
  expect((await founder.post(`${one}/criteria`, { name: 'Risk', weight: 0 })).body).toMatchObject({ status: 400, code: 'weight-not-positive', path: 'weight' });
  expect((await founder.post(`${one}/decision`, choice('candidate-none'))).body).toMatchObject({ status: 404, code: 'candidate-unknown', path: 'chosen' });
  await founder.delete(`${one}/candidates/${a}/scores/${maturity}`);
  expect((await founder.post(`${one}/decision`, choice(a))).body).toMatchObject({ status: 409, code: 'candidates-unscored', path: 'reason', values: { names: 'CNN' } });
  expect((await founder.put(`${one}/criteria/${maturity}`, { name: 'Accuracy', weight: 1 })).body).toMatchObject({ code: 'name-taken' });
});
