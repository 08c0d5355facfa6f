import { placeOf, type Trace } from './series.ts';

/** Called with the points to join; NaN parts the line. */
export type Draw = (x: number, y: number) => void;

/**
 * What of a trace is worth drawing between two places in so many columns of pixels: of each column its first, lowest, highest
 * and last value in the order they come, so that no spike is lost, and one point beyond either side, so that lines do not end at the edge.
 */
export function thin({ xs, ys }: Trace, from: number, to: number, columns: number, draw: Draw): void {
  const start = Math.max(0, placeOf(xs, from) - 1), end = Math.min(xs.length, placeOf(xs, to) + 2);
  const width = (to - from) / columns;
  let at = start;
  while (at < end) {
    const edge = from + (Math.floor((xs[at]! - from) / width) + 1) * width;
    let [lowest, highest, last] = [at, at, at];
    while (last + 1 < end && xs[last + 1]! < edge && Number.isFinite(ys[last]!) && Number.isFinite(ys[last + 1]!)) {
      last++;
      if (ys[last]! < ys[lowest]!) lowest = last;
      if (ys[last]! > ys[highest]!) highest = last;
    }
    draw(xs[at]!, ys[at]!);
    const [one, two] = lowest < highest ? [lowest, highest] : [highest, lowest];
    if (one > at && one < last) draw(xs[one]!, ys[one]!);
    if (two > at && two < last && two !== one) draw(xs[two]!, ys[two]!);
    if (last > at) draw(xs[last]!, ys[last]!);
    at = last + 1;
  }
}

/** Lowest and highest value between two places; null where there is none. Only what is above zero with `log`. */
export function rangeOf(traces: readonly Trace[], from: number, to: number, log: boolean): [number, number] | null {
  let [low, high] = [Infinity, -Infinity];
  for (const { xs, ys } of traces) {
    const end = Math.min(xs.length, placeOf(xs, to) + 1);
    for (let i = Math.max(0, placeOf(xs, from) - 1); i < end; i++) {
      const y = ys[i]!;
      if (!Number.isFinite(y) || (log && y <= 0)) continue;
      if (y < low) low = y;
      if (y > high) high = y;
    }
  }
  return low <= high ? [low, high] : null;
}
