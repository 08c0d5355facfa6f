import { scaleLinear, scaleLog } from 'd3-scale';
import { textWidth } from '../axes.tsx';
import { thin } from './thin.ts';
import type { Trace } from './series.ts';
import type { Window } from './window.ts';

/** Colours as the theme says them now. */
export interface Ink { readonly text: string; readonly muted: string; readonly line: string; readonly surface: string; readonly series: readonly string[] }
export interface Stroke { readonly color: string; readonly dash: readonly number[]; readonly width: number; readonly alpha: number }
export interface Drawn { readonly trace: Trace; readonly stroke: Stroke }

export interface Scene {
  readonly width: number; readonly height: number; readonly ink: Ink; readonly lines: readonly Drawn[];
  /** A level that something must pass: the naive baseline. */
  readonly level: number | null;
  readonly window: Window; readonly range: readonly [number, number] | null; readonly log: boolean;
  readonly sayX: (x: number) => string; readonly sayY: (y: number) => string;
  /** Where the reading stands, on the axis. */
  readonly cursor: number | null;
}

/** From values to pixels and back. */
export interface Frame { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number; x(value: number): number; y(value: number): number; at(pixel: number): number; readonly yTicks: number[]; readonly xTicks: number[] }

const BOTTOM = 26;
const RIGHT = 12;
const TOP = 8;

/** The border of the drawing, the scales and their ticks. */
export function frameOf({ width, height, window, range, log, sayY, level }: Scene): Frame {
  const known = range && level !== null && (!log || level > 0) ? [Math.min(range[0], level), Math.max(range[1], level)] as const : range;
  const [low, high] = known ?? (log ? [0.1, 1] : [0, 1]);
  const room = low === high ? Math.abs(low) * 0.05 || 0.5 : 0;
  const y = log ? scaleLog().domain([low / (room ? 1.5 : 1), high * (room ? 1.5 : 1)]) : scaleLinear().domain([low - room, high + room]).nice(5);
  const bottom = height - BOTTOM;
  y.range([bottom, TOP]);
  const all = y.ticks(5), yTicks = log && all.length > 8 ? all.filter((v) => /^[1]/.test(v.toExponential())) : all;
  const left = Math.ceil(Math.max(24, ...yTicks.map((v) => textWidth(sayY(v))))) + 10, right = width - RIGHT;
  const x = scaleLinear().domain([window.from, window.to]).range([left, right]);
  return { left, right, top: TOP, bottom, yTicks, xTicks: x.ticks(Math.max(2, Math.floor((right - left) / 90))), x: (v) => x(v), y: (v) => y(v), at: (pixel) => x.invert(pixel) };
}

function grid(c: CanvasRenderingContext2D, frame: Frame, { ink, sayX, sayY, level }: Scene): void {
  c.lineWidth = 1;
  c.strokeStyle = ink.line;
  c.fillStyle = ink.muted;
  c.textBaseline = 'middle';
  c.textAlign = 'right';
  for (const v of frame.yTicks) {
    const y = Math.round(frame.y(v)) + 0.5;
    c.beginPath(); c.moveTo(frame.left, y); c.lineTo(frame.right, y); c.stroke();
    c.fillText(sayY(v), frame.left - 8, y);
  }
  c.textAlign = 'center';
  c.textBaseline = 'top';
  let end = -Infinity;
  for (const v of frame.xTicks) {
    const text = sayX(v), half = textWidth(text) / 2, at = Math.min(frame.right - half + RIGHT, Math.max(half, frame.x(v)));
    if (at - half < end + 8) continue;
    c.fillText(text, at, frame.bottom + 9);
    end = at + half;
  }
  if (level === null) return;
  c.strokeStyle = ink.muted;
  c.beginPath(); c.moveTo(frame.left, frame.y(level)); c.lineTo(frame.right, frame.y(level)); c.stroke();
}

function line(c: CanvasRenderingContext2D, frame: Frame, { trace, stroke }: Drawn, { window, log }: Scene): void {
  c.strokeStyle = stroke.color;
  c.lineWidth = stroke.width;
  c.globalAlpha = stroke.alpha;
  c.setLineDash([...stroke.dash]);
  c.beginPath();
  let [pen, alone, lastX, lastY] = [false, false, 0, 0];
  const dot = () => { if (alone) { c.moveTo(lastX - 1.5, lastY); c.lineTo(lastX + 1.5, lastY); } };
  thin(trace, window.from, window.to, Math.max(1, Math.round(frame.right - frame.left)), (x, value) => {
    if (!Number.isFinite(value) || (log && value <= 0)) { dot(); [pen, alone] = [false, false]; return; }
    [lastX, lastY] = [frame.x(x), frame.y(value)];
    if (pen) c.lineTo(lastX, lastY);
    else c.moveTo(lastX, lastY);
    [alone, pen] = [!pen, true];
  });
  // A single value between unknown ones would be no line at all.
  dot();
  c.stroke();
  c.setLineDash([]);
  c.globalAlpha = 1;
}

/** Draws the whole chart anew: with its lines thinned that takes a few milliseconds. */
export function paint(c: CanvasRenderingContext2D, scene: Scene, ratio: number): Frame {
  const frame = frameOf(scene), { width, height, ink, cursor } = scene;
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  c.clearRect(0, 0, width, height);
  c.font = '12px system-ui, sans-serif';
  grid(c, frame, scene);
  c.save();
  c.beginPath(); c.rect(frame.left, 0, frame.right - frame.left, frame.bottom + 1); c.clip();
  c.lineJoin = 'round';
  for (const one of scene.lines) line(c, frame, one, scene);
  if (cursor !== null) {
    c.strokeStyle = ink.text;
    c.lineWidth = 1;
    c.beginPath(); c.moveTo(frame.x(cursor), frame.top); c.lineTo(frame.x(cursor), frame.bottom); c.stroke();
  }
  c.restore();
  return frame;
}
