import { scaleLinear, scaleLog } from 'd3-scale';
import { apart, placeLabels } from './labels.ts';
import { type Box, leftFor, type Say, textWidth, ValueAxis } from './axes.tsx';
import { ChartFrame, type ChartWords, Drawing, LineSwatch } from './frame.tsx';

export interface Point { name: string; x: number; y: number; /** The one that is chosen or planned. */ mark?: boolean }
/** Which corner is best. */
export type Best = 'low-x-high-y' | 'high-x-high-y' | 'low-x-low-y' | 'high-x-low-y';
export interface ScatterProps {
  title: string; summary?: string; points: readonly Point[];
  say: { x: Say; y: Say }; names: { name?: string; x: string; y: string; front?: string };
  words: ChartWords; pareto?: Best; logX?: boolean; height?: number;
  /** Places of the points on the front where somebody else has worked them out, from left to right; with `pareto` they are found here. */
  front?: readonly number[];
  /** Values no axis goes beyond: accuracy ends at 1. */
  within?: { x?: readonly [number, number]; y?: readonly [number, number] };
}

/** The points that no other beats in both, from left to right. */
export function paretoFront(points: readonly Point[], best: Best): Point[] {
  const sx = best.startsWith('low-x') ? 1 : -1;
  const sy = best.endsWith('low-y') ? 1 : -1;
  const beats = (a: Point, b: Point) => a.x * sx <= b.x * sx && a.y * sy <= b.y * sy && (a.x !== b.x || a.y !== b.y);
  return points.filter((p) => !points.some((other) => beats(other, p))).toSorted((a, b) => a.x - b.x || a.y - b.y);
}

/** One thing against another, each point named: price against performance, cost against accuracy. */
export function Scatter({ height = 280, ...chart }: ScatterProps) {
  const { title, summary, points, say, names, words, pareto } = chart;
  const columns = [
    { key: 'name', header: names.name ?? '', cell: (p: Point) => p.name },
    { key: 'x', header: names.x, align: 'right' as const, cell: (p: Point) => say.x(p.x) },
    { key: 'y', header: names.y, align: 'right' as const, cell: (p: Point) => say.y(p.y) },
  ];
  const legend = (pareto ?? chart.front) && names.front ? [{ name: names.front, swatch: <LineSwatch kind="baseline" /> }] : [];
  return <ChartFrame title={title} summary={summary} words={words} legend={legend} draw={(width) => <Cloud {...chart} width={width} height={height} />} table={{ columns, rows: points, rowKey: (p, i) => `${i} ${p.name}` }} />;
}

function Cloud({ title, points, say, names, pareto, front: given, logX, within, width, height }: ScatterProps & { width: number; height: number }) {
  const [xs, ys] = [points.map((p) => p.x), points.map((p) => p.y)];
  const y = axis(ys, within?.y).range([height - 44, 16]);
  const ticks = y.ticks(5);
  const box: Box = { width, height, top: 16, right: 16, bottom: 44, left: leftFor(ticks, say.y) };
  const log = logX && xs.every((v) => v > 0);
  const x = (log ? scaleLog().domain([Math.min(...xs) / 1.3, Math.max(...xs) * 1.3]) : axis(xs, within?.x)).range([box.left, width - box.right]);
  const front = given ? given.map((i) => points[i]!) : pareto ? paretoFront(points, pareto) : [];
  const labels = placeLabels(points.map((p) => ({ x: x(p.x), y: y(p.y), width: textWidth(p.name) })), width);
  const wanted = x.ticks(width > 500 ? 6 : 3).filter((v, i, all) => !log || all.length < 8 || /^[125]/.test(v.toExponential()));
  const xTicks = apart(wanted.map((v) => ({ v, said: say.x(v), middle: x(v), width: textWidth(say.x(v)) })));
  return (
    <Drawing width={width} height={height} title={title}>
      <ValueAxis ticks={ticks} at={y} say={say.y} box={box} />
      <g aria-hidden="true">
        {xTicks.map(({ v, said, middle }) => <text key={v} x={middle} y={height - 24} textAnchor="middle">{said}</text>)}
        <text x={width - box.right} y={height - 6} textAnchor="end">{names.x} →</text>
        <text x={0} y={6}>↑ {names.y}</text>
        {front.length > 1 && <path className="line line-baseline" d={`M${front.map((p) => `${x(p.x)} ${y(p.y)}`).join('L')}`} />}
      </g>
      {points.map((p, i) => {
        const on = front.includes(p);
        return (
          <g key={`${i} ${p.name}`} className="hit" role="img" tabIndex={i === 0 ? 0 : -1} aria-label={`${p.name}: ${names.x} ${say.x(p.x)}, ${names.y} ${say.y(p.y)}`}>
            <title>{`${p.name}: ${say.x(p.x)}, ${say.y(p.y)}`}</title>
            <circle cx={x(p.x)} cy={y(p.y)} r="14" fill="transparent" />
            <circle className="dot" cx={x(p.x)} cy={y(p.y)} r={p.mark ? 6 : 4.5} fill={p.mark ? 'var(--series-plan)' : on || !(pareto ?? given) ? 'var(--series-actual)' : 'var(--surface)'} stroke={p.mark ? 'var(--series-plan)' : 'var(--series-actual)'} strokeWidth="1.5" />
            <text x={labels[i]!.x} y={labels[i]!.y} dy="0.32em" className={p.mark ? 'value-label' : undefined}>{p.name}</text>
          </g>
        );
      })}
    </Drawing>
  );
}

/** A linear axis with some room around the values, kept within limits. */
function axis(values: readonly number[], within?: readonly [number, number]) {
  const scale = scaleLinear().domain(padded(values)).nice(5);
  const [low, high] = scale.domain() as [number, number];
  return within ? scale.domain([Math.max(low, within[0]), Math.min(high, within[1])]) : scale;
}

/** The range of values with some room around; never of no width. */
function padded(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (!Number.isFinite(low)) return [0, 1];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  return [low >= 0 && low - room < 0 ? 0 : low - room, high + room];
}
