import type { BackendChoice } from '@capstan/training';
import * as tf from '../tf.ts';
import type { ChooseBackend } from '../engine.ts';
import { bestVariant } from '../wasm/kernel-module.ts';
import { calibrate } from './calibrate.ts';
import { candidates, type Candidate } from './candidates.ts';
import { wrongGradient } from './self-test.ts';

/** What became of a candidate. Being there is not enough: its gradients must agree with finite differences. */
async function attempt(candidate: Candidate, seconds: number): Promise<{ outcome: string; gflops: number | null }> {
  try {
    await candidate.start();
    await tf.ready();
    const wrong = wrongGradient();
    if (wrong !== undefined) return { outcome: `wrong gradient: ${wrong}`, gflops: null };
    const gflops = await calibrate(seconds);
    return { outcome: `passed, ${gflops.toPrecision(3)} GFLOP/s`, gflops };
  } catch (error) {
    return { outcome: error instanceof Error ? error.message : String(error), gflops: null };
  }
}

const detail = (name: BackendChoice['name']): string => (name === 'wasm' ? ` (${bestVariant() === 'relaxed' ? 'relaxed' : 'plain'} SIMD)` : '');

/**
 * The first backend that starts, computes right gradients and runs a calibration; it is the one in use afterwards.
 * Throws when none does, with what each one said.
 */
export const chooseBackend: ChooseBackend = async ({ prefer, calibrate: seconds = 1 } = {}) => {
  const tried: BackendChoice['tried'] = [];
  for (const candidate of candidates) {
    if (prefer ? candidate.name !== prefer : candidate.name === 'cpu') continue;
    const { outcome, gflops } = await attempt(candidate, seconds);
    tried.push({ name: candidate.name, outcome });
    if (gflops === null) continue;
    const before = tried.slice(0, -1).map((t) => `${t.name}: ${t.outcome}`).join('; ');
    const why = prefer ? 'asked for' : before === '' ? 'first choice' : `fastest that works here; ${before}`;
    return { name: candidate.name, reason: `${candidate.what}${detail(candidate.name)}: gradients checked, ${gflops.toPrecision(3)} GFLOP/s; ${why}`, tried, gflops };
  }
  throw new Error(`no backend can train here: ${tried.map((t) => `${t.name}: ${t.outcome}`).join('; ')}`);
};
