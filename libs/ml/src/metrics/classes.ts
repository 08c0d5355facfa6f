import type { ClassMeasure } from '@capstan/training';

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Harmonic mean of precision and recall: 2PR/(P + R). Null when both are null, 0 when nothing was right. */
export function f1(precision: number | null, recall: number | null): number | null {
  if (precision === null && recall === null) return null;
  const [p, r] = [precision ?? 0, recall ?? 0];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

/** How often each class was predicted and right, predicted at all, and true. */
export interface ClassCounts { readonly right: ArrayLike<number>; readonly predicted: ArrayLike<number>; readonly support: ArrayLike<number> }

/**
 * Precision (right of what was called so), recall (right of what is so) and F1 of each class.
 * Precision is null for a class that was never predicted, recall for one that never occurred.
 */
export function classMeasures(classes: readonly string[], { right, predicted, support }: ClassCounts): ClassMeasure[] {
  return classes.map((name, i) => {
    const [precision, recall] = [ratio(right[i]!, predicted[i]!), ratio(right[i]!, support[i]!)];
    return { class: name, precision, recall, f1: f1(precision, recall), support: support[i]! };
  });
}

/** Plain mean over the classes that occurred; a class that was never predicted counts 0. Null when none occurred. */
export function macroMean(measures: readonly ClassMeasure[], which: 'precision' | 'recall' | 'f1'): number | null {
  const occurred = measures.filter((measure) => measure.support > 0);
  return ratio(occurred.reduce((sum, measure) => sum + (measure[which] ?? 0), 0), occurred.length);
}

/** Mean of F1 over the classes, each weighed by its samples. Null without any. */
export function weightedF1(measures: readonly ClassMeasure[]): number | null {
  const samples = measures.reduce((sum, { support }) => sum + support, 0);
  return ratio(measures.reduce((sum, measure) => sum + (measure.f1 ?? 0) * measure.support, 0), samples);
}

/** F1 of all classes pooled: 2·TP/(2·TP + FP + FN). Every wrong answer is a false one of a class and a missed one of another, so with one class per sample it is the accuracy. */
export function microF1({ right, predicted, support }: ClassCounts): number | null {
  const total = (of: ArrayLike<number>) => Array.from(of).reduce((sum, n) => sum + n, 0);
  return ratio(2 * total(right), total(predicted) + total(support));
}
