import { Module } from '@nestjs/common';
import { decisionsFacts, type DecisionsFact } from '@capstan/decisions';
import { addMonths, type Decider, type Fact, monthOf } from '@capstan/kernel';
import { type TrainingFact, trainingFacts } from '@capstan/training';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { companyRoom } from '../src/company/company.module.ts';
import { Ledger } from '../src/ledger/ledger.ts';
import { room } from '../src/ledger/room.ts';
import type { ReportSources } from '../src/reports/report-sources.ts';
import { reportsRoom } from '../src/reports/reports.module.ts';
import { type Person, startApi, type TestApi } from './app.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
/** Another room's answer that depends on the ledger: cash is a million per decision on record. */
const sources: ReportSources = {
  figures(views, company, { month }) {
    const { n } = views.get<{ n: number }>('SELECT COUNT(*) AS n FROM reports_decision WHERE company = ?', company)!;
    return { figures: { cash: { kind: 'money', money: eur(n * 100_000_000 + (month === thisMonth ? 5 : 0)) }, headcount: { kind: 'count', count: 7 } }, why: { cash: { metric: 'cash', inputs: [], facts: [], factCount: 0 } } };
  },
  cash: (_views, _company, { month }) => ({ points: [{ month, closing: eur(90), kind: 'actual' }], cashOut: '2027-10-01' }),
  capTable: () => ({ holdings: [{ name: 'Ada', kind: 'holder', shares: 900, share: 0.9 }, { name: '', kind: 'pool', shares: 100, share: 0.1 }], totalShares: 1000, safes: { count: 1, amount: eur(500_000_00) } }),
};
@Module({})
class Elsewhere {}

let api: TestApi, company: string, founder: Person, investor: Person, engineer: Person;
const thisMonth = monthOf(new Date().toISOString());
beforeAll(async () => {
  api = await startApi([companyRoom, reportsRoom(sources), room({ module: Elsewhere, facts: [...trainingFacts, ...decisionsFacts], views: [], policies: [] })]);
  ({ company, founder, investor, engineer } = await api.house());
});
afterAll(() => api.close());

let facts = 0;
const happened: Decider<{ type: 'Happen'; facts: Fact[] }, null, Fact> = { name: 'happened', initial: null, evolve: () => null, decide: (c) => c.facts };
const happen = (...all: (TrainingFact | DecisionsFact)[]) =>
  api.app.get(Ledger).execute(happened, { company, user: 'elsewhere', commandId: `happen-${++facts}`, now: new Date().toISOString() }, { type: 'Happen', facts: all });
const decided = (selection: string): DecisionsFact => ({ type: 'DecisionMade', data: {
  selection, kind: 'technology', title: 'Model', chosen: 'a', decidedOn: `${thisMonth}-01`, reason: '', criteria: [], evidence: [],
  alternatives: [{ candidate: 'a', name: 'CNN', total: 7, rank: 1 }, { candidate: 'b', name: 'LSTM', total: 5, rank: 2 }],
  effect: { burnPerMonth: eur(2_000_000), oneOff: eur(0), from: thisMonth, runwayBefore: { kind: 'unknown' }, runwayAfter: { kind: 'unknown' } },
} });

const at = (rest = '') => `/api/companies/${company}/reports${rest}`;
const shows = { figures: ['cash', 'headcount', 'pilots-finished', 'cost-per-pilot'], money: 'shown', runwayChart: true, capTable: true, decisions: true, trainings: true };
const body = { month: thisMonth, title: 'This month', shows, highlights: ['Two customers signed.'], lowlights: [], asks: ['An introduction.'] };
const draft = async (rest: object = {}) => (await founder.post(at(), { ...body, ...rest })).body.id as string;
const figure = (report: { figures: { key: string }[] }, key: string) => report.figures.find((f) => f.key === key);

test('an investor reads a report as it was at its moment, whatever happens after', async () => {
  await happen(decided('selection-1'));
  const report = await draft();
  expect((await investor.get(at(`/${report}`))).body).toMatchObject({ status: 404, code: 'report-unknown' });
  expect((await investor.get(at())).body).toEqual([]);
  expect((await founder.get(at(`/${report}`))).body).toMatchObject({ status: 'draft', title: 'This month' });
  expect((await founder.post(at(`/${report}/publish`))).status).toBe(201);
  await happen(decided('selection-2'), { type: 'DecisionReopened', data: { selection: 'selection-1', reason: 'x' } });

  const { body: seen } = await investor.get(at(`/${report}`));
  expect(seen).toMatchObject({ status: 'published', company: 'Halyard', month: thisMonth, highlights: ['Two customers signed.'], cashOut: '2027-10-01' });
  expect(figure(seen, 'cash')).toMatchObject({ current: { kind: 'money', money: eur(100_000_005) }, prior: { money: eur(100_000_000) }, delta: { trend: 'better', absolute: { money: eur(5) } } });
  expect(seen.decisions).toMatchObject([{ selection: 'selection-1', chosen: 'CNN', alternatives: ['LSTM'], burnPerMonth: eur(2_000_000) }]);
  expect(seen.capTable).toMatchObject({ totalShares: 1000, holdings: [{ name: 'Ada', share: 0.9 }, { kind: 'pool' }] });
  expect((await investor.get(at())).body).toMatchObject([{ report, status: 'published', month: thisMonth }]);
  expect((await engineer.get(at(`/${report}`))).status).toBe(403);

  expect((await founder.put(at(`/${report}`), body)).body).toMatchObject({ status: 409, code: 'report-published' });
  expect((await founder.post(at(`/${report}/withdraw`), { reason: 'A bank file was missing.' })).status).toBe(201);
  expect((await investor.get(at(`/${report}`))).status).toBe(404);
  expect((await founder.get(at(`/${report}`))).body).toMatchObject({ status: 'withdrawn', withdrawn: 'A bank file was missing.' });
});

test('a report without money granted shows no amount at all', async () => {
  const report = await draft({ shows: { ...shows, money: 'hidden' } });
  await happen({ type: 'PilotFinished', data: {
    run: 'run-00000001', name: 'CNN', dataset: 'dataset-digits00', datasetName: 'Digits', model: { kind: 'baseline', rule: 'majority' }, seconds: 1, energyKwh: 0, cost: eur(12_345), exactCost: '12345.4',
    metrics: { task: 'classification', loss: 0, accuracy: 0.97, precision: null, recall: null, f1: null, perplexity: null, meanSquaredError: null, meanAbsoluteError: null, samples: 1 }, baseline: null, flops: 1, parameters: 1, backend: 'wasm',
  } });
  const { body: open } = await founder.get(at(`/${await draft()}`));
  expect(figure(open, 'cost-per-pilot')).toMatchObject({ current: { kind: 'money', money: eur(12_345) } });
  expect(open.trainings).toMatchObject([{ name: 'CNN', measure: 'accuracy', value: 0.97, cost: eur(12_345) }]);
  const { body: hidden } = await founder.get(at(`/${report}`));
  expect(JSON.stringify(hidden)).not.toMatch(/"amount":\d/);
  expect(hidden).toMatchObject({ cash: null, why: {}, capTable: { safes: { count: 1, amount: null } }, trainings: [{ cost: null }], decisions: [{ burnPerMonth: null }] });
  expect(figure(hidden, 'pilots-finished')).toMatchObject({ current: { kind: 'count', count: 1 } });
});

test('a report can be pinned to a moment that has passed, not to one to come; one per month', async () => {
  const report = await draft();
  expect((await founder.post(at(`/${report}/publish`), { asOf: '2099-01-01T00:00:00Z' })).body).toMatchObject({ status: 409, code: 'moment-in-future', path: 'asOf' });
  const before = new Date(Date.now() - 1).toISOString();
  expect((await founder.post(at(`/${report}/publish`), { asOf: before })).status).toBe(201);
  expect((await investor.get(at(`/${report}`))).body.asOf).toBe(before);
  expect((await founder.post(at(`/${await draft()}/publish`))).body).toMatchObject({ code: 'month-reported' });
  expect((await founder.post(at(), { ...body, month: addMonths(thisMonth, 1) })).body).toMatchObject({ code: 'month-in-future', path: 'month' });
});

test('only founders draft, and a discarded draft is gone', async () => {
  expect((await investor.post(at(), body)).status).toBe(403);
  const report = await draft();
  expect((await founder.delete(at(`/${report}`))).status).toBe(200);
  expect((await founder.get(at(`/${report}`))).status).toBe(404);
  expect((await founder.post(at(), { ...body, shows: { ...shows, figures: ['salaries'] } })).body).toMatchObject({ status: 400, path: 'shows.figures.0' });
});
