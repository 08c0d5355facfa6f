import { expect, test } from 'vitest';
import { Latencies, percentile } from './latencies.ts';

const since = '2026-11-23T10:00:00.000Z';

test('percentiles are of the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  expect([percentile(hundred, 0.5), percentile(hundred, 0.99), percentile([7], 0.99), percentile([], 0.5)]).toEqual([50, 99, 7, null]);
});
test('nothing is known of a model that nobody asked', () => expect(new Latencies(since).of('model-a')).toMatchObject({ since, requests: 0, p50: null, p99: null, samplesPerBatch: null }));
test('requests are counted by how long they took, samples by batch', () => {
  const latencies = new Latencies(since);
  // Two requests of two samples in one batch, and one alone that took longest.
  for (const ms of [3, 4]) latencies.note('model-a', ms, 2, 4);
  latencies.note('model-a', 9000, 1, 1);
  const { buckets, ...known } = latencies.of('model-a');
  expect(known).toEqual({ since, requests: 3, samples: 5, p50: 4, p99: 9000, samplesPerBatch: 2.5 });
  expect(buckets.filter(({ requests }) => requests > 0)).toEqual([{ upTo: 5, requests: 2 }, { upTo: null, requests: 1 }]);
});
