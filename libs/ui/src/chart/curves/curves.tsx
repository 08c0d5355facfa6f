'use client';
import { useCallback, useMemo, useRef, useState } from 'react';
import { formatters } from '../../format/formatters.ts';
import { ChartFrame, type ChartWords } from '../frame.tsx';
import { closer } from './closer.ts';
import { Controls } from './controls.tsx';
import { Legend } from './legend.tsx';
import { strokeOf } from './ink.ts';
import { Reading, readingAt } from './reading.tsx';
import { sayPlace, sayValue, type Unit } from './say.ts';
import { type Axis, type Curve, traceOf } from './series.ts';
import { rangeOf } from './thin.ts';
import { twinOf } from './twin.tsx';
import { useCanvas } from './use-canvas.ts';
import { type Finer, useCloser } from './use-closer.ts';
import { type Moves, useMoves } from './use-moves.ts';
import { wholeOf, type Window } from './window.ts';
import { placed } from '../placed.ts';

export interface CurveWords extends ChartWords {
  axes: Record<Axis, string>; axis: string; metric: string; smoothing: string; log: string; zoomIn: string; zoomOut: string; reset: string; keys: string; nothing: string; more: string; all: string;
}

/** What is drawn together: curves of one unit, and a level they must pass. */
export interface CurveGroup { key: string; name: string; unit: Unit; curves: readonly Curve[]; level: { name: string; value: number } | null }
export interface CurvesProps { title: string; groups: readonly CurveGroup[]; words: CurveWords; locale: string; /** Of the costs; without it there is no axis of cost. */ currency: string | null; height?: number; /** Where finer points come from, once somebody has zoomed in. */ finer?: Finer }

/** More lines than these, in six colours and four dashes, could not be told apart. */
const MOST_TOGETHER = 24;

/** Curves that come one to a group can also be seen all together. */
function withAll(groups: readonly CurveGroup[], name: string): readonly CurveGroup[] {
  if (groups.length < 2 || groups.length > MOST_TOGETHER || groups.some(({ curves }) => curves.length !== 1)) return groups;
  return [...groups, { key: '*', name, unit: 'number', level: null, curves: groups.flatMap(({ curves }) => curves) }];
}

interface Settings { axis: Axis; weight: number; log: boolean }

/** Many long curves over each other, on a canvas: moved by dragging, zoomed by wheel and keys, smoothed, by step, time or cost. */
export function Curves({ title, groups: given, words, locale, currency, height = 300, finer }: CurvesProps) {
  const groups = useMemo(() => withAll(given, words.all), [given, words.all]), f = useMemo(() => formatters(locale), [locale]);
  const [key, setKey] = useState(groups[0]?.key), [{ axis, weight, log }, set] = useState<Settings>({ axis: 'step', weight: 0, log: false });
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set()), [cursor, setCursor] = useState<number | null>(null);
  const group = groups.find((one) => one.key === key) ?? groups[0]!;
  const canvas = useRef<HTMLCanvasElement>(null), looked = useRef<Window | null>(null);

  const { known, look, forget } = useCloser(group, axis, finer);
  const lines = useMemo(() => group.curves.flatMap((coarse, n) => {
    const curve = closer(coarse, known), trace = hidden.has(curve.name) ? null : traceOf(curve, axis, weight);
    return trace ? [{ curve, n, trace, raw: weight > 0 ? traceOf(curve, axis, 0) : null }] : [];
  }), [group, axis, weight, hidden, known]);
  const whole = useMemo(() => wholeOf(lines.map(({ trace }) => trace.xs)), [lines]);
  const windowNow = useCallback(() => looked.current ?? whole, [whole]);

  const { redraw, frame } = useCanvas(canvas, () => ({
    window: windowNow(), range: rangeOf(lines.map(({ trace }) => trace), windowNow().from, windowNow().to, log), log, level: group.level?.value ?? null, cursor,
    sayX: (x) => sayPlace(x, axis, f), sayY: (y) => sayValue(y, group.unit, f),
    linesFor: (ink) => [
      ...lines.flatMap(({ raw, n }) => (raw ? [{ trace: raw, stroke: strokeOf(n, ink, true) }] : [])),
      ...lines.map(({ trace, n, curve }) => ({ trace, stroke: { ...strokeOf(n, ink), ...(curve.open && { dash: [6, 4] }) } })),
    ],
  }));
  const moves = useMemo<Moves>(() => ({
    frame, whole: () => whole, window: windowNow, read: setCursor,
    look: (next, goesOn) => { looked.current = next && next.from <= whole.from && next.to >= whole.to ? null : next; redraw(); look(goesOn ? null : looked.current); },
    step: (by) => setCursor((now) => readingAt(lines, now, by, windowNow())),
  }), [frame, whole, windowNow, lines, redraw, look]);
  useMoves(canvas, moves);
  const start = (next: Partial<Settings>) => { looked.current = null; forget(); setCursor(null); set((now) => ({ ...now, ...next })); };

  return (
    <ChartFrame title={title} words={words}
      drawing={(
        <div className="curves">
          <Controls words={words} groups={groups} group={group} axes={currency === null ? ['step', 'time'] : ['step', 'time', 'cost']} axis={axis} weight={weight} log={log} currency={currency}
            onGroup={(next) => { setKey(next); start({}); }} onAxis={(next) => start({ axis: next })} onWeight={(next) => set((now) => ({ ...now, weight: next }))} onLog={(next) => set((now) => ({ ...now, log: next }))} moves={moves} />
          <Legend curves={group.curves} level={group.level?.name ?? null} hidden={hidden} onToggle={(name) => setHidden((now) => new Set(now.has(name) ? [...now].filter((one) => one !== name) : [...now, name]))} />
          <div className="curves-plot" ref={placed({ height })}>
            <canvas ref={canvas} tabIndex={0} role="img" aria-label={`${title}, ${group.name}. ${words.keys}`} />
            {lines.length === 0 && <p className="curves-nothing muted">{words.nothing}</p>}
            {cursor !== null && frame.current && <Reading x={frame.current.x(cursor)} width={frame.current.right} at={cursor} title={`${words.axes[axis]} ${sayPlace(cursor, axis, f)}`} lines={lines} unit={group.unit} f={f} more={words.more} />}
          </div>
        </div>
      )}
      table={twinOf(group, words, f)} />
  );
}
