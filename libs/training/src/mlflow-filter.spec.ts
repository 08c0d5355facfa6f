import { isRefusal } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { matches, ordered, parseFilter, parseOrder, type Searched } from './mlflow-filter.ts';
import { like } from './mlflow-like.ts';

const run = (over: Partial<Searched> = {}): Searched => ({
  attribute: { run_id: 'run-1', run_name: 'resnet', status: 'FINISHED', start_time: 1000 }, metric: { acc: 0.9, 'val/loss': 0.3 }, param: { lr: '0.1', 'opt name': 'adam' }, tag: { 'mlflow.user': 'ann' },
  dataset: [{ name: 'digits', digest: 'abc', context: 'training' }], ...over,
});
const hits = (filter: string, one = run()) => {
  const clauses = parseFilter(filter);
  return isRefusal(clauses) ? clauses.code : matches(one, clauses);
};

test.each([
  ['', true], ['metrics.acc > 0.8', true], ['metric.acc >= 0.9 and metrics.`val/loss` < 1e-1', false], ['metrics."val/loss" <= 0.3', true], ['metrics.acc != 0.9', false], ['metrics.acc > -1', true],
  ["params.lr = '0.1'", true], ['parameters."opt name" LIKE \'ad%\'', true], ["params.lr != '0.1'", false], ["tags.mlflow.user = 'ann'", true], ["tag.`mlflow.user` ILIKE 'AN_'", true],
  ["attributes.status = 'FINISHED' AND run_name = 'resnet'", true], ['start_time >= 1000', true], ['attribute.start_time < 1000', false], ["run_id IN ('run-1','run-2')", true], ["run_id NOT IN ('run-1')", false],
  ["datasets.name = 'digits' AND dataset.digest = 'abc'", true], ["dataset.name = 'other'", false], ['tags.absent IS NULL', true], ['params.lr IS NOT NULL', true],
])('%s', (filter, expected) => { expect(hits(filter)).toBe(expected); });

test('what a run does not have is neither equal nor different', () => {
  for (const filter of ['metrics.f1 > 0', 'metrics.f1 != 5', "params.none != 'x'", "tags.constructor = 'x'", 'end_time < 5']) expect(hits(filter)).toBe(false);
});
test('NaN is above nothing', () => expect(hits('metrics.acc > 0', run({ metric: { acc: Number.NaN } }))).toBe(false));
test.each(["metrics.acc = 'x'", 'params.lr = 3', 'metrics.acc LIKE 5', 'metrics.acc >', 'colours.a = 1', "tags.a = 'x' OR tags.b = 'y'", "tags.a = 'x' tags.b = 'y'", "tags.a = 'x' AND", "a = 'x'; DROP", "run_id IN ()"])('cannot be read: %s', (filter) => {
  expect(hits(filter)).toBe('filter-malformed');
});

test('orders put what is unknown last either way, then the newest first', () => {
  const named = (name: string, acc: number | undefined, at: number) => run({ attribute: { run_id: name, start_time: at }, metric: acc === undefined ? {} : { acc } });
  const all = [named('a', undefined, 9), named('b', 0.5, 1), named('c', 0.9, 1), named('d', 0.9, 2), named('e', Number.NaN, 1)];
  const by = (...orders: string[]) => { const read = parseOrder(orders); return isRefusal(read) ? read.code : ordered(all, read, (one) => one).map(({ attribute }) => attribute['run_id']).join(''); };
  expect(by('metrics.acc DESC')).toBe('dcbae');
  expect(by('metrics.acc')).toBe('bdcae');
  expect(by('attributes.start_time ASC', 'metrics.acc DESC')).toBe('cbeda');
  expect(by()).toBe('adbce');
  expect(by('metrics.acc SIDEWAYS')).toBe('filter-malformed');
});

test('LIKE needs no more steps than text times pattern', () => {
  expect([like('resnet', 'res%'), like('resnet', '%net'), like('resnet', 'r_s%t'), like('resnet', 'Res%'), like('a', ''), like('', '%')]).toEqual([true, true, true, false, false, true]);
  expect(like('a'.repeat(5000), `${'%a'.repeat(2000)}b`)).toBe(false);
});
