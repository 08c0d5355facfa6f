import { curveStep, line as path } from 'd3-shape';
import { type Box, Hit, leftFor, NameAxis, Reading, type Say, scaleOf, ValueAxis, type X } from './axes.tsx';
import { ChartFrame, type ChartWords, ColorSwatch, Drawing, LineSwatch, seriesColor } from './frame.tsx';
import type { LineKind } from './line-chart.tsx';

export interface Series { name: string; ys: readonly (number | null)[]; /** 1 to 6; by order without it. */ color?: number }
export interface StackedBarsProps {
  title: string;
  summary?: string;
  xs: readonly X[];
  series: readonly Series[];
  /** A line over the bars: the budget. */
  line?: { name: string; kind: LineKind; ys: readonly (number | null)[] };
  say: Say;
  sayExactly?: Say;
  words: ChartWords;
  height?: number;
}

export interface Piece { series: number; from: number; to: number }

/** The pieces of one bar: what is above zero is stacked upwards, what is below downwards; unknown takes no room. */
export function piecesAt(series: readonly { ys: readonly (number | null)[] }[], i: number): Piece[] {
  let [up, down] = [0, 0];
  return series.flatMap(({ ys }, s) => {
    const v = ys[i];
    if (typeof v !== 'number' || !Number.isFinite(v) || v === 0) return [];
    const from = v > 0 ? up : down;
    if (v > 0) up += v; else down += v;
    return [{ series: s, from, to: from + v }];
  });
}

const colorOf = (s: Series, i: number) => (s.color ? `var(--series-${s.color})` : seriesColor(i));
/** A level per bar, as a budget is: straight over the bar, up or down between bars. */
const steps = (ys: readonly (number | null)[], at: (i: number) => number, y: (v: number) => number): string =>
  path<number | null>().defined(known).curve(curveStep).x((_, i) => at(i)).y((v) => y(v as number))([...ys]) ?? '';

const known = (v: number | null | undefined): v is number => typeof v === 'number' && Number.isFinite(v);

/** Bars of parts over time, with the sum in the reading and in the table. */
export function StackedBars({ height = 240, ...chart }: StackedBarsProps) {
  const { title, summary, xs, series, line, say, sayExactly = say, words } = chart;
  const sum = (i: number) => (series.some((s) => known(s.ys[i])) ? series.reduce((a, s) => a + (s.ys[i] ?? 0), 0) : null);
  const print = (v: number | null | undefined) => (known(v) ? sayExactly(v) : '—');
  const columns = [
    { key: 'x', header: '', cell: (i: number) => xs[i]!.label },
    ...series.map((s, n) => ({ key: `s${n}`, header: s.name, align: 'right' as const, cell: (i: number) => print(s.ys[i]) })),
    ...(series.length > 1 ? [{ key: 'sum', header: words.total, align: 'right' as const, cell: (i: number) => print(sum(i)) }] : []),
    ...(line ? [{ key: 'line', header: line.name, align: 'right' as const, cell: (i: number) => print(line.ys[i]) }] : []),
  ];
  const legend = [...series.map((s, i) => ({ name: s.name, swatch: <ColorSwatch color={colorOf(s, i)} /> })), ...(line ? [{ name: line.name, swatch: <LineSwatch kind={line.kind} /> }] : [])];
  return <ChartFrame title={title} summary={summary} words={words} legend={legend} draw={(width) => <Bars {...chart} width={width} height={height} sum={sum} />} table={{ columns, rows: xs.map((_, i) => i), rowKey: (i) => xs[i]!.key }} />;
}

function Bars({ title, xs, series, line, say, words, width, height, sum }: StackedBarsProps & { width: number; height: number; sum: (i: number) => number | null }) {
  const bars = xs.map((_, i) => piecesAt(series, i));
  const { scale: y, ticks } = scaleOf([...bars.flat().flatMap((p) => [p.from, p.to]), ...(line?.ys ?? [])], 8, height - 28);
  const box: Box = { width, height, top: 8, right: 4, bottom: 28, left: leftFor(ticks, say) };
  const band = (width - box.left - box.right) / Math.max(1, xs.length);
  const thick = Math.min(36, Math.max(2, band * 0.68));
  const at = (i: number) => box.left + band * (i + 0.5);
  return (
    <Drawing width={width} height={height} title={title}>
      <ValueAxis ticks={ticks} at={y} say={say} box={box} />
      {bars.map((pieces, i) => pieces.map((p) => <rect key={`${i} ${p.series}`} x={at(i) - thick / 2} width={thick} y={Math.min(y(p.from), y(p.to))} height={Math.max(0.5, Math.abs(y(p.from) - y(p.to)) - (pieces.length > 1 ? 1 : 0))} fill={colorOf(series[p.series]!, p.series)} />))}
      {line && <path className={`line line-${line.kind}`} d={steps(line.ys, at, y)} />}
      <NameAxis xs={xs} at={at} box={box} />
      {xs.map((x, i) => {
        const total = sum(i);
        const lines = [...series.filter((s) => known(s.ys[i])).map((s) => `${s.name} ${say(s.ys[i] as number)}`), ...(series.length > 1 && total !== null ? [`${words.total} ${say(total)}`] : []), ...(line && known(line.ys[i]) ? [`${line.name} ${say(line.ys[i])}`] : [])];
        return <Hit key={x.key} x={at(i) - band / 2} width={band} box={box} first={i === 0} label={[x.label, ...lines].join(', ')}>{lines.length > 0 && <Reading x={at(i)} box={box} title={x.label} lines={lines} />}</Hit>;
      })}
    </Drawing>
  );
}
