import { area } from 'd3-shape';
import { type Box, Hit, leftFor, NameAxis, Reading, scaleOf, textWidth, ValueAxis } from './axes.tsx';
import { ChartFrame, ColorSwatch, Drawing, seriesColor } from './frame.tsx';
import type { StackedBarsProps } from './stacked-bars.tsx';

export type StackedAreaProps = Omit<StackedBarsProps, 'line'> & { /** Values are shares of a whole: the axis ends at 1. */ share?: boolean };

/** Lower and upper edge of each series at each x; unknown counts as nothing held. */
export function layers(series: readonly { ys: readonly (number | null)[] }[], n: number): { low: number; high: number }[][] {
  const base = Array.from({ length: n }, () => 0);
  return series.map(({ ys }) => base.map((low, i) => {
    const high = low + Math.max(0, ys[i] ?? 0);
    base[i] = high;
    return { low, high };
  }));
}

/** How a whole is parted over time or over rounds: ownership, spend. */
export function StackedArea({ height = 260, ...chart }: StackedAreaProps) {
  const { title, summary, xs, series, say, sayExactly = say, words } = chart;
  const print = (v: number | null | undefined) => (typeof v === 'number' && Number.isFinite(v) ? sayExactly(v) : '—');
  const columns = [{ key: 'x', header: '', cell: (i: number) => xs[i]!.label }, ...series.map((s, n) => ({ key: `s${n}`, header: s.name, align: 'right' as const, cell: (i: number) => print(s.ys[i]) }))];
  const legend = series.map((s, i) => ({ name: s.name, swatch: <ColorSwatch color={s.color ? `var(--series-${s.color})` : seriesColor(i)} /> }));
  return <ChartFrame title={title} summary={summary} words={words} legend={legend} draw={(width) => <Areas {...chart} width={width} height={height} />} table={{ columns, rows: xs.map((_, i) => i), rowKey: (i) => xs[i]!.key }} />;
}

function Areas({ title, xs, series, say, share, width, height }: StackedAreaProps & { width: number; height: number }) {
  const stacks = layers(series, xs.length);
  const { scale: y, ticks } = scaleOf(share ? [1] : stacks.flat().map((s) => s.high), 8, height - 28);
  const box: Box = { width, height, top: 8, right: 8, bottom: 28, left: leftFor(ticks, say) };
  const step = (width - box.left - box.right) / Math.max(1, xs.length - 1);
  const at = (i: number) => box.left + step * i;
  const path = area<{ low: number; high: number }>().x((_, i) => at(i)).y0((s) => y(s.low)).y1((s) => y(s.high));
  return (
    <Drawing width={width} height={height} title={title}>
      {stacks.map((s, n) => <path key={series[n]!.name} d={path(xs.length === 1 ? [s[0]!, s[0]!] : s) ?? ''} fill={series[n]!.color ? `var(--series-${series[n]!.color})` : seriesColor(n)} stroke="var(--surface)" strokeWidth="1" />)}
      {stacks.map((s, n) => <AreaName key={series[n]!.name} name={series[n]!.name} stack={s} at={at} y={y} />)}
      <ValueAxis ticks={ticks} at={y} say={say} box={box} />
      <NameAxis xs={xs} at={at} box={box} />
      {xs.map((x, i) => {
        const lines = series.filter((s) => (s.ys[i] ?? 0) > 0).map((s) => `${s.name} ${say(s.ys[i] as number)}`);
        return <Hit key={x.key} x={at(i) - step / 2} width={step} box={box} first={i === 0} label={[x.label, ...lines].join(', ')}>{lines.length > 0 && <Reading x={at(i)} box={box} title={x.label} lines={lines} />}</Hit>;
      })}
    </Drawing>
  );
}

/** The name in the area itself where it is thick enough to hold it. */
function AreaName({ name, stack, at, y }: { name: string; stack: { low: number; high: number }[]; at: (i: number) => number; y: (v: number) => number }) {
  let best = -1;
  for (let i = 1; i < stack.length - 1; i++) if (best < 0 || stack[i]!.high - stack[i]!.low > stack[best]!.high - stack[best]!.low) best = i;
  const s = stack[best];
  if (!s || y(s.low) - y(s.high) < 20 || at(1) - at(0) < textWidth(name) * 0.6) return null;
  return <text aria-hidden="true" x={at(best)} y={(y(s.low) + y(s.high)) / 2} dy="0.32em" textAnchor="middle" className="on-band">{name}</text>;
}
