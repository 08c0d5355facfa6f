import { type Box, leftFor, textWidth, ValueAxis } from './axes.tsx';
import { ChartFrame, type ChartWords, ColorSwatch, Drawing, seriesColor } from './frame.tsx';

export interface SquareLine { name: string; /** Both from 0 to 1, in the order they are joined. */ points: readonly (readonly [x: number, y: number])[] }
export interface UnitSquareProps { title: string; names: { x: string; y: string; line: string }; lines: readonly SquareLine[]; words: ChartWords; say: (share: number) => string; /** What chance would do. */ diagonal?: boolean; height?: number }

const TICKS = [0, 0.25, 0.5, 0.75, 1];
/** As many rows of a line as its table shows. */
const MOST_ROWS = 12;

/** One share against another, such as a ROC: lines between 0 and 1 both ways. */
export function UnitSquare({ title, names, lines, words, say, diagonal, height = 260 }: UnitSquareProps) {
  const rows = lines.flatMap((line) => Array.from({ length: Math.min(MOST_ROWS, line.points.length) }, (_, i) => ({ line: line.name, i, at: line.points[Math.round((i * (line.points.length - 1)) / Math.max(1, Math.min(MOST_ROWS, line.points.length) - 1))]! })));
  return (
    <ChartFrame title={title} words={words} legend={lines.length > 1 ? lines.map((line, i) => ({ name: line.name, swatch: <ColorSwatch color={seriesColor(i)} /> })) : []}
      draw={(width) => <Square title={title} names={names} lines={lines} say={say} diagonal={diagonal ?? false} width={width} height={height} />}
      table={{ rows, rowKey: (row) => `${row.line} ${row.i}`, columns: [
        { key: 'line', header: names.line, cell: (row) => row.line },
        { key: 'x', header: names.x, align: 'right', cell: (row) => say(row.at[0]) }, { key: 'y', header: names.y, align: 'right', cell: (row) => say(row.at[1]) },
      ] }} />
  );
}

function Square({ title, names, lines, say, diagonal, width, height }: Omit<UnitSquareProps, 'words'> & { width: number; height: number }) {
  const box: Box = { width, height, top: 20, right: 12, bottom: 42, left: leftFor(TICKS, say) };
  const x = (share: number) => box.left + share * (width - box.left - box.right), y = (share: number) => height - box.bottom - share * (height - box.top - box.bottom);
  return (
    <Drawing width={width} height={height} title={title}>
      <ValueAxis ticks={TICKS} at={y} say={say} box={box} />
      <g aria-hidden="true">
        {TICKS.map((tick) => <text key={tick} x={Math.min(width - textWidth(say(tick)) / 2, x(tick))} y={height - 24} textAnchor="middle">{say(tick)}</text>)}
        <text x={width - box.right} y={height - 6} textAnchor="end">{names.x} →</text>
        <text x={0} y={8}>↑ {names.y}</text>
        {diagonal && <line className="line line-baseline" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />}
      </g>
      {lines.map((line, i) => <path key={line.name} className="line" stroke={seriesColor(i)} d={`M${line.points.map(([px, py]) => `${x(px)},${y(py)}`).join('L')}`}><title>{line.name}</title></path>)}
    </Drawing>
  );
}
