import { type Axis, type Curve, placesOf, spacingOf } from './series.ts';
import type { Window } from './window.ts';

/** Steps that were asked for; `complete` where every point between them came. */
export interface Asked { readonly from: number; readonly to: number; readonly complete: boolean }
/** Finer points of some curves between two steps, by the names of the curves. */
export interface Close extends Asked { readonly curves: ReadonlyMap<string, Curve> }

/** What is fetched goes so much beyond either side of what is looked at, in parts of it: moving a little needs nothing new. */
const BEYOND = 0.5;
/** With so many of its points in view a curve is fine enough; more would make panning slow. */
const ENOUGH = 200;
/** Closer than this part of what was fetched, finer points may be worth asking for. */
const STILL_FINE = 0.25;

/** The steps of a curve between two places of an axis, with the points that lines come from and go to, in its order. */
function stepsSeen(curve: Curve, axis: Axis, { from, to }: Window): number[] {
  const place = placesOf(curve, axis), seen = new Set<number>();
  if (!place) return [];
  for (let i = 1; i < curve.steps.length; i++) {
    const [low, high] = [Math.min(place(i - 1), place(i)), Math.max(place(i - 1), place(i))];
    if (low < to && high > from) seen.add(curve.steps[i - 1]!).add(curve.steps[i]!);
  }
  return [...seen];
}

/** The first and the last step of a curve between two places of an axis; null where there are none. */
export function stepsWithin(curve: Curve, axis: Axis, window: Window): Window | null {
  const seen = stepsSeen(curve, axis, window);
  return seen.length === 0 ? null : { from: Math.min(...seen), to: Math.max(...seen) };
}

/** The steps to ask finer points for; null where what is drawn, or was asked for before, is fine enough. */
export function stepsToAsk(curves: readonly Curve[], axis: Axis, window: Window, before: readonly Asked[]): Window | null {
  const seen = curves.filter(({ thinned }) => thinned).map((curve) => stepsSeen(curve, axis, window));
  if (seen.every((steps) => steps.length === 0 || steps.length >= ENOUGH)) return null;
  const from = Math.min(...seen.flat()), to = Math.max(...seen.flat()), width = to - from;
  const isFine = (one: Asked) => from >= one.from && to <= one.to && (one.complete || width >= STILL_FINE * (one.to - one.from));
  return before.some(isFine) ? null : { from: Math.floor(from - BEYOND * width), to: Math.ceil(to + BEYOND * width) };
}

/** A curve with its finer points where they are known, and as it was before and after them. */
export function closer(curve: Curve, known: Close | null): Curve {
  const fine = known?.curves.get(curve.name);
  if (!fine || !known || fine.steps.length === 0) return curve;
  const before = curve.steps.findIndex((step) => step >= known.from), after = curve.steps.findIndex((step) => step > known.to);
  const end = after === -1 ? curve.steps.length : after, start = before === -1 ? end : before;
  const joined = <T>(all: readonly T[], between: readonly T[]): T[] => [...all.slice(0, start), ...between, ...all.slice(end)];
  return { ...curve, spacing: spacingOf(curve), steps: joined(curve.steps, fine.steps), seconds: joined(curve.seconds, fine.seconds), values: joined(curve.values, fine.values) };
}
