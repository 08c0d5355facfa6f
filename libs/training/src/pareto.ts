/** One run in two dimensions: what it cost and how well it did. */
export interface Tried { readonly cost: number; readonly score: number }

/** Whether `a` is at least as cheap and as good as `b`, and better in one of the two. */
export const dominates = (a: Tried, b: Tried, higherIsBetter: boolean): boolean => {
  const better = higherIsBetter ? a.score - b.score : b.score - a.score;
  return a.cost <= b.cost && better >= 0 && (a.cost < b.cost || better > 0);
};

/**
 * Places of the runs that no other dominates, from the cheapest on; runs that are equal in both stand side by side.
 * Sorted by cost, a run is on the front when it is better than all that were cheaper: n log n.
 */
export function paretoFront(runs: readonly Tried[], higherIsBetter: boolean): number[] {
  const worth = (i: number) => (higherIsBetter ? runs[i]!.score : -runs[i]!.score);
  const order = [...runs.keys()].sort((a, b) => runs[a]!.cost - runs[b]!.cost || worth(b) - worth(a) || a - b);
  const front: number[] = [];
  for (const i of order) {
    const last = front.at(-1);
    if (last === undefined || worth(i) > worth(last) || (worth(i) === worth(last) && runs[i]!.cost === runs[last]!.cost)) front.push(i);
  }
  return front;
}
