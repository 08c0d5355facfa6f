/** One measured figure. `target` is null where there is nothing to reach, only something to know. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly target: number | null;
  readonly higherIsBetter: boolean;
}

export const meets = ({ value, target, higherIsBetter }: Figure): boolean => target === null || (higherIsBetter ? value >= target : value <= target);

const digits = (value: number) => new Intl.NumberFormat('en', { maximumSignificantDigits: value >= 1000 ? 5 : 3 }).format(value);
/** The figures as a table for people. */
export const table = (figures: readonly Figure[]): string =>
  columns([['figure', 'value', 'unit', 'target', ''], ...figures.map((one) => [
    one.name, digits(one.value), one.unit, one.target === null ? '–' : `${one.higherIsBetter ? '≥' : '≤'} ${digits(one.target)}`, one.target === null ? '' : meets(one) ? 'met' : 'MISSED',
  ])]);

function columns(rows: readonly string[][]): string {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const right = new Set([1, 3]);
  return rows.map((row) => row.map((cell, i) => (right.has(i) ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join('  ').trimEnd()).join('\n');
}

/** The figures as one object, for machines. */
export const object = (figures: readonly Figure[]): Record<string, Omit<Figure, 'name'>> =>
  Object.fromEntries(figures.map(({ name, value, unit, target, higherIsBetter }) => [name, { value: Number(value.toPrecision(6)), unit, target: target === null ? null : Number(target.toPrecision(6)), higherIsBetter }]));
