import type { ClassMeasure } from '@capstan/training';

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Harmonic mean of precision and recall: 2PR/(P + R). Null when both are null, 0 when nothing was right. */
export function f1(precision: number | null, recall: number | null): number | null {
  if (precision === null && recall === null) return null;
  const [p, r] = [precision ?? 0, recall ?? 0];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

/**
 * Precision, recall and F1 of each class from a confusion matrix (rows truth, columns prediction).
 * Precision is null for a class that was never predicted, recall for one that never occurred.
 */
export function classMeasures(classes: readonly string[], counts: readonly (readonly number[])[]): ClassMeasure[] {
  return classes.map((name, i) => {
    const right = counts[i]![i]!;
    const support = counts[i]!.reduce((sum, n) => sum + n, 0);
    const predicted = counts.reduce((sum, row) => sum + row[i]!, 0);
    const [precision, recall] = [ratio(right, predicted), ratio(right, support)];
    return { class: name, precision, recall, f1: f1(precision, recall), support };
  });
}

/** Plain mean over the classes that occurred; a class that was never predicted counts 0. Null when none occurred. */
export function macroMean(measures: readonly ClassMeasure[], which: 'precision' | 'recall' | 'f1'): number | null {
  const occurred = measures.filter((measure) => measure.support > 0);
  return ratio(occurred.reduce((sum, measure) => sum + (measure[which] ?? 0), 0), occurred.length);
}
