import type { FigureName } from '@capstan/training';
import type { Formatters } from '@capstan/ui';

const shares: readonly string[] = ['accuracy', 'f1', 'precision', 'recall', 'rocAuc', 'averagePrecision'] satisfies FigureName[];
export const isShare = (figure: FigureName): boolean => shares.includes(figure);

/** A figure in its own unit: shares as percentages, areas and errors as numbers. */
export const sayFigure = (figure: FigureName, value: number | null, f: Formatters): string =>
  isShare(figure) && figure !== 'rocAuc' && figure !== 'averagePrecision' ? f.percent(value) : f.number(value, 3);
