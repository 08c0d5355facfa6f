/** What of the horizontal axis is looked at. */
export interface Window { readonly from: number; readonly to: number }

/** Nothing smaller than this part of the whole can be looked at: a hundred-thousandth of it is less than a step. */
const CLOSEST = 1e-5;

const within = (whole: Window, from: number, width: number): Window => {
  const most = whole.to - whole.from, kept = Math.min(most, Math.max(width, most * CLOSEST));
  const start = Math.min(whole.to - kept, Math.max(whole.from, from));
  return { from: start, to: start + kept };
};

/** Closer (below 1) or further (above 1) around a place that stays where it is; never beyond the whole. */
export const zoomed = (whole: Window, now: Window, around: number, by: number): Window => within(whole, around - (around - now.from) * by, (now.to - now.from) * by);

/** Moved along, never beyond the whole. */
export const moved = (whole: Window, now: Window, by: number): Window => within(whole, now.from + by, now.to - now.from);

/** The whole of several lines; of no width it is made one. */
export function wholeOf(lines: readonly Float64Array[]): Window {
  const ends = lines.flatMap((xs) => (xs.length === 0 ? [] : [xs[0]!, xs.at(-1)!]));
  const [from, to] = ends.length === 0 ? [0, 1] : [Math.min(...ends), Math.max(...ends)];
  return from < to ? { from, to } : { from: from - 0.5, to: to + 0.5 };
}
