/** Rows are alternatives, columns criteria. */
export type Matrix = readonly (readonly number[])[];
export type Goal = 'max' | 'min';
/** How a column is brought to one scale: by its sum, its largest value, its range, its length, or left as it is. */
export type Norm = 'none' | 'sum' | 'max' | 'range' | 'vector';

const column = (matrix: Matrix, j: number) => matrix.map((row) => row[j]!);
const inColumns = (matrix: Matrix, change: (values: number[], j: number) => number[]): number[][] => {
  const columns = (matrix[0] ?? []).map((_, j) => change(column(matrix, j), j));
  return matrix.map((_, i) => columns.map((c) => c[i]!));
};

const scale = (values: number[], norm: Norm): number[] => {
  if (norm === 'none') return values;
  if (norm === 'range') {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    // A column in which all are equal says nothing: each gets the same full mark.
    return values.map((v) => (high === low ? 1 : (v - low) / (high - low)));
  }
  const by = norm === 'sum' ? values.reduce((a, b) => a + b, 0) : norm === 'max' ? Math.max(...values) : Math.hypot(...values);
  if (by === 0) throw new RangeError(`the norm "${norm}" cannot scale a column that comes to zero`);
  return values.map((v) => v / by);
};

/** The matrix with every column scaled by the norm; goals are left as they are. Throws RangeError on a column that comes to zero. */
export const normalise = (matrix: Matrix, norm: Norm): number[][] => inColumns(matrix, (values) => scale(values, norm));

/**
 * The matrix with every column to be maximised: a column to be minimised becomes its reciprocals, or, under the norms
 * `range` and `none`, its negatives. Throws RangeError on a reciprocal of a value at or below zero.
 */
export const invertMinimised = (matrix: Matrix, goals: readonly Goal[], norm: Norm): number[][] =>
  inColumns(matrix, (values, j) => {
    if (goals[j] !== 'min') return values;
    if (norm === 'range' || norm === 'none') return values.map((v) => -v);
    if (values.some((v) => v <= 0)) throw new RangeError('a value to be minimised must lie above zero to be inverted');
    return values.map((v) => 1 / v);
  });
