import { scaleLinear } from 'd3-scale';
import type { ReactNode } from 'react';

export interface X { key: string; label: string }
/** Says a value in a few characters. */
export type Say = (value: number) => string;
export interface Box { width: number; height: number; top: number; right: number; bottom: number; left: number }

/** Round ticks and the scale from the smallest to the largest value; zero is always in it unless `zero` is false. */
export function scaleOf(values: readonly (number | null | undefined)[], top: number, bottom: number, { zero = true, ticks = 5 } = {}) {
  const known = values.filter((v): v is number => typeof v === 'number' && Number.isFinite(v));
  let low = Math.min(...(zero ? [0] : []), ...known);
  let high = Math.max(...(zero ? [0] : []), ...known);
  if (!Number.isFinite(low) || !Number.isFinite(high)) [low, high] = [0, 1];
  if (low === high) [low, high] = low === 0 ? [0, 1] : [Math.min(low, 0), Math.max(high, 0)];
  const scale = scaleLinear().domain([low, high]).nice(ticks).range([bottom, top]);
  return { scale, ticks: scale.ticks(ticks) };
}

/** About how wide a label is: Latin letters 6.6, CJK 12 units at 12 px. */
export const textWidth = (text: string): number => [...text].reduce((w, c) => w + ((c.codePointAt(0) ?? 0) > 0x2e80 ? 12.6 : 7), 0);

/** Hairlines and labels of the value axis; the zero line is ink. */
export const ValueAxis = ({ ticks, at, say, box }: { ticks: number[]; at: (v: number) => number; say: Say; box: Box }) => (
  <g aria-hidden="true">{ticks.map((v) => (
    <g key={v}>
      <line className={v === 0 ? 'zero' : 'grid'} x1={box.left} x2={box.width - box.right} y1={at(v)} y2={at(v)} />
      <text x={box.left - 8} y={at(v)} dy="0.32em" textAnchor="end">{say(v)}</text>
    </g>
  ))}</g>
);

/** Every nth label, so that none touches the next. */
export function stepOf(labels: readonly string[], room: number): number {
  const widest = Math.max(...labels.map(textWidth), 1) + 14;
  return Math.max(1, Math.ceil((labels.length * widest) / Math.max(1, room)));
}

/** Labels below the drawing, as many as fit; one is left out where keeping it inside would push it into the one before. */
export function NameAxis({ xs, at, box }: { xs: readonly X[]; at: (i: number) => number; box: Box }) {
  const step = stepOf(xs.map((x) => x.label), box.width - box.left - box.right);
  const endOf = (i: number) => (i < 0 ? 0 : clamp(at(i), xs[i]!.label, box) + textWidth(xs[i]!.label) / 2);
  const fits = (i: number) => i % step === 0 && clamp(at(i), xs[i]!.label, box) - textWidth(xs[i]!.label) / 2 >= endOf(i - step);
  return <g aria-hidden="true">{xs.map((x, i) => fits(i) && <text key={x.key} x={clamp(at(i), x.label, box)} y={box.height - box.bottom + 18} textAnchor="middle">{x.label}</text>)}</g>;
}

const clamp = (x: number, label: string, box: Box) => {
  const half = textWidth(label) / 2;
  return Math.min(box.width - half, Math.max(half, x));
};

/** Width the value labels need on the left. */
export const leftFor = (ticks: number[], say: Say): number => Math.ceil(Math.max(...ticks.map((v) => textWidth(say(v))), 16)) + 10;

/** What stands at one x: shown on hover and focus, read aloud. `lines` are "name value". */
export function Reading({ x, box, title, lines }: { x: number; box: Box; title: string; lines: string[] }) {
  const width = Math.max(textWidth(title), ...lines.map(textWidth)) + 18;
  const left = Math.min(Math.max(0, x + 8), box.width - width);
  const flip = left < x && x - width - 8 > 0 ? x - width - 8 : left;
  return (
    <g className="reading" aria-hidden="true">
      <line x1={x} x2={x} y1={box.top} y2={box.height - box.bottom} />
      <rect className="plate" x={flip} y={box.top} width={width} height={20 + lines.length * 16} rx="3" />
      <text x={flip + 9} y={box.top + 14} fontWeight="600">{title}</text>
      {lines.map((line, i) => <text key={line} x={flip + 9} y={box.top + 30 + i * 16}>{line}</text>)}
    </g>
  );
}

/** A focusable column of a chart: the arrow keys go from one to the next. */
export const Hit = ({ x, width, box, label, first, children }: { x: number; width: number; box: Box; label: string; first: boolean; children: ReactNode }) => (
  <g className="hit" role="img" aria-label={label} tabIndex={first ? 0 : -1}>
    <rect className="catch" x={x} y={box.top} width={Math.max(0, width)} height={box.height - box.top - box.bottom} />
    {children}
  </g>
);
