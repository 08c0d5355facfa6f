import type { ReactNode } from 'react';
import { type Column, Table } from '../show/table.tsx';

/** The words that every chart shares. */
export interface ChartWords { table: string; chart: string; today: string; range: string; total: string }

export interface LegendEntry { name: string; swatch: ReactNode }

/** The widths a chart is drawn at; its container shows the one that fits, so that text keeps its size without scripts. */
export const WIDTHS = { slim: 358, middle: 520, wide: 960 } as const;

interface FrameProps<Row> {
  title: string;
  /** One sentence for those who cannot see the drawing. */
  summary?: string;
  words: ChartWords;
  legend?: LegendEntry[];
  /** Draws for a width in viewBox units; or `drawing` where the chart fits every width by itself. */
  draw?: (width: number) => ReactNode;
  drawing?: ReactNode;
  table: { columns: Column<Row>[]; rows: readonly Row[]; rowKey: (row: Row, i: number) => string };
}

/** A chart and its table twin. The button, or the key `t`, turns one into the other. */
export function ChartFrame<Row>({ title, summary, words, legend = [], draw, drawing, table }: FrameProps<Row>) {
  return (
    <figure className="chart" aria-label={title}>
      <div className="chart-head">
        <figcaption className="legend">{legend.map((l) => <span key={l.name}>{l.swatch}{l.name}</span>)}</figcaption>
        <button type="button" className="to-table no-print" aria-keyshortcuts="t"><span className="drawing">{words.table}</span><span className="twin">{words.chart}</span> <kbd aria-hidden="true">t</kbd></button>
      </div>
      {summary && <p className="only-read">{summary}</p>}
      <div className="drawing">{drawing ?? (draw && Object.entries(WIDTHS).map(([name, width]) => <div key={name} className={name}>{draw(width)}</div>))}</div>
      <div className="twin"><Table caption={title} columns={table.columns} rows={table.rows} rowKey={table.rowKey} /></div>
    </figure>
  );
}

/** The `<svg>` of a chart: its size in units of the viewBox, its title for readers. */
export const Drawing = ({ width, height, title, children }: { width: number; height: number; title: string; children: ReactNode }) => (
  <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={title} preserveAspectRatio="xMinYMin meet">{children}</svg>
);

/** A short piece of a line, as it is drawn in the chart. */
export const LineSwatch = ({ kind }: { kind: string }) => <svg width="22" height="8" data-fixed="" aria-hidden="true"><line x1="1" x2="21" y1="4" y2="4" className={`line line-${kind}`} /></svg>;
export const BandSwatch = ({ kind }: { kind: string }) => <svg width="22" height="10" data-fixed="" aria-hidden="true"><rect width="22" height="10" className={`band-${kind}`} /></svg>;
export const ColorSwatch = ({ color }: { color: string }) => <svg width="10" height="10" data-fixed="" aria-hidden="true"><rect width="10" height="10" fill={color} /></svg>;

/** Colour of the nth series of a chart that has no line grammar. */
export const seriesColor = (i: number): string => `var(--series-${(i % 6) + 1})`;
