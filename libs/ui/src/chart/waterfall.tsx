import { type Box, Hit, leftFor, NameAxis, Reading, type Say, scaleOf, ValueAxis } from './axes.tsx';
import { ChartFrame, type ChartWords, Drawing } from './frame.tsx';

export interface Step { name: string; value: number; /** `total` stands on the ground; `change` starts where the last ended. */ kind?: 'total' | 'change' }
export interface WaterfallProps { title: string; summary?: string; steps: readonly Step[]; say: Say; sayExactly?: Say; words: ChartWords; height?: number }

/** From where to where each bar goes: a total from zero, a change from the level before it. */
export function bridge(steps: readonly Step[]): { from: number; to: number }[] {
  let level = 0;
  return steps.map((s) => {
    const from = s.kind === 'total' ? 0 : level;
    level = from + s.value;
    return { from, to: level };
  });
}

/** A bridge from one amount to another: what came in is good, what went out is bad, totals are ink. */
export function Waterfall({ height = 260, ...chart }: WaterfallProps) {
  const { title, summary, steps, say, sayExactly = say, words } = chart;
  const bars = bridge(steps);
  const columns = [
    { key: 'name', header: '', cell: (i: number) => steps[i]!.name },
    { key: 'value', header: '±', align: 'right' as const, cell: (i: number) => sayExactly(steps[i]!.value) },
    { key: 'level', header: words.total, align: 'right' as const, cell: (i: number) => sayExactly(bars[i]!.to) },
  ];
  return <ChartFrame title={title} summary={summary} words={words} draw={(width) => <Bridge {...chart} bars={bars} width={width} height={height} />} table={{ columns, rows: steps.map((_, i) => i), rowKey: (i) => String(i) }} />;
}

function Bridge({ title, steps, bars, say, width, height }: WaterfallProps & { bars: { from: number; to: number }[]; width: number; height: number }) {
  const { scale: y, ticks } = scaleOf(bars.flatMap((b) => [b.from, b.to]), 22, height - 28);
  const box: Box = { width, height, top: 8, right: 4, bottom: 28, left: leftFor(ticks, say) };
  const band = (width - box.left - box.right) / Math.max(1, steps.length);
  const thick = Math.min(72, band * 0.7);
  const at = (i: number) => box.left + band * (i + 0.5);
  const fill = (s: Step) => (s.kind === 'total' ? 'var(--series-actual)' : s.value >= 0 ? 'var(--good)' : 'var(--bad)');
  return (
    <Drawing width={width} height={height} title={title}>
      <ValueAxis ticks={ticks} at={y} say={say} box={box} />
      {bars.map((b, i) => (
        <g key={`${i} ${steps[i]!.name}`} aria-hidden="true">
          <rect x={at(i) - thick / 2} width={thick} y={Math.min(y(b.from), y(b.to))} height={Math.max(1, Math.abs(y(b.from) - y(b.to)))} fill={fill(steps[i]!)} />
          {i + 1 < bars.length && <line className="today" x1={at(i) + thick / 2} x2={at(i + 1) - thick / 2} y1={y(b.to)} y2={y(b.to)} />}
          {band > 56 && <text className="value-label" x={at(i)} y={Math.min(y(b.from), y(b.to)) - 6} textAnchor="middle">{say(steps[i]!.value)}</text>}
        </g>
      ))}
      <NameAxis xs={steps.map((s, i) => ({ key: String(i), label: s.name }))} at={at} box={box} />
      {steps.map((s, i) => <Hit key={`${i} ${s.name}`} x={at(i) - band / 2} width={band} box={box} first={i === 0} label={`${s.name}, ${say(s.value)}`}><Reading x={at(i)} box={box} title={s.name} lines={[say(s.value), `= ${say(bars[i]!.to)}`]} /></Hit>)}
    </Drawing>
  );
}
