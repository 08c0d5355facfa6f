import { beforeAll, expect, test } from 'vitest';
import { taken, train } from '../../test/made-up.ts';
import { loadDataset } from '../data/load.ts';
import { installWasm } from '../wasm/install.ts';

beforeAll(installWasm);

test('the usual CNN reads at least 95 % of the handwritten digits it has not seen', async () => {
  const digits = taken(await loadDataset({ source: 'digits' }));
  const outcome = await train(digits, { model: { kind: 'cnn' } });
  console.log(`digits: ${(100 * outcome.metrics!.accuracy!).toFixed(2)} % after ${outcome.seconds.toFixed(1)} s`);
  expect(outcome.metrics!.accuracy!).toBeGreaterThanOrEqual(0.95);
  expect(outcome.metrics!.f1!).toBeGreaterThanOrEqual(0.95);
  expect(outcome.baseline!.metrics.accuracy!).toBeLessThan(0.15);
});
