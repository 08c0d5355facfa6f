import { openViews } from '@capstan/event-log';
import { digits, RunsQuery, type RunRow, RunSpec } from '@capstan/training';
import { beforeAll, describe, expect, test } from 'vitest';
import { runChoices, runsPage } from '../src/training/run-list.ts';
import { runsModel } from '../src/training/runs.view.ts';
import { outcome } from './training-story.ts';

const MODELS = ['cnn', 'lstm', 'mlp'] as const;
const COUNT = 60;
const views = openViews(':memory:');
const company = 'company-list0001';
const machine = { pricePerHour: { amount: 40, currency: 'EUR' }, watts: 65, pue: 1.2 };

/** Every third run is still queued; of the others, two in four have the same accuracy. */
function record(i: number, of = company): void {
  const run = `run-${of.slice(-4)}${String(i).padStart(4, '0')}`, at = `2026-11-${String(1 + (i % 20)).padStart(2, '0')}T10:00:00.000Z`;
  const spec = RunSpec.parse({ dataset: { dataset: digits.dataset, hash: digits.hash, kind: 'images' }, model: { kind: MODELS[i % 3]! } });
  const asked = { run, name: `Trial ${i % 7} 100%`, spec, datasetName: i % 2 ? 'Digits' : 'Texts', machine, costCap: null, pauseAt: null, partOf: i % 5 === 0 ? 'sweep-list0001' : null, retries: null };
  const fact = (type: string, data: object) => runsModel.on[type]!(views, { id: `${run}-${type}`, type, data, stream: run, revision: 0, position: '0', meta: { company: of, actor: 'user-1', at, effective: at.slice(0, 10), command: '', causation: null, correlation: '', schema: 1, hash: '' } } as never);
  fact('RunRequested', asked);
  if (i % 3 === 0) return;
  const ended = outcome();
  fact('RunFinished', { ...asked, lease: null, usage: { wallSeconds: i % 11, cost: { amount: i % 4, currency: 'EUR' }, exactCost: `${i % 4}.500000`, energyKwh: 0 }, outcome: { ...ended, metrics: { ...ended.metrics!, accuracy: 0.5 + (i % 4) / 10 } } });
}
const page = (query: Partial<RunsQuery> = {}) => runsPage(views, company, RunsQuery.parse(query));
function all(query: Partial<RunsQuery>): RunRow[] {
  const rows: RunRow[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const one = page({ ...query, size: 7, ...(after && { after }) });
    rows.push(...one.rows);
    after = one.next;
  }
  return rows;
}

beforeAll(() => {
  views.exec(runsModel.schema);
  for (let i = 0; i < COUNT; i++) record(i);
  record(1, 'company-other001');
});

describe('the pages of the runs table', () => {
  test.each(['at', 'name', 'model', 'dataset', 'score', 'cost', 'wall'] as const)('by %s: every run once, both ways', (sort) => {
    for (const order of ['ascending', 'descending'] as const) {
      const runs = all({ sort, order }).map(({ run }) => run);
      expect(runs).toHaveLength(COUNT);
      expect(new Set(runs).size).toBe(COUNT);
      expect(runs).toEqual(page({ sort, order, size: 200 }).rows.map(({ run }) => run));
    }
  });

  test('scores from the best, what is not known last', () => {
    const scores = all({ sort: 'score' }).map(({ score }) => score?.value ?? null), known = scores.filter((one) => one !== null);
    expect(known).toEqual(known.toSorted((a, b) => b - a));
    expect(scores.slice(known.length)).toEqual(scores.slice(known.length).map(() => null));
  });

  test('found by part of a name, taken as it is written', () => {
    expect(page({ text: 'trial 3' })).toMatchObject({ found: 9, all: COUNT, open: 20 });
    expect(page({ text: '0%' }).found).toBe(COUNT);
    expect(page({ text: '_' }).found).toBe(0);
    expect(page({ text: 'sweep-list' }).found).toBe(12);
  });

  test('filtered by status, model, dataset and sweep together', () => {
    expect(page({ situation: 'open' }).found).toBe(20);
    expect(page({ situation: 'finished', model: 'lstm' }).found).toBe(20);
    expect(page({ situation: 'queued', model: 'lstm' })).toMatchObject({ rows: [], next: null, found: 0 });
    expect(all({ sweep: 'sweep-list0001', dataset: digits.dataset })).toHaveLength(12);
  });

  test('a place that no page has said is the beginning; another company sees its own', () => {
    expect(page({ after: 'nonsense' })).toEqual(page());
    expect(runsPage(views, 'company-other001', RunsQuery.parse({}))).toMatchObject({ found: 1, all: 1, open: 0 });
  });

  test('what can be filtered by', () => {
    expect(runChoices(views, company)).toEqual({ models: ['cnn', 'lstm', 'mlp'], sweeps: ['sweep-list0001'], datasets: [{ dataset: digits.dataset, name: 'Texts' }] });
  });
});
