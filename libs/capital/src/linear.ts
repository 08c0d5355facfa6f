import { exact, type Rational } from '@capstan/kernel';

/**
 * The exact solution of a small square system of linear equations (rows · x = right), by Gaussian elimination.
 * Undefined when the system has none or many.
 */
export function solveLinear(rows: readonly (readonly Rational[])[], right: readonly Rational[]): Rational[] | undefined {
  const size = rows.length;
  const table = rows.map((row, i) => [...row, right[i]!]);
  for (let column = 0; column < size; column++) {
    const pivot = table.findIndex((row, i) => i >= column && row[column]!.num !== 0n);
    if (pivot < 0) return undefined;
    [table[column], table[pivot]] = [table[pivot]!, table[column]!];
    const head = table[column]!;
    table.forEach((row, i) => { if (i !== column) table[i] = eliminate(row, head, column); });
  }
  return table.map((row, i) => exact.div(row[size]!, row[i]!));
}

const eliminate = (row: readonly Rational[], head: readonly Rational[], column: number): Rational[] => {
  const factor = exact.div(row[column]!, head[column]!);
  return factor.num === 0n ? [...row] : row.map((x, j) => exact.sub(x, exact.mul(factor, head[j]!)));
};
