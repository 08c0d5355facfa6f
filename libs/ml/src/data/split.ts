import { randomAt, shuffled } from '../random.ts';

export interface Split { readonly train: Int32Array; readonly validation: Int32Array; readonly duplicates: number; readonly leaks: number }

const sorted = (values: readonly number[]): Int32Array => Int32Array.from(values).sort();

/** A share of each class goes to validation, at least one and never all of a class that has two. */
function stratified(groups: ReadonlyMap<number, number[]>, share: number, seed: number): { train: number[]; validation: number[] } {
  const [train, validation]: [number[], number[]] = [[], []];
  for (const [group, members] of groups) {
    const order = shuffled(members.length, randomAt(seed, 'split', group));
    const held = members.length < 2 ? 0 : Math.min(members.length - 1, Math.max(1, Math.round(members.length * share)));
    order.forEach((at, i) => (i < held ? validation : train).push(members[at]!));
  }
  return { train, validation };
}

/**
 * Splits samples by seed, each class (`labels`; all one class without) in the same shares, and takes out of validation what
 * training also holds. `content` says what a sample is: two of the same content are duplicates, whatever their labels.
 */
export function split(content: readonly string[], labels: ArrayLike<number> | null, { validationShare, seed }: { validationShare: number; seed: number }): Split {
  const groups = Map.groupBy(content.keys(), (i) => (labels ? labels[i]! : 0));
  const { train, validation } = stratified(groups, validationShare, seed);
  const learned = new Set(train.map((i) => content[i]!));
  const fresh = validation.filter((i) => !learned.has(content[i]!));
  return { train: sorted(train), validation: sorted(fresh), duplicates: content.length - new Set(content).size, leaks: validation.length - fresh.length };
}
