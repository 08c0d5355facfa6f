import type { Say, X } from './axes.tsx';
import { ChartFrame, type ChartWords, LineSwatch } from './frame.tsx';
import { type Line, Plot } from './line-chart.tsx';

export interface Multiple { title: string; xs: readonly X[]; lines: readonly Line[]; say?: Say }
export interface SmallMultiplesProps { title: string; charts: readonly Multiple[]; say: Say; words: ChartWords; height?: number; zero?: boolean }

const WIDTH = 300;

/** Many small line charts of one kind beside each other, such as training curves against the baseline; one table for all. */
export function SmallMultiples({ title, charts, say, words, height = 130, zero = false }: SmallMultiplesProps) {
  const kinds = new Map(charts.flatMap((c) => c.lines.map((l) => [`${l.name} ${l.kind}`, l] as const)));
  const rows = charts.flatMap((c, n) => c.xs.map((x, i) => ({ n, i, chart: c, x })));
  const names = [...new Set(charts.flatMap((c) => c.lines.map((l) => l.name)))];
  const columns = [
    { key: 'chart', header: '', cell: (r: (typeof rows)[number]) => r.chart.title },
    { key: 'x', header: '', cell: (r: (typeof rows)[number]) => r.x.label },
    ...names.map((name) => ({ key: name, header: name, align: 'right' as const, cell: (r: (typeof rows)[number]) => {
      const v = r.chart.lines.find((l) => l.name === name)?.ys[r.i];
      return typeof v === 'number' && Number.isFinite(v) ? (r.chart.say ?? say)(v) : '—';
    } })),
  ];
  const grid = (
    <div className="multiples">{charts.map((c, n) => <div key={`${n} ${c.title}`}><h3 className="small">{c.title}</h3><Plot title={c.title} xs={c.xs} lines={c.lines} say={c.say ?? say} words={words} width={WIDTH} height={height} zero={zero} /></div>)}</div>
  );
  return <ChartFrame title={title} words={words} legend={[...kinds.values()].map((l) => ({ name: l.name, swatch: <LineSwatch kind={l.kind} /> }))} drawing={grid} table={{ columns, rows, rowKey: (r) => `${r.n} ${r.i}` }} />;
}
