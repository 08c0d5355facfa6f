'use client';
import { addMonths, monthOf } from '@capstan/kernel';
import { assuming, decisionRunway, type PlanLine, planRunway, projectCash, type Runway, type WhatIf as Change } from '@capstan/planning';
import { type ChartWords, formatters, LineChart } from '@capstan/ui';
import { useMemo, useState } from 'react';
import './overview.css';

type Line = PlanLine & { source: string; from: string | null };
export interface WhatIfWords {
  title: string; actual: string; plan: string; changed: string; decide: string; as: string; until: string; notBurning: string; beyond: string; longer: string; shorter: string; same: string; reset: string;
  hire: string; reservation: string; gpuPrice: string; revenue: string; dropped: string; kept: string; none: string;
}
interface Props {
  locale: string; currency: string; today: string; raiseMonths: number; chart: ChartWords; words: WhatIfWords;
  series: readonly { month: string; actual: number | null; plan: number | null }[];
  start: { day: string; cash: number } | null;
  lines: readonly Line[];
}

const NOTHING: Change = {};
const MOST_ROWS = 6;
const fill = (sentence: string, values: Record<string, string>) => sentence.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

/** The cash chart and what-ifs on the plan. The runway is worked out right here, by the same function as on the server. */
export function WhatIf({ locale, currency, today, raiseMonths, chart, words, series, start, lines }: Props) {
  const [change, setChange] = useState(NOTHING);
  const f = useMemo(() => formatters(locale), [locale]);
  const planned = useMemo(() => play(start, lines), [start, lines]);
  const projected = change === NOTHING ? planned : play(start, assuming(lines, change));
  const before = planned && planRunway(planned, today);
  const after = projected && planRunway(projected, today);
  const current = monthOf(today);
  const money = (amount: number) => f.tile({ amount, currency });
  const known = start ? monthOf(start.day) : current;
  const ahead = (closing: (month: string) => number | null | undefined) => series.map(({ month }) => (month < known ? null : month === known ? (start?.cash ?? null) : (closing(month) ?? null)));
  const changed = change === NOTHING || !projected ? [] : [{ name: words.changed, kind: 'assumption' as const, ys: untilBelow(ahead((m) => projected.months.find((p) => p.month === m)?.closing)) }];
  const decide = after && decisionRunway(after, raiseMonths);
  return (
    <>
      <LineChart title={words.title} words={chart} height={280} today={current} say={money} sayExactly={(amount) => f.amount({ amount, currency })}
        xs={series.map(({ month }) => ({ key: month, label: f.month(month) }))}
        moments={decide?.kind === 'months' ? [{ key: monthOf(decide.cashOut), label: words.decide }] : []}
        lines={[{ name: words.actual, kind: 'actual', ys: series.map((s) => s.actual) }, { name: words.plan, kind: 'plan', ys: untilBelow(series.map((s) => s.plan)) }, ...changed]} />
      {before && after && lines.length > 0 && (
        <div className="whatif">
          <div className="whatif-answer" aria-live="polite">
            <span><strong>{said(after, words, f)}</strong> {change !== NOTHING && <Difference before={before} after={after} words={words} months={f.months} />}</span>
            {change === NOTHING ? <span className="muted">{words.as}</span> : <button type="button" className="button" data-kind="quiet" onClick={() => setChange(NOTHING)}>{words.reset}</button>}
          </div>
          <Knobs lines={lines} change={change} set={setChange} words={words} f={f} />
        </div>
      )}
    </>
  );
}

const play = (start: Props['start'], lines: readonly PlanLine[]) => start && projectCash({ start: start.day, cash: start.cash, lines });

/** A plan is drawn until the month it falls below zero, not further: what comes after will not happen like that. */
function untilBelow(ys: readonly (number | null)[]): (number | null)[] {
  const end = ys.findIndex((y) => y !== null && y < 0);
  return end < 0 ? [...ys] : ys.map((y, i) => (i <= end ? y : null));
}

const said = (r: Runway, words: WhatIfWords, f: ReturnType<typeof formatters>): string =>
  r.kind === 'months' ? fill(words.until, { day: f.day(r.cashOut), months: f.months(r.months) }) : r.kind === 'not-burning' ? words.notBurning : words.beyond;

function Difference({ before, after, words, months }: { before: Runway; after: Runway; words: WhatIfWords; months: (n: number) => string }) {
  if (before.kind !== 'months' || after.kind !== 'months') return null;
  const by = after.months - before.months;
  if (Math.abs(by) < 0.05) return <span className="muted">{words.same}</span>;
  return <span data-is={by > 0 ? 'good' : 'bad'}>{fill(by > 0 ? words.longer : words.shorter, { months: months(Math.abs(by)) })}</span>;
}

interface KnobsProps { lines: readonly Line[]; change: Change; set: (change: Change) => void; words: WhatIfWords; f: ReturnType<typeof formatters> }

function Knobs({ lines, change, set, words, f }: KnobsProps) {
  const hires = lines.filter((l) => l.source === 'planned-hire').slice(0, MOST_ROWS);
  const reservations = lines.filter((l) => l.source === 'reservation').slice(0, MOST_ROWS);
  const kinds = (['compute', 'revenue'] as const).filter((k) => lines.some((l) => l.kind === k));
  const dropped = change.dropped ?? [];
  return (
    <>
      {hires.map((l) => {
        const by = change.shift?.[l.id] ?? 0;
        const drop = dropped.includes(l.id);
        const move = (to: number) => set({ ...change, dropped: dropped.filter((d) => d !== l.id).concat(to > 12 ? [l.id] : []), shift: { ...change.shift, [l.id]: to > 12 ? 0 : to } });
        return <Slider key={l.id} label={fill(words.hire, { name: l.name })} value={drop ? 13 : by} min={-earliest(l)} max={13} step={1} changed={by !== 0 || drop} said={drop ? words.none : l.from ? f.month(addMonths(l.from, by)) : ''} onChange={move} />;
      })}
      {reservations.map((l) => {
        const drop = dropped.includes(l.id);
        return <div className="whatif-row" key={l.id} {...(drop && { 'data-changed': '' })}>
          <label className="check"><input type="checkbox" checked={!drop} onChange={() => set({ ...change, dropped: drop ? dropped.filter((d) => d !== l.id) : [...dropped, l.id] })} /> {fill(words.reservation, { name: l.name })}</label>
          <output>{drop ? words.dropped : words.kept}</output>
        </div>;
      })}
      {kinds.map((kind) => {
        const factor = change.scale?.[kind] ?? 1;
        return <Slider key={kind} label={kind === 'compute' ? words.gpuPrice : words.revenue} value={Math.round((factor - 1) * 100)} min={-50} max={50} step={5} changed={factor !== 1} said={`${factor > 1 ? '+' : ''}${f.percent(factor - 1, 0)}`} onChange={(to) => set({ ...change, scale: { ...change.scale, [kind]: 1 + to / 100 } })} />;
      })}
    </>
  );
}

/** How many months a hire can start earlier than planned: not before next month. */
const earliest = (line: Line): number => Math.max(0, Math.min(12, line.amounts.findIndex((a) => a !== 0) - 1));

function Slider({ label, said: text, changed, onChange, ...range }: { label: string; said: string; changed: boolean; value: number; min: number; max: number; step: number; onChange: (to: number) => void }) {
  return (
    <div className="whatif-row" {...(changed && { 'data-changed': '' })}>
      <label title={label}>{label}</label><output>{text}</output>
      <input type="range" aria-label={label} aria-valuetext={text} {...range} onChange={(e) => onChange(Number(e.currentTarget.value))} />
    </div>
  );
}
