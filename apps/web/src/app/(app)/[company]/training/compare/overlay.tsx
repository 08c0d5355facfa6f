import type { EpochMeasure, RunView } from '@capstan/training';
import { type Box, ChartFrame, ColorSwatch, Drawing, type Formatters, Hit, leftFor, linePath, NameAxis, Reading, type Say, scaleOf, seriesColor, ValueAxis } from '@capstan/ui';
import { chartWords } from '../../../../../i18n/chart-words.ts';
import type { Words } from '../../../../../i18n/words.ts';

interface Curve { name: string; color: string; ys: (number | null)[]; ended: boolean }
const HEIGHT = 260;

/** The validation curves of several runs over each other, by epoch: accuracy where all have one, else loss. */
export async function Overlay({ runs, f, t }: { runs: RunView[]; f: Formatters; t: Words }) {
  const trained = runs.filter((r) => r.epochMeasures.length > 0);
  const epochs = Math.max(0, ...trained.map((r) => r.epochMeasures.at(-1)!.epoch));
  const accurate = trained.every((r) => r.epochMeasures.every((m) => m.validationAccuracy !== null));
  const of = (m: EpochMeasure) => (accurate ? m.validationAccuracy : m.validationLoss);
  const say: Say = (v) => (accurate ? f.percent(v, 0) : f.number(v, 2));
  const curves: Curve[] = trained.map((r, i) => ({ name: r.name, color: seriesColor(i), ended: r.endedAt !== null, ys: Array.from({ length: epochs }, (_, e) => { const m = r.epochMeasures.find(({ epoch }) => epoch === e + 1); return m ? of(m) : null; }) }));
  if (curves.length === 0) return <p className="muted">{t('compare.noCurves')}</p>;
  const xs = Array.from({ length: epochs }, (_, i) => ({ key: String(i + 1), label: f.number(i + 1) }));
  const title = t(accurate ? 'curves.accuracy' : 'curves.loss');
  const columns = [
    { key: 'epoch', header: t('run.epochs'), cell: (i: number) => xs[i]!.label },
    ...curves.map((c, n) => ({ key: String(n), header: c.name, align: 'right' as const, cell: (i: number) => (c.ys[i] === null ? f.number(null) : say(c.ys[i]!)) })),
  ];
  return <ChartFrame title={title} words={await chartWords()} legend={curves.map((c) => ({ name: c.name, swatch: <ColorSwatch color={c.color} /> }))}
    draw={(width) => <Plot width={width} title={title} curves={curves} xs={xs} say={say} />} table={{ columns, rows: xs.map((_, i) => i), rowKey: (i) => xs[i]!.key }} />;
}

function Plot({ width, title, curves, xs, say }: { width: number; title: string; curves: Curve[]; xs: { key: string; label: string }[]; say: Say }) {
  const { scale: y, ticks } = scaleOf(curves.flatMap((c) => c.ys), 8, HEIGHT - 28, { zero: false });
  const box: Box = { width, height: HEIGHT, top: 8, right: 10, bottom: 28, left: leftFor(ticks, say) };
  const room = width - box.left - box.right, step = room / Math.max(1, xs.length - 1);
  const at = (i: number) => (xs.length === 1 ? box.left + room / 2 : box.left + i * step);
  return (
    <Drawing width={width} height={HEIGHT} title={title}>
      <ValueAxis ticks={ticks} at={y} say={say} box={box} />
      {curves.map((c) => <path key={c.name} className="line" d={linePath(c.ys, at, y)} style={{ stroke: c.color }} {...(!c.ended && { strokeDasharray: '6 4' })} />)}
      {curves.map((c) => c.ys.filter((v) => v !== null).length === 1 && <circle key={c.name} cx={at(c.ys.findIndex((v) => v !== null))} cy={y(c.ys.find((v) => v !== null)!)} r="3" fill={c.color} />)}
      <NameAxis xs={xs} at={at} box={box} />
      {xs.map((x, i) => {
        const lines = curves.filter((c) => c.ys[i] !== null).map((c) => `${c.name} ${say(c.ys[i]!)}`);
        return <Hit key={x.key} x={at(i) - step / 2} width={xs.length === 1 ? room : step} box={box} first={i === 0} label={[x.label, ...lines].join(', ')}>{lines.length > 0 && <Reading x={at(i)} box={box} title={x.label} lines={lines} />}</Hit>;
      })}
    </Drawing>
  );
}
