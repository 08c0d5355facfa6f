import type { CurveGroup, CurveWords } from './curves.tsx';
import type { Axis } from './series.ts';
import type { Moves } from './use-moves.ts';
import { zoomed } from './window.ts';

interface Props {
  words: CurveWords; groups: readonly CurveGroup[]; group: CurveGroup; axes: readonly Axis[]; axis: Axis; weight: number; log: boolean; currency: string | null; moves: Moves;
  onGroup: (key: string) => void; onAxis: (axis: Axis) => void; onWeight: (weight: number) => void; onLog: (log: boolean) => void;
}

/** Heavier than this a curve hardly moves any more. */
const HEAVIEST = 0.99;
const ZOOM = 0.6;

/** What is drawn and how: metric, axis, smoothing, logarithm, zoom. */
export function Controls({ words, groups, group, axes, axis, weight, log, currency, moves, onGroup, onAxis, onWeight, onLog }: Props) {
  const zoom = (by: number) => () => { const now = moves.window(); moves.look(zoomed(moves.whole(), now, (now.from + now.to) / 2, by)); };
  return (
    <div className="curves-controls no-print">
      {groups.length > 1 && <label><span>{words.metric}</span><select className="input" value={group.key} onChange={(e) => onGroup(e.target.value)}>{groups.map((g) => <option key={g.key} value={g.key}>{g.name}</option>)}</select></label>}
      <label><span>{words.axis}</span><select className="input" value={axis} onChange={(e) => onAxis(e.target.value as Axis)}>{axes.map((a) => <option key={a} value={a}>{a === 'cost' ? `${words.axes.cost} (${currency})` : words.axes[a]}</option>)}</select></label>
      <label><span>{words.smoothing} <output className="num">{weight.toFixed(2)}</output></span><input type="range" min={0} max={HEAVIEST} step={0.01} value={weight} onChange={(e) => onWeight(Number(e.target.value))} /></label>
      <label className="check"><input type="checkbox" checked={log} onChange={(e) => onLog(e.target.checked)} /> {words.log}</label>
      <span className="curves-zoom">
        <button type="button" className="button" data-kind="quiet" aria-label={words.zoomIn} onClick={zoom(ZOOM)}>+</button>
        <button type="button" className="button" data-kind="quiet" aria-label={words.zoomOut} onClick={zoom(1 / ZOOM)}>−</button>
        <button type="button" className="button" data-kind="quiet" onClick={() => moves.look(null)}>{words.reset}</button>
      </span>
    </div>
  );
}
