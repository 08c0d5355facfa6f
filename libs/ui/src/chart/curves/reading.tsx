import type { Formatters } from '../../format/formatters.ts';
import { Swatch } from './legend.tsx';
import { sayValue, type Unit } from './say.ts';
import { type Curve, nearest, placeOf, type Trace } from './series.ts';
import type { Window } from './window.ts';
import { placed } from '../placed.ts';

interface Line { readonly curve: Curve; readonly n: number; readonly trace: Trace }

/** As many lines as a reading shows; the rest is counted. */
const MOST = 12;
const WIDTH = 230;

/** The next place with a point, of whichever line, from where the reading stands; from an edge of what is looked at when it stands nowhere. */
export function readingAt(lines: readonly Line[], now: number | null, by: 1 | -1, window: Window): number | null {
  const places = lines.flatMap(({ trace: { xs } }) => {
    if (xs.length === 0) return [];
    const from = now ?? (by === 1 ? window.from : window.to);
    const at = placeOf(xs, from);
    if (by === 1) return xs[now !== null && xs[at] === now ? at + 1 : at] ?? [];
    return xs[at - 1] ?? [];
  });
  return places.length === 0 ? now : by === 1 ? Math.min(...places) : Math.max(...places);
}

/** What every line says at a place, beside the pointer. */
export function Reading({ x, width, at, title, lines, unit, f, more }: { x: number; width: number; at: number; title: string; lines: readonly Line[]; unit: Unit; f: Formatters; more: string }) {
  const said = lines.flatMap(({ curve, n, trace }) => {
    const i = nearest(trace, at);
    return i < 0 ? [] : [{ name: curve.name, n, open: curve.open, value: sayValue(trace.ys[i]!, unit, f) }];
  });
  const left = x + 12 + WIDTH > width ? Math.max(0, x - 12 - WIDTH) : x + 12;
  return (
    <div className="curves-reading" role="status" ref={placed({ left, width: WIDTH })}>
      <b>{title}</b>
      {said.slice(0, MOST).map((line) => <div key={line.name}><Swatch n={line.n} open={line.open} /><span>{line.name}</span><span className="num">{line.value}</span></div>)}
      {said.length > MOST && <div className="muted">{more.replace('{count}', String(said.length - MOST))}</div>}
    </div>
  );
}
