import { seriesColor } from '../frame.tsx';
import { dashOf } from './ink.ts';
import type { Curve } from './series.ts';

/** A short piece of a line as it is drawn: colour by its place, dashes from the seventh on. */
export const Swatch = ({ n, open }: { n: number; open?: boolean }) => (
  <svg width="22" height="8" data-fixed="" className="shrink-0" aria-hidden="true"><line x1="1" x2="21" y1="4" y2="4" stroke={seriesColor(n)} strokeWidth="2" strokeDasharray={open ? '6 4' : dashOf(n).join(' ') || undefined} /></svg>
);

/** The names of the lines; a press takes one away and brings it back. */
export const Legend = ({ curves, level, hidden, onToggle }: { curves: readonly Curve[]; level: string | null; hidden: ReadonlySet<string>; onToggle: (name: string) => void }) => (
  <div className="legend curves-legend">
    {curves.map((curve, n) => <button key={curve.name} type="button" aria-pressed={!hidden.has(curve.name)} onClick={() => onToggle(curve.name)}><Swatch n={n} open={curve.open} />{curve.name}</button>)}
    {level !== null && <span><svg width="22" height="8" data-fixed="" aria-hidden="true"><line x1="1" x2="21" y1="4" y2="4" className="line line-baseline" /></svg>{level}</span>}
  </div>
);
