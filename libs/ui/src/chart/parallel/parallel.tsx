'use client';
import { type KeyboardEvent, type PointerEvent, useMemo, useState } from 'react';
import { formatters } from '../../format/formatters.ts';
import { textWidth } from '../axes.tsx';
import { sayValue } from '../curves/say.ts';
import { ChartFrame, type ChartWords, Drawing, seriesColor } from '../frame.tsx';
import { type Brushes, type Dimension, passing, type Scaled, scaled } from './axes.ts';
import { placed } from '../placed.ts';

export interface ParallelWords extends ChartWords { low: string; high: string; clear: string; passing: string }
export interface ParallelProps { title: string; names: readonly string[]; dimensions: readonly Dimension[]; /** How the numbers of an axis are said; plain ones otherwise. */ units?: Readonly<Record<string, 'percent'>>; words: ParallelWords; locale: string; nameHeader: string }

const [TOP, BOTTOM, SIDE, HEIGHT] = [34, 18, 46, 280];
const STEP = 0.05;
const clamp = (share: number) => Math.min(1, Math.max(0, share));

/** Each run a line over all that the runs differ in. A choice on an axis, by dragging along it or by the keys on its two handles, leaves the runs that pass. */
export function ParallelCoordinates({ title, names, dimensions, units = {}, words, locale, nameHeader }: ParallelProps) {
  const f = useMemo(() => formatters(locale), [locale]), axes = useMemo(() => dimensions.map(scaled), [dimensions]);
  const [brushes, setBrushes] = useState<Brushes>({});
  const on = passing(axes, brushes, names.length), count = on.filter(Boolean).length;
  const say = (key: string, value: number | string | null) => (value === null ? '—' : typeof value === 'string' ? value : sayValue(value, units[key] ?? 'number', f));
  const brush = (key: string, low: number, high: number) => setBrushes((now) => ({ ...now, [key]: [clamp(Math.min(low, high)), clamp(Math.max(low, high))] }));
  const width = Math.max(360, axes.length * 132), at = (i: number) => SIDE + (axes.length === 1 ? 0 : (i * (width - 2 * SIDE)) / (axes.length - 1));
  return (
    <ChartFrame title={title} words={words}
      drawing={(
        <>
          <div className="parallel-state small muted"><span role="status">{words.passing.replace('{count}', String(count)).replace('{all}', String(names.length))}</span>{Object.keys(brushes).length > 0 && <button type="button" className="button" data-kind="quiet" onClick={() => setBrushes({})}>{words.clear}</button>}</div>
          <div className="parallel-wrap" role="region" tabIndex={0} aria-label={title}><div ref={placed({ minWidth: width })}>
            <Drawing width={width} height={HEIGHT} title={title}>
              {names.map((name, line) => <path key={name} className="parallel-line" d={pathOf(axes, line, at)} stroke={on[line] ? seriesColor(line) : 'var(--line)'}><title>{name}</title></path>)}
              {axes.map((axis, i) => <Axis key={axis.key} axis={axis} x={at(i)} edge={i === 0 ? 'start' : i === axes.length - 1 ? 'end' : 'middle'} brush={brushes[axis.key]} words={words} say={(v) => say(axis.key, v)} onBrush={(low, high) => brush(axis.key, low, high)} />)}
            </Drawing>
          </div></div>
        </>
      )}
      table={{
        rows: names.map((_, i) => i).filter((i) => on[i]), rowKey: (i) => names[i]!,
        columns: [{ key: 'name', header: nameHeader, cell: (i) => names[i] }, ...dimensions.map((d) => ({ key: d.key, header: d.name, align: 'right' as const, cell: (i: number) => say(d.key, d.values[i]!) }))],
      }} />
  );
}

const yOf = (share: number) => HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);

/** A line parts where a run has no value. */
function pathOf(axes: readonly Scaled[], line: number, at: (i: number) => number): string {
  let pen = false;
  return axes.map(({ places }, i) => {
    const place = places[line];
    if (place === null || place === undefined) { pen = false; return ''; }
    const said = `${pen ? 'L' : 'M'}${at(i)},${yOf(place)}`;
    pen = true;
    return said;
  }).join('');
}

interface AxisProps { axis: Scaled; x: number; edge: 'start' | 'middle' | 'end'; brush: readonly [number, number] | undefined; words: ParallelWords; say: (value: number | string) => string; onBrush: (low: number, high: number) => void }

function Axis({ axis, x, edge, brush, words, say, onBrush }: AxisProps) {
  const [low, high] = brush ?? [0, 1], [from, setFrom] = useState<number | null>(null);
  const shareAt = (event: PointerEvent<SVGElement>) => {
    const box = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
    return clamp((HEIGHT - BOTTOM - ((event.clientY - box.top) * HEIGHT) / box.height) / (HEIGHT - TOP - BOTTOM));
  };
  const anchor = edge === 'middle' ? 'middle' : edge, name = axis.name.length > 18 ? `${axis.name.slice(0, 17)}…` : axis.name;
  const labelX = edge === 'start' ? x - Math.min(SIDE - 4, textWidth(name) / 2) : edge === 'end' ? x + Math.min(SIDE - 4, textWidth(name) / 2) : x;
  return (
    <g>
      <text x={labelX} y={12} textAnchor={anchor} className="value-label"><title>{axis.name}</title>{name}</text>
      <line className="parallel-axis" x1={x} x2={x} y1={yOf(0)} y2={yOf(1)} />
      {axis.ticks.map(({ at, value }) => <text key={String(value)} x={x + 8} y={yOf(at)} dy={at === 1 ? '-0.35em' : at === 0 ? '1em' : '0.32em'} className="parallel-tick">{say(value)}</text>)}
      {brush && <rect className="parallel-brush" x={x - 6} width={12} y={yOf(high)} height={Math.max(1, yOf(low) - yOf(high))} />}
      <rect className="catch parallel-catch" fill="transparent" x={x - 14} width={28} y={yOf(1)} height={yOf(0) - yOf(1)}
        onPointerDown={(e) => { e.currentTarget.setPointerCapture(e.pointerId); setFrom(shareAt(e)); }}
        onPointerMove={(e) => { if (from !== null) onBrush(from, shareAt(e)); }} onPointerUp={() => setFrom(null)} onPointerCancel={() => setFrom(null)} />
      <Handle name={`${axis.name}, ${words.low}`} x={x} share={low} onMove={(share) => onBrush(Math.min(share, high), high)} />
      <Handle name={`${axis.name}, ${words.high}`} x={x} share={high} onMove={(share) => onBrush(low, Math.max(share, low))} />
    </g>
  );
}

/** One end of a choice, moved by the arrow keys, Home and End. */
function Handle({ name, x, share, onMove }: { name: string; x: number; share: number; onMove: (share: number) => void }) {
  const onKey = (event: KeyboardEvent) => {
    const to = { ArrowUp: share + STEP, ArrowRight: share + STEP, ArrowDown: share - STEP, ArrowLeft: share - STEP, Home: 0, End: 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onMove(clamp(to));
  };
  return <rect className="parallel-handle" role="slider" tabIndex={0} aria-label={name} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share * 100)} aria-orientation="vertical" x={x - 6} y={yOf(share) - 2.5} width={12} height={5} rx={2} onKeyDown={onKey} />;
}
