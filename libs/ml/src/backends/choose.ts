import type { BackendChoice } from '@capstan/training';
import * as tf from '../tf.ts';
import type { BackendWish, ChooseBackend } from '../engine.ts';
import { bestVariant, variantNames } from '../wasm/variants.ts';
import { calibrate } from './calibrate.ts';
import { candidates, type Candidate } from './candidates.ts';
import { wrongGradient } from './self-test.ts';
import { trial } from './trial.ts';

type Tried = BackendChoice['tried'][number];
interface Passed { readonly candidate: Candidate; readonly gflops: number; step?: number }

/** What became of a candidate. Being there is not enough: its gradients must agree with finite differences. */
async function attempt(candidate: Candidate, seconds: number): Promise<Passed | string> {
  try {
    await candidate.start();
    await tf.ready();
    const wrong = await wrongGradient();
    if (wrong !== undefined) return `wrong gradient: ${wrong}`;
    return { candidate, gflops: await calibrate(seconds) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const isPassed = (answer: Passed | string): answer is Passed => typeof answer !== 'string';
const detail = (name: BackendChoice['name']): string => (name === 'wasm' ? ` (${variantNames[bestVariant()]})` : '');
const three = (value: number): string => String(Number(value.toPrecision(3)));

const outcomeOf = ({ gflops, step }: Passed): string => `passed, ${three(gflops)} GFLOP/s${step === undefined ? '' : `, ${three(step)} ms a step`}`;

/** The fastest of those that work, by training steps and not by products alone: what a step costs beside its products decides. */
async function fastest(passed: readonly Passed[], model: BackendWish['model']): Promise<Passed> {
  for (const one of passed) {
    await tf.setBackend(one.candidate.name);
    one.step = await trial(model);
  }
  return passed.toSorted((a, b) => a.step! - b.step!)[0]!;
}

function reasonOf(chosen: Passed, passed: readonly Passed[], tried: readonly Tried[], wish: BackendWish): string {
  const others = tried.filter(({ name }) => name !== chosen.candidate.name).map(({ name, outcome }) => `${name}: ${outcome}`).join('; ');
  const why = wish.prefer ? 'asked for' : chosen.candidate.name === wish.stay ? 'the run began on it' : passed.length > 1 ? 'the fastest steps of those that work' : 'the only one that works here';
  const speed = `${three(chosen.gflops)} GFLOP/s${chosen.step === undefined ? '' : `, ${three(chosen.step)} ms a step of ${wish.model ?? 'each kind of model'}`}`;
  return `${chosen.candidate.what}${detail(chosen.candidate.name)}: gradients checked, ${speed}; ${why}${others === '' ? '' : `; ${others}`}`;
}

/**
 * Of the backends that start, compute right gradients and run a calibration, the one with the fastest training steps; it is the one in
 * use afterwards. Throws when none works, with what each one said.
 */
export const chooseBackend: ChooseBackend = async (wish = {}) => {
  const answers: [name: BackendChoice['name'], answer: Passed | string][] = [];
  const asked = candidates.filter(({ name }) => (wish.prefer ? name === wish.prefer : name !== 'cpu'));
  for (const candidate of asked.toSorted((a, b) => Number(b.name === wish.stay) - Number(a.name === wish.stay))) {
    const answer = await attempt(candidate, wish.calibrate ?? 1);
    answers.push([candidate.name, answer]);
    if (candidate.name === wish.stay && isPassed(answer)) break;
  }
  const passed = answers.map(([, answer]) => answer).filter(isPassed);
  const said = (): Tried[] => answers.map(([name, answer]) => ({ name, outcome: isPassed(answer) ? outcomeOf(answer) : answer }));
  if (passed.length === 0) throw new Error(`no backend can train here: ${said().map(({ name, outcome }) => `${name}: ${outcome}`).join('; ')}`);
  const chosen = passed.length === 1 ? passed[0]! : await fastest(passed, wish.model), tried = said();
  await tf.setBackend(chosen.candidate.name);
  return { name: chosen.candidate.name, reason: reasonOf(chosen, passed, tried, wish), tried, gflops: chosen.gflops };
};
