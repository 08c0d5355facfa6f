import type { Formatters } from '../../format/formatters.ts';
import type { Column } from '../../show/table.tsx';
import type { CurveGroup, CurveWords } from './curves.tsx';
import { sayPlace, sayValue } from './say.ts';

/** More rows than this nobody reads; they are evenly taken from all steps. */
const MOST_ROWS = 100;

/** The curves as a table: a row a step. */
export function twinOf({ curves, unit }: CurveGroup, words: CurveWords, f: Formatters): { columns: Column<number>[]; rows: number[]; rowKey: (step: number) => string } {
  const values = curves.map(({ steps, values: ys }) => new Map(steps.map((step, i) => [step, ys[i]!])));
  const all = [...new Set(curves.flatMap(({ steps }) => steps))].sort((a, b) => a - b);
  const rows = all.length <= MOST_ROWS ? all : Array.from({ length: MOST_ROWS }, (_, i) => all[Math.round((i * (all.length - 1)) / (MOST_ROWS - 1))]!);
  const said = (value: number | null | undefined) => (value === null || value === undefined ? '—' : sayValue(value, unit, f));
  return {
    rows, rowKey: String,
    columns: [{ key: 'step', header: words.axes.step, cell: (step) => sayPlace(step, 'step', f) }, ...curves.map((curve, n) => ({ key: `${n}`, header: curve.name, align: 'right' as const, cell: (step: number) => said(values[n]!.get(step)) }))],
  };
}
