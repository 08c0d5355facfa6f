import { scaleOf } from './axes.tsx';
import { type LineKind, linePath } from './line-chart.tsx';

/** A line the size of a word, for tables; its last point is marked. `label` says it to those who cannot see it. */
export function Sparkline({ ys, label, kind = 'actual', width = 84, height = 20 }: { ys: readonly (number | null)[]; label: string; kind?: LineKind; width?: number; height?: number }) {
  const { scale: y } = scaleOf(ys, 2, height - 2, { zero: false });
  const at = (i: number) => 2 + (i * (width - 6)) / Math.max(1, ys.length - 1);
  const last = ys.findLastIndex((v) => typeof v === 'number' && Number.isFinite(v));
  return (
    <span className="chart chart-inline">
      <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} data-fixed="" role="img" aria-label={label}>
        <path className={`line line-${kind}`} d={linePath(ys, at, y)} />
        {last >= 0 && <circle cx={at(last)} cy={y(ys[last] as number)} r="2" fill="var(--series-actual)" />}
      </svg>
    </span>
  );
}
