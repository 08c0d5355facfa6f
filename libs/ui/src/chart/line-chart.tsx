import { area, line } from 'd3-shape';
import { BandSwatch, ChartFrame, type ChartWords, Drawing, LineSwatch } from './frame.tsx';
import { type Box, Hit, leftFor, NameAxis, Reading, type Say, scaleOf, ValueAxis, type X } from './axes.tsx';

export type LineKind = 'actual' | 'plan' | 'forecast' | 'assumption' | 'baseline';
export interface Line {
  name: string;
  kind: LineKind;
  /** One per x; null is unknown and leaves a gap. */
  ys: readonly (number | null)[];
  /** p10 and p90. */
  band?: { low: readonly (number | null)[]; high: readonly (number | null)[] };
}

export interface LineChartProps {
  title: string;
  summary?: string;
  xs: readonly X[];
  lines: readonly Line[];
  say: Say;
  /** Exact values for the table; `say` without it. */
  sayExactly?: Say;
  words: ChartWords;
  /** Key of the x that is now: a hairline stands there. */
  today?: string;
  /** Moments with a name, each a hairline at its x: the day to decide. */
  moments?: readonly { key: string; label: string }[];
  /** A level with a name: the cash-out line, a budget. */
  mark?: { value: number; label: string };
  height?: number;
  zero?: boolean;
}

/** Lines over time with bands, in the house's line grammar. */
export function LineChart({ height = 240, zero = true, ...chart }: LineChartProps) {
  const { title, summary, xs, lines, say, sayExactly = say, words } = chart;
  const legend = lines.flatMap((l) => [{ name: l.name, swatch: <LineSwatch kind={l.kind} /> }, ...(l.band ? [{ name: `${l.name}: ${words.range}`, swatch: <BandSwatch kind={l.kind} /> }] : [])]);
  const columns = [
    { key: 'x', header: '', cell: (i: number) => xs[i]!.label },
    ...lines.map((l, n) => ({ key: `y${n}`, header: l.name, align: 'right' as const, cell: (i: number) => said(l.ys[i], sayExactly) })),
    ...lines.flatMap((l, n) => l.band ? [{ key: `b${n}`, header: `${l.name}: ${words.range}`, align: 'right' as const, cell: (i: number) => `${said(l.band!.low[i], sayExactly)} – ${said(l.band!.high[i], sayExactly)}` }] : []),
  ];
  return <ChartFrame title={title} summary={summary} words={words} legend={legend} draw={(width) => <Plot {...chart} zero={zero} width={width} height={height} />} table={{ columns, rows: xs.map((_, i) => i), rowKey: (i) => xs[i]!.key }} />;
}

const said = (v: number | null | undefined, say: Say) => (typeof v === 'number' && Number.isFinite(v) ? say(v) : '—');
const isKnown = (v: number | null | undefined): v is number => typeof v === 'number' && Number.isFinite(v);

export function Plot({ title, xs, lines, say, words, today, moments = [], mark, width, height, zero }: LineChartProps & { width: number; height: number }) {
  const all = lines.flatMap((l) => [...l.ys, ...(l.band ? [...l.band.low, ...l.band.high] : [])]);
  const { scale: y, ticks } = scaleOf([...all, mark?.value], 8, height - 28, { zero, ticks: height < 160 ? 3 : 5 });
  const box: Box = { width, height, top: 8, right: 10, bottom: 28, left: leftFor(ticks, say) };
  const room = width - box.left - box.right;
  const step = room / Math.max(1, xs.length - 1);
  const at = (i: number) => (xs.length === 1 ? box.left + room / 2 : box.left + i * step);
  const now = xs.findIndex((x) => x.key === today);
  return (
    <Drawing width={width} height={height} title={title}>
      <ValueAxis ticks={ticks} at={y} say={say} box={box} />
      {now >= 0 && <g aria-hidden="true"><line className="today" x1={at(now)} x2={at(now)} y1={0} y2={height - box.bottom} /><text x={at(now) + (now > xs.length * 0.8 ? -4 : 4)} y={8} textAnchor={now > xs.length * 0.8 ? 'end' : 'start'}>{words.today}</text></g>}
      {moments.map(({ key, label }) => <Moment key={label} at={xs.findIndex((x) => x.key === key)} of={xs.length} x={at} bottom={height - box.bottom} label={label} />)}
      {lines.map((l) => l.band && <path key={l.name} className={`band-${l.kind}`} d={bandPath(l.band, at, y)} />)}
      {drawnLast(lines).map((l) => <path key={l.name} className={`line line-${l.kind}`} d={linePath(l.ys, at, y)} />)}
      {mark && <g aria-hidden="true"><line className="line line-assumption" x1={box.left} x2={width - box.right} y1={y(mark.value)} y2={y(mark.value)} /><text x={box.left + 4} y={y(mark.value) - 5}>{mark.label}</text></g>}
      <NameAxis xs={xs} at={at} box={box} />
      {xs.map((x, i) => {
        const known = lines.filter((l) => isKnown(l.ys[i])).map((l) => `${l.name} ${say(l.ys[i] as number)}`);
        return (
          <Hit key={x.key} x={at(i) - step / 2} width={xs.length === 1 ? room : step} box={box} first={i === 0} label={[x.label, ...known].join(', ')}>
            {known.length > 0 && <Reading x={at(i)} box={box} title={x.label} lines={known} />}
            <g className="reading" aria-hidden="true">{lines.map((l) => isKnown(l.ys[i]) && <circle key={l.name} cx={at(i)} cy={y(l.ys[i])} r="3" fill="var(--surface)" stroke={`var(--series-${l.kind === 'baseline' ? 'assumption' : l.kind})`} strokeWidth="1.75" />)}</g>
          </Hit>
        );
      })}
    </Drawing>
  );
}

const depth: Record<LineKind, number> = { baseline: 0, assumption: 1, plan: 2, forecast: 3, actual: 4 };
/** What happened lies over what was thought of it. */
const drawnLast = (lines: readonly Line[]) => lines.toSorted((a, b) => depth[a.kind] - depth[b.kind]);

/** The path of a line; unknown values part it. A known value alone between unknown ones is a dot. */
export const linePath = (ys: readonly (number | null)[], at: (i: number) => number, y: (v: number) => number): string =>
  line<number | null>().defined(isKnown).x((_, i) => at(i)).y((v) => y(v as number))([...ys]) ?? '';

const bandPath = (band: NonNullable<Line['band']>, at: (i: number) => number, y: (v: number) => number): string =>
  area<number>().defined((i) => isKnown(band.low[i]) && isKnown(band.high[i])).x((i) => at(i)).y0((i) => y(band.low[i] as number)).y1((i) => y(band.high[i] as number))(band.low.map((_, i) => i)) ?? '';

/** A hairline at one x with its name, kept inside the drawing. */
const Moment = ({ at, of, x, bottom, label }: { at: number; of: number; x: (i: number) => number; bottom: number; label: string }) =>
  at >= 0 && <g aria-hidden="true"><line className="today" x1={x(at)} x2={x(at)} y1={0} y2={bottom} /><text x={x(at) + (at > of * 0.7 ? -4 : 4)} y={22} textAnchor={at > of * 0.7 ? 'end' : 'start'}>{label}</text></g>;
