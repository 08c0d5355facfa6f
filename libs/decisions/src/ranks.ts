/** The index of the largest; the first among equals; -1 for none. */
export const winner = (totals: readonly number[]): number => totals.reduce((best, t, i) => (best < 0 || t > totals[best]! ? i : best), -1);

/** Ranks from 1; equal values share a rank, and the next one counts them all (1, 1, 3). */
export const ranks = (values: readonly number[]): number[] => values.map((v) => 1 + values.filter((other) => other > v).length);
