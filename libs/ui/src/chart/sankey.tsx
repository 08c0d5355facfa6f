import { type Say, textWidth } from './axes.tsx';
import { ChartFrame, type ChartWords, Drawing } from './frame.tsx';
import { type Flow, layoutSankey, type Node, type SankeyLayout } from './sankey-layout.ts';

export interface SankeyProps { title: string; summary?: string; flows: readonly Flow[]; say: Say; sayExactly?: Say; words: ChartWords; names?: { from: string; to: string; value: string }; height?: number }
const BAR = 6;

/** Where the money came from and where it went. */
export function Sankey({ title, summary, flows, say, sayExactly = say, words, names, height = 300 }: SankeyProps) {
  const columns = [
    { key: 'from', header: names?.from ?? '', cell: (f: Flow) => f.from },
    { key: 'to', header: names?.to ?? '→', cell: (f: Flow) => f.to },
    { key: 'value', header: names?.value ?? words.total, align: 'right' as const, cell: (f: Flow) => sayExactly(f.value) },
  ];
  const layout = layoutSankey(flows, height - 8);
  return <ChartFrame title={title} summary={summary} words={words} draw={(width) => <Ribbons title={title} layout={layout} say={say} width={width} height={height} />} table={{ columns, rows: flows, rowKey: (f, i) => `${i} ${f.from} ${f.to}` }} />;
}

function Ribbons({ title, layout, say, width, height }: { title: string; layout: SankeyLayout; say: Say; width: number; height: number }) {
  const byName = new Map(layout.nodes.map((n) => [n.name, n]));
  const label = (n: Node) => `${n.name} ${say(n.value)}`;
  const right = Math.min(width * 0.34, Math.max(0, ...layout.nodes.filter((n) => n.column === layout.columns - 1).map((n) => textWidth(label(n)))) + 10);
  const step = (width - right - BAR) / Math.max(1, layout.columns - 1);
  const x = (n: Node) => n.column * step;
  return (
    <Drawing width={width} height={height} title={title}>
      {layout.ribbons.map((r, i) => {
        const [x0, x1] = [x(byName.get(r.from)!) + BAR, x(byName.get(r.to)!)];
        const mid = (x0 + x1) / 2;
        const d = `M${x0} ${r.y0}C${mid} ${r.y0} ${mid} ${r.y1} ${x1} ${r.y1}v${r.thickness}C${mid} ${r.y1 + r.thickness} ${mid} ${r.y0 + r.thickness} ${x0} ${r.y0 + r.thickness}Z`;
        return <path key={`${i} ${r.from} ${r.to}`} className="hit ribbon" tabIndex={i === 0 ? 0 : -1} role="img" aria-label={`${r.from} → ${r.to}, ${say(r.value)}`} d={d}><title>{`${r.from} → ${r.to}: ${say(r.value)}`}</title></path>;
      })}
      {layout.nodes.map((n) => (
        <g key={n.name} aria-hidden="true">
          <rect x={x(n)} y={n.y} width={BAR} height={Math.max(1, n.height)} fill="var(--series-actual)" />
          <text x={x(n) + BAR + 6} y={n.y + n.height / 2} dy="0.32em" className="name-label">{label(n)}</text>
        </g>
      ))}
    </Drawing>
  );
}
