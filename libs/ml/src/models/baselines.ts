import { isRefusal, type Refusal } from '@capstan/kernel';
import { misfit, type BaselineRule, type LossSpec, type RunMetrics } from '@capstan/training';
import { kindOf, type Batch, type Prepared, type Samples } from '../data/prepared.ts';
import { refuse } from '../data/refusals.ts';
import { errorLoss } from '../ops/quantity-loss.ts';
import { Tally } from '../metrics/tally.ts';

/** Samples looked at in one go. */
const AT_ONCE = 1024;

export function* batches(samples: Samples, order: Int32Array = samples.inOrder, size = AT_ONCE): Generator<Batch & { samples: Int32Array }> {
  for (let from = 0; from < order.length; from += size) {
    const some = order.subarray(from, from + size);
    yield { ...samples.batch(some), samples: some };
  }
}

/** Shares of classes with one imagined sample of each, so that nothing is impossible (Laplace). */
function shares(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, n) => sum + n, 0) + counts.length;
  return counts.map((n) => (n + 1) / total);
}

const likeliest = (probabilities: Float64Array): number => probabilities.indexOf(Math.max(...probabilities));

/** The same answer always: the class that was most frequent in training. For a text, the unigram model. */
function majority(prepared: Prepared, tally: Tally): void {
  const counts = new Float64Array(prepared.outputs);
  for (const { targets } of batches(prepared.train)) for (const target of targets) counts[target]!++;
  const probabilities = shares(counts), answer = likeliest(probabilities);
  for (const { targets } of batches(prepared.validation)) for (const target of targets) tally.addClass(target, answer, -Math.log(probabilities[target]!));
}

/** What followed one character: how often each, and how often any. */
interface Followers { readonly counts: Map<number, number>; total: number }

/** The most frequent follower; of equals the one that comes first in the alphabet. */
const mostFrequent = ({ counts }: Followers): number => [...counts].reduce((best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best), [0, 0])[0];

/** Each character from the one before it. Sparse: an alphabet may have thousands of characters. */
function bigram(prepared: Prepared, tally: Tally): void {
  const followers = Array.from({ length: prepared.outputs }, (): Followers => ({ counts: new Map(), total: 0 }));
  for (const { inputs, targets } of batches(prepared.train)) {
    targets.forEach((target, i) => {
      const after = followers[inputs[i]!]!;
      after.counts.set(target, (after.counts.get(target) ?? 0) + 1);
      after.total++;
    });
  }
  const answers = followers.map(mostFrequent);
  for (const { inputs, targets } of batches(prepared.validation)) {
    targets.forEach((target, i) => {
      const { counts, total } = followers[inputs[i]!]!;
      tally.addClass(target, answers[inputs[i]!]!, -Math.log(((counts.get(target) ?? 0) + 1) / (total + prepared.outputs)));
    });
  }
}

/** The mean of training, which is 0 in scaled units. */
function mean(prepared: Prepared, tally: Tally): void {
  for (const { targets } of batches(prepared.validation)) for (const target of targets) tally.addQuantity(target, 0);
}

/** The last value known: hard to beat where rows follow one another in time. */
function lastValue(prepared: Prepared, tally: Tally): void {
  for (const { targets, samples } of batches(prepared.validation)) {
    const known = prepared.lastKnown!(samples);
    targets.forEach((target, i) => tally.addQuantity(target, known[i]!));
  }
}

const rules: Record<BaselineRule, (prepared: Prepared, tally: Tally) => void> = { majority, unigram: majority, bigram, mean, 'last-value': lastValue };

/** The rule that a model of this task has to beat when nobody names another. */
export function usualRule({ task, input }: Prepared): BaselineRule {
  if (task === 'classification') return 'majority';
  return task === 'language-model' ? 'bigram' : input.kind === 'series' ? 'last-value' : 'mean';
}

/** How good a rule without learning is on the validation part; a refusal where the rule says nothing about the data. */
export function measureBaseline(prepared: Prepared, rule: BaselineRule, loss: LossSpec = { kind: 'usual' }): RunMetrics | Refusal {
  const why = unfit(prepared, rule);
  if (isRefusal(why)) return why;
  const tally = new Tally(prepared.task, prepared.classes, prepared.deviation, errorLoss(loss), prepared.lengths);
  rules[rule](prepared, tally);
  return tally.metrics();
}

function unfit(prepared: Prepared, rule: BaselineRule): Refusal | undefined {
  const why = misfit(kindOf(prepared.input), { kind: 'baseline', rule });
  if (why !== undefined) return refuse('model-does-not-fit', { why });
  const forQuantities = rule === 'mean' || rule === 'last-value';
  if (forQuantities !== (prepared.task === 'regression')) return refuse('model-does-not-fit', { why: forQuantities ? `the ${rule} rule predicts a quantity, and this data has classes` : `the ${rule} rule predicts a class, and this label is a quantity` });
  return undefined;
}
