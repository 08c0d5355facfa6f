/** Mean of (prediction − truth)². */
export const meanSquaredError = (truth: readonly number[], predicted: readonly number[]): number =>
  truth.reduce((sum, t, i) => sum + (predicted[i]! - t) ** 2, 0) / truth.length;

/** Huber's loss of one error: e²/2 up to δ, δ·(|e| − δ/2) beyond. */
export const huber = (error: number, delta: number): number => (Math.abs(error) <= delta ? error ** 2 / 2 : delta * (Math.abs(error) - delta / 2));

/** Mean of −[t·ln p + (1 − t)·ln(1 − p)] in nats; truths are 0 or 1, predictions probabilities. */
export const binaryCrossEntropy = (truth: readonly number[], predicted: readonly number[]): number =>
  -truth.reduce((sum, t, i) => sum + (t === 1 ? Math.log(predicted[i]!) : Math.log(1 - predicted[i]!)), 0) / truth.length;

/** 1/(1 + e⁻ˣ). */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export interface Best { readonly index: number; readonly loss: number }

/** The most probable class of one row of logits, and −ln softmax of the true one: ln Σeˣ − x[truth]. */
export function softmaxLoss(logits: Float32Array, row: number, classes: number, truth: number): Best {
  const from = row * classes;
  let index = 0;
  for (let i = 1; i < classes; i++) if (logits[from + i]! > logits[from + index]!) index = i;
  const highest = logits[from + index]!;
  let sum = 0;
  for (let i = 0; i < classes; i++) sum += Math.exp(logits[from + i]! - highest);
  return { index, loss: Math.log(sum) + highest - logits[from + truth]! };
}
