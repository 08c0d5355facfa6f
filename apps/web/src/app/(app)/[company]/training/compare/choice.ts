import { type ComparedRun, type FigureName, figureNames, isBetterHigher } from '@capstan/training';

/** The address of a comparison: which runs, which curve, which figure, and what more runs are looked for by. */
export interface CompareSearch { runs?: string | string[]; metric?: string; figure?: string; find?: string }

const firstOf = ['validation-accuracy', 'validation-loss', 'perplexity', 'train-loss'];

/** Curves that any of the runs has: of the usual ones first, then by name. */
export function metricsOf(runs: readonly ComparedRun[]): string[] {
  const rank = (name: string) => (firstOf.includes(name) ? firstOf.indexOf(name) : firstOf.length);
  return [...new Set(runs.flatMap(({ metrics }) => metrics))].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
}

/** Figures that at least one of the runs has. */
export const figuresOf = (runs: readonly ComparedRun[]): FigureName[] => figureNames.filter((name) => runs.some(({ figures }) => figures[name] !== null));

const ranked = { accuracy: 'accuracy', perplexity: 'perplexity', 'mean-absolute-error': 'meanAbsoluteError' } as const;

/** The figure that was asked for, or the one that the first scored run is ranked by. */
export function figureFor(runs: readonly ComparedRun[], asked: string | undefined): FigureName | undefined {
  const known = figuresOf(runs), score = runs.find((r) => r.score)?.score?.metric;
  return known.find((name) => name === asked) ?? known.find((name) => score && name === ranked[score]) ?? known[0];
}

/** Names that are told apart: runs of one name are numbered. */
export function namesOf(runs: readonly { name: string }[]): string[] {
  const seen = new Map<string, number>();
  return runs.map(({ name }) => {
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return n === 1 ? name : `${name} (${n})`;
  });
}

/** Which run is best by a figure, or by the least cost; null where none has one or all are equal. */
export function bestOf(values: readonly (number | null)[], higher: boolean): number | null {
  const known = values.filter((v) => v !== null);
  if (known.length < 2 || known.every((v) => v === known[0])) return null;
  return values.indexOf(higher ? Math.max(...known) : Math.min(...known));
}

export const bestBy = (runs: readonly ComparedRun[], figure: FigureName): number | null => bestOf(runs.map(({ figures }) => figures[figure]), isBetterHigher(figure));
