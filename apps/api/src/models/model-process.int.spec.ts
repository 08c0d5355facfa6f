import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ModelProcess } from './model-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'capstan-models-'));
const question = { ask: 'inspect', artifact: 'a'.repeat(64) } as const;
const folders = { artifacts: folder, datasets: folder };

test('a question that takes longer than it may is given up, and the process with it', async () => {
  // No process starts within a millisecond.
  const hasty = new ModelProcess(folders, 1);
  expect(await hasty.ask(question)).toMatchObject({ code: 'models-busy' });
  await expect.poll(() => hasty.pid, { timeout: 60_000 }).toBeUndefined();
});
test('a process that dies of a question is tried once more, and then given up', async () => {
  const deadly = join(folder, 'deadly.cjs'), died = join(folder, 'died');
  writeFileSync(deadly, `require('node:fs').appendFileSync(${JSON.stringify(died)}, 'x'); process.kill(process.pid, 'SIGKILL');`);
  vi.stubEnv('NODE_OPTIONS', `--require=${deadly}`);
  expect(await new ModelProcess(folders, 300_000).ask(question)).toMatchObject({ code: 'models-busy' });
  vi.unstubAllEnvs();
  expect(readFileSync(died, 'utf8')).toBe('xx');
});
test('weights that are not there are said to be missing by the process itself', async () => {
  const patient = new ModelProcess(folders, 300_000);
  expect(await patient.ask(question)).toMatchObject({ code: 'artifact-missing' });
  patient.stop();
}, 120_000);
