import { payoutsAt, type WaterfallCurve } from '@capstan/capital/waterfall';
import { exact } from '@capstan/kernel';
import { memo, useMemo } from 'react';
import { type ChartWords, ChartFrame, ColorSwatch, Drawing, Hit, leftFor, Reading, type Say, scaleOf, seriesColor, ValueAxis } from '@capstan/ui';

/** Claims drawn as one band, by their place on the curve. */
export interface Band { readonly name: string; readonly of: readonly number[]; readonly isAhead: boolean }
interface Props { title: string; curve: WaterfallCurve; bands: readonly Band[]; exitName: string; at: number; most: number; breaks: readonly number[]; say: Say; words: ChartWords }

/** What each band has at an exit value. */
type Point = { readonly exit: number; readonly paid: readonly number[] };
const paidAt = (curve: WaterfallCurve, bands: readonly Band[], exit: exact.Rational): number[] => {
  const amounts = payoutsAt(curve, exit).payouts.map((p) => exact.toNumber(p.amount));
  return bands.map(({ of }) => of.reduce((sum, i) => sum + amounts[i]!, 0));
};
const colorsOf = (bands: readonly Band[]): string[] => bands.map((b, n) => (b.isAhead ? 'var(--line-strong)' : seriesColor(bands.slice(0, n).filter((x) => !x.isAhead).length)));

/** Payouts are straight between these exit values: every break point, the ends, and the value played. */
function pointsOf(curve: WaterfallCurve, bands: readonly Band[], most: number): Point[] {
  const exits = [...curve.segments.map((s) => s.from).filter((from) => exact.toNumber(from) < most), exact.rational(most)];
  return exits.map((exit) => ({ exit: exact.toNumber(exit), paid: paidAt(curve, bands, exit) }));
}

/** The bands that get anything within the chart. */
function shownOf(curve: WaterfallCurve, all: readonly Band[], most: number) {
  const whole = pointsOf(curve, all, most);
  const bands = all.filter((_, i) => whole.some((p) => p.paid[i]! > 0));
  return { bands, points: pointsOf(curve, bands, most), colors: colorsOf(bands) };
}

/** Payout per class over exit value, stacked: the height at a value is the value. Hairlines stand at break points and at the price played. */
export function PayoutChart({ title, curve, bands: all, exitName, at, most, breaks, say, words }: Props) {
  const { bands, points, colors } = useMemo(() => shownOf(curve, all, most), [curve, all, most]);
  const columns = [{ key: 'exit', header: exitName, align: 'right' as const, cell: (p: Point) => say(p.exit) }, ...bands.map((b, i) => ({ key: `c${i}`, header: b.name, align: 'right' as const, cell: (p: Point) => say(p.paid[i]!) }))];
  const legend = bands.map((b, n) => ({ name: b.name, swatch: <ColorSwatch color={colors[n]!} /> }));
  return (
    <ChartFrame title={title} words={words} legend={legend} table={{ columns, rows: points, rowKey: (p) => String(p.exit) }}
      draw={(width) => <Areas points={points} bands={bands} colors={colors} width={width} height={280} title={title} at={at} most={most} breaks={breaks} say={say} exitName={exitName} />} />
  );
}

interface AreasProps extends Pick<Props, 'title' | 'at' | 'most' | 'breaks' | 'say' | 'bands' | 'exitName'> { points: readonly Point[]; colors: readonly string[]; width: number; height: number }

/** The scales of the drawing: money both ways, so that the whole rises as the diagonal. */
function placed(most: number, width: number, height: number, say: Say) {
  const { scale: y, ticks } = scaleOf([most], 8, height - 44);
  const box = { width, height, top: 8, right: 12, bottom: 44, left: leftFor(ticks, say) };
  return { y, ticks, box, x: (exit: number) => box.left + (exit / most) * (width - box.left - box.right) };
}

function Areas({ at, ...still }: AreasProps) {
  const { title, most, width, height, say } = still;
  const { x, box } = placed(most, width, height, say);
  return <Drawing width={width} height={height} title={title}><Bands {...still} />{at <= most && <line className="exit-at" aria-hidden="true" x1={x(at)} x2={x(at)} y1={0} y2={height - box.bottom} />}</Drawing>;
}

/** All but the line that follows the slider. */
const Bands = memo(function Bands({ points, bands, colors, most, breaks, say, exitName, width, height }: Omit<AreasProps, 'at'>) {
  const { x, y, ticks, box } = placed(most, width, height, say);
  const base = points.map(() => 0);
  const areas = bands.map((_, i) => {
    const low = [...base];
    points.forEach((p, n) => { base[n]! += p.paid[i]!; });
    const edge = (ys: readonly number[]) => points.map((p, n) => `${x(p.exit).toFixed(1)} ${y(ys[n]!).toFixed(1)}`);
    return `M${[...edge([...base]), ...edge(low).reverse()].join('L')}Z`;
  });
  const labelled = ticks.filter((v) => v > 0 && v <= most && (width > 500 || ticks.indexOf(v) % 2 === 1));
  return (
    <>
      {areas.map((d, n) => <path key={bands[n]!.name} d={d} fill={colors[n]} stroke="var(--surface)" strokeWidth="1" />)}
      <ValueAxis ticks={ticks} at={y} say={say} box={box} />
      <g aria-hidden="true">
        {labelled.map((v) => <text key={v} x={x(v)} y={height - 26} textAnchor={v > most * 0.96 ? 'end' : 'middle'}>{say(v)}</text>)}
        <text x={width - box.right} y={height - 8} textAnchor="end">{exitName} →</text>
        {breaks.filter((b) => b < most).map((b) => <line key={b} className="exit-break" x1={x(b)} x2={x(b)} y1={y(b)} y2={height - box.bottom} />)}
      </g>
      {points.map((p, n) => {
        const lines = bands.flatMap((b, i) => (p.paid[i]! >= 1 ? [`${b.name} ${say(p.paid[i]!)}`] : []));
        const half = (a: number | undefined) => (a === undefined ? x(p.exit) : (x(p.exit) + x(a)) / 2);
        const [left, right] = [half(points[n - 1]?.exit), half(points[n + 1]?.exit)];
        return <Hit key={p.exit} x={left} width={right - left} box={box} first={n === 0} label={[`${exitName} ${say(p.exit)}`, ...lines].join(', ')}>{lines.length > 0 && <Reading x={x(p.exit)} box={box} title={say(p.exit)} lines={lines} />}</Hit>;
      })}
    </>
  );
});
