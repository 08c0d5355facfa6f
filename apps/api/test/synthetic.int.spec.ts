import { digits } from '@capstan/training';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';
import { backend, card, outcome, until } from './training-story.ts';

const shows = { figures: ['cash', 'pilots-finished'], money: 'shown', runwayChart: false, capTable: false, decisions: false, trainings: true };
const WAIT = 60_000;

/** Of the month in which the runs end, unless it ends within this test. */
const month = new Date().toISOString().slice(0, 7);

let api: TestApi, company: string, engineer: Person, founder: Person, made: string, runs: { made: string; real: string };
const of = (path: string) => `/api/companies/${company}/${path}`;

/** A run on this dataset, leased, started and ended as a trainer tells it. */
async function finished(dataset: string): Promise<string> {
  const { body: { id: run } } = await engineer.post(of('training/runs'), { name: 'Pilot', dataset: { dataset }, model: { kind: 'baseline' } });
  const { body: { work } } = await api.trainer.post('/api/trainer/lease', { free: 1 });
  expect(work.synthetic).toBe(dataset === made);
  await api.trainer.post(`/api/trainer/runs/${run}/start`, { lease: work.lease, backend, card: card(work.spec.dataset.hash), resumes: false });
  await api.trainer.post(`/api/trainer/runs/${run}/end`, { lease: work.lease, outcome: outcome(), reason: null, wallSeconds: 2 });
  return run;
}

beforeAll(async () => {
  api = await startApi();
  ({ company, engineer, founder } = await api.house());
  ({ body: { id: made } } = await engineer.post(of('training/datasets'), { name: 'Invented', kind: 'table', content: `a,b\n${Array.from({ length: 40 }, (_, i) => `${i},${i % 3}`).join('\n')}`, synthetic: true }));
  runs = { made: await finished(made), real: await finished(digits.dataset) };
});
afterAll(() => api.close());

const marks = async (): Promise<unknown> => {
  const { body: { rows } } = await engineer.get(of('training/runs'));
  const { body: compared } = await engineer.get(of(`training/compared?runs=${runs.made},${runs.real}`));
  const seen = (list: { run: string; synthetic?: boolean }[]) => [runs.made, runs.real].map((run) => list.find((one) => one.run === run)?.synthetic ?? false);
  const { body: { runs: evidence } } = await until(() => founder.get(of('decisions/evidence')), ({ body }) => body.runs.length === 2, WAIT);
  const { body: view } = await engineer.get(of(`training/runs/${runs.made}`));
  return { table: seen(rows), compared: seen(compared), evidence: seen(evidence), run: [view.synthetic, view.card.synthetic] };
};
const marked = { table: [true, false], compared: [true, false], evidence: [true, false], run: [true, true] };

test('what learnt from data that a program made says so wherever its results stand', async () => expect(await marks()).toEqual(marked), WAIT * 2);

test('so does a sweep, and a report', async () => {
  const base = { dataset: { dataset: made }, model: { kind: 'mlp' }, epochs: 2 };
  const plan = { name: 'Rates', base, space: [{ kind: 'choices', path: 'learningRate', values: [0.01, 0.1] }], strategy: { kind: 'grid' }, parallel: 1, budget: { runs: 2 } };
  const { body: { id: sweep } } = await engineer.post(of('training/sweeps'), plan);
  expect((await engineer.get(of(`training/sweeps/${sweep}`))).body).toMatchObject({ synthetic: true });
  await engineer.post(of(`training/sweeps/${sweep}/stop`));
  const { body: { id: report } } = await founder.post(of('reports'), { title: 'Month', month, shows, highlights: [], lowlights: [], asks: [] });
  const { body: { trainings } } = await founder.get(of(`reports/${report}`));
  expect(trainings.map(({ run, synthetic }: { run: string; synthetic?: true }) => [run === runs.made, synthetic])).toEqual(expect.arrayContaining([[true, true], [false, undefined]]));
});

test('a decision that rests on it says so beside the score, and in its record', async () => {
  const make = async (path: string, body: object): Promise<string> => (await founder.post(of(`decisions/selections${path}`), body)).body.id;
  const selection = await make('', { kind: 'technology', title: 'Which reader?', currency: 'EUR', standardCriteria: false });
  const criterion = await make(`/${selection}/criteria`, { name: 'Accuracy', weight: 1, scale: { measure: 'fraction', worst: 0, best: 1, curve: 'linear' } });
  const candidates = { made: await make(`/${selection}/candidates`, { name: 'Invented' }), real: await make(`/${selection}/candidates`, { name: 'Real' }) };
  for (const which of ['made', 'real'] as const) await founder.put(of(`decisions/selections/${selection}/candidates/${candidates[which]}/evidence/${criterion}`), { evidence: { kind: 'run-accuracy', run: runs[which], metric: 'accuracy' } });
  await founder.post(of(`decisions/selections/${selection}/decision`), { chosen: candidates.real, effect: { burnPerMonth: { amount: 0, currency: 'EUR' }, oneOff: { amount: 0, currency: 'EUR' }, from: '2100-12' } });
  const { body } = await founder.get(of(`decisions/selections/${selection}`));
  const marked = (candidate: string) => body.cells.find((cell: { candidate: string }) => cell.candidate === candidate).synthetic;
  expect([body.status, marked(candidates.made), marked(candidates.real), body.syntheticRuns]).toEqual(['decided', true, false, [runs.made]]);
});

test('also when the data was taken back', async () => {
  expect((await engineer.post(of(`training/datasets/${made}/withdraw`))).status).toBe(201);
  const { body: { rows } } = await engineer.get(of('training/runs'));
  expect(rows.find(({ run }: { run: string }) => run === runs.made)).toMatchObject({ synthetic: true });
});
