import type { Sample } from '@capstan/training';
import * as tf from '../tf.ts';
import { looking, type Model } from '../models/model.ts';
import { randomAt, type Random } from '../random.ts';
import { probabilitiesOf } from './answer.ts';

type Beginning = Extract<Sample, { kind: 'beginning' }>;
interface Going { readonly codes: number[]; readonly end: number; readonly temperature: number; readonly random: Random }

/** The next token: the likeliest at temperature 0, else drawn. */
function drawn(outputs: Float32Array, { temperature, random }: Going): number {
  if (temperature === 0) return outputs.indexOf(outputs.reduce((a, b) => Math.max(a, b), -Infinity));
  const shares = probabilitiesOf(outputs, temperature);
  let left = random();
  const found = shares.findIndex((share) => (left -= share) < 0);
  return found < 0 ? shares.length - 1 : found;
}

/** The last tokens of each text in a window. Each step sees only what came before it, so what stands behind a short text changes nothing. */
function windowsOf(going: readonly Going[], steps: number): Int32Array {
  const inputs = new Int32Array(going.length * steps);
  going.forEach(({ codes }, row) => inputs.set(codes.slice(-steps), row * steps));
  return inputs;
}

async function step(model: Model, going: readonly Going[], steps: number): Promise<void> {
  const outputs = tf.tidy(() => {
    const all = model.outputs(tf.tensor2d(windowsOf(going, steps), [going.length, steps], 'int32'), looking);
    return tf.gather(all, tf.tensor1d(going.map(({ codes }, row) => row * steps + Math.min(codes.length, steps) - 1), 'int32'));
  });
  const numbers = (await outputs.data()) as Float32Array, width = numbers.length / going.length;
  outputs.dispose();
  going.forEach((one, row) => one.codes.push(drawn(numbers.subarray(row * width, (row + 1) * width), one)));
}

/** Goes on with texts side by side; answers the new tokens of each. The same seed goes on in the same way. */
export async function continueTexts(model: Model, texts: readonly { readonly codes: Int32Array; readonly how: Beginning }[], steps: number): Promise<number[][]> {
  const all = texts.map(({ codes, how }): Going => ({ codes: [...codes], end: codes.length + how.length, temperature: how.temperature, random: randomAt(how.seed, 'continuation') }));
  for (;;) {
    const going = all.filter(({ codes, end }) => codes.length < end);
    if (going.length === 0) return all.map(({ codes }, i) => codes.slice(texts[i]!.codes.length));
    await step(model, going, steps);
  }
}
