import type { ClassCurves } from '@capstan/training';

/** What is called positive from one threshold on: so many of the positives and of the negatives. */
interface Cut { readonly threshold: number; readonly right: number; readonly wrong: number }

/** One cut for each different score, from the highest; samples of equal score are called positive together. */
function cutsOf(scores: ArrayLike<number>, positive: ArrayLike<number>): Cut[] {
  const order = Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  const cuts: Cut[] = [];
  let right = 0, wrong = 0;
  order.forEach((sample, i) => {
    if (positive[sample]) right++;
    else wrong++;
    const next = order[i + 1];
    if (next === undefined || scores[next] !== scores[sample]) cuts.push({ threshold: scores[sample]!, right, wrong });
  });
  return cuts;
}

/** Area under the ROC by trapezoids: the chance that a positive scores higher than a negative, a tie counting half. */
function areaUnder(cuts: readonly Cut[], positives: number, negatives: number): number | null {
  if (positives === 0 || negatives === 0) return null;
  let area = 0, before: Pick<Cut, 'right' | 'wrong'> = { right: 0, wrong: 0 };
  for (const cut of cuts) {
    area += ((cut.wrong - before.wrong) * (cut.right + before.right)) / 2;
    before = cut;
  }
  return area / (positives * negatives);
}

/** Σ (Rₙ − Rₙ₋₁)·Pₙ over the thresholds, without interpolation (as scikit-learn has it). */
function averagePrecisionOf(cuts: readonly Cut[], positives: number): number | null {
  if (positives === 0) return null;
  let sum = 0, before = 0;
  for (const { right, wrong } of cuts) {
    sum += ((right - before) / positives) * (right / (right + wrong));
    before = right;
  }
  return sum;
}

/** At most so many of a list, evenly spread, the first and the last among them. */
export const thinned = <T>(all: readonly T[], most: number): T[] =>
  all.length <= most ? [...all] : Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]!);

/** Enough for a smooth line of a few hundred pixels. */
const MOST_POINTS = 200;
/** Probabilities to six places: nobody reads more, and files stay small. */
const brief = (value: number): number => Math.round(value * 1e6) / 1e6;

/** ROC and precision against recall of one class, from how likely each sample was said to be of it and whether it is (1 or 0). */
export function classCurves(name: string, scores: ArrayLike<number>, positive: ArrayLike<number>): ClassCurves {
  const cuts = cutsOf(scores, positive), { right: positives, wrong: negatives } = cuts.at(-1) ?? { right: 0, wrong: 0 };
  const share = (part: number, whole: number) => (whole === 0 ? 0 : brief(part / whole));
  const roc = [{ threshold: null, falsePositiveRate: 0, truePositiveRate: 0 }, ...cuts.map((cut) => ({ threshold: brief(cut.threshold), falsePositiveRate: share(cut.wrong, negatives), truePositiveRate: share(cut.right, positives) }))];
  const precisionRecall = cuts.map((cut) => ({ threshold: brief(cut.threshold), recall: share(cut.right, positives), precision: share(cut.right, cut.right + cut.wrong) }));
  return {
    class: name, positives, negatives, rocAuc: areaUnder(cuts, positives, negatives), averagePrecision: averagePrecisionOf(cuts, positives),
    roc: thinned(roc, MOST_POINTS), precisionRecall: thinned(precisionRecall, MOST_POINTS),
  };
}

const meanOf = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
};

/** Plain means over the classes that have an area: those with samples inside and outside. */
export const meanAreas = (curves: readonly ClassCurves[]): { rocAuc: number | null; averagePrecision: number | null } =>
  ({ rocAuc: meanOf(curves.map(({ rocAuc }) => rocAuc)), averagePrecision: meanOf(curves.map(({ averagePrecision }) => averagePrecision)) });
