import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { bars, folder, killable, train } from '../../test/made-up.ts';
import { installWasm } from '../wasm/install.ts';
import { loadCheckpoint } from './checkpoint.ts';
import type { About } from './position.ts';

beforeAll(installWasm);

const program = fileURLToPath(new URL('../../test/run-to-be-killed.ts', import.meta.url));

/** Lets a run save something new; then its process dies without a word. It keeps the time itself: from here a busy machine might let it finish first. */
async function killOnce(dir: string): Promise<void> {
  const child = spawn(process.execPath, [program, dir, String(Math.random() * 40)], { stdio: 'ignore' });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
}

test('a run whose process is killed three times without warning ends where an undisturbed one ends', async () => {
  const [whole, killed] = [folder(), folder()];
  const first = await train(bars(), killable, { checkpointDir: whole });
  const places: number[] = [];
  for (let i = 0; i < 3; i++) {
    await killOnce(killed);
    places.push((await loadCheckpoint<About>(join(killed, 'last.ckpt')))!.about.position.steps);
  }
  expect(places[0]).toBeLessThan(8 * 32);
  expect(places.every((steps, i) => i === 0 || steps >= places[i - 1]!)).toBe(true);
  const resumed = await train(bars(), killable, { checkpointDir: killed, resume: true });
  expect(resumed.metrics).toEqual(first.metrics);
  const weights = async (dir: string) => [...(await loadCheckpoint<About>(join(dir, 'last.ckpt')))!.tensors.values()].map((t) => [...t]);
  expect(await weights(killed)).toEqual(await weights(whole));
});
