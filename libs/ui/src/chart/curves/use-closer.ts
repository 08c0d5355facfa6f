'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Asked, type Close, stepsToAsk } from './closer.ts';
import type { CurveGroup } from './curves.tsx';
import type { Axis, Curve } from './series.ts';
import type { Window } from './window.ts';

/** Finer points of the curves with these names between two steps; null where there are none to be had now. */
export type Finer = (names: readonly string[], steps: Window, signal: AbortSignal) => Promise<ReadonlyMap<string, Curve> | null>;

/** A gesture is over when nothing has moved for so long. */
const STILL_MS = 200;

/** Asks for finer points of what is looked at once a gesture has ended; until they come, and where none come, the coarse ones stay. */
export function useCloser({ key, curves }: CurveGroup, axis: Axis, finer: Finer | undefined): { known: Close | null; look: (window: Window | null) => void; forget: () => void } {
  const [found, setFound] = useState<{ key: string; close: Close } | null>(null), known = found?.key === key ? found.close : null;
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined), asked = useRef<{ asked: Asked; stop: AbortController }>(undefined);
  const forget = useCallback(() => { clearTimeout(waiting.current); asked.current?.stop.abort(); asked.current = undefined; }, []);
  useEffect(() => forget, [forget]);
  const ask = useCallback(async (window: Window) => {
    const steps = finer && stepsToAsk(curves, axis, window, [known, asked.current?.asked].filter((one) => one !== null && one !== undefined));
    if (!steps) return;
    forget();
    const stop = new AbortController(), names = curves.flatMap(({ name, thinned }) => (thinned ? [name] : []));
    asked.current = { asked: { ...steps, complete: false }, stop };
    const all = await finer(names, steps, stop.signal);
    if (stop.signal.aborted) return;
    asked.current = undefined;
    if (all) setFound({ key, close: { ...steps, curves: all, complete: [...all.values()].every(({ thinned }) => !thinned) } });
  }, [key, curves, axis, finer, known, forget]);
  const look = useCallback((window: Window | null) => {
    clearTimeout(waiting.current);
    if (window) waiting.current = setTimeout(() => { void ask(window); }, STILL_MS);
  }, [ask]);
  return { known, look, forget };
}
