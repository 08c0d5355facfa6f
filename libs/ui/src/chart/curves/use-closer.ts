'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Close, stepsToAsk } from './closer.ts';
import type { CurveGroup } from './curves.tsx';
import type { Axis, Curve } from './series.ts';
import type { Window } from './window.ts';

/** Finer points of the curves with these names between two steps; null where there are none to be had now. */
export type Finer = (names: readonly string[], steps: Window, signal: AbortSignal) => Promise<ReadonlyMap<string, Curve> | null>;

/** A gesture is over when nothing has moved for so long. */
const STILL_MS = 200;

/** Asks for finer points of what is looked at once a gesture has ended; until they come, and where none come, the coarse ones stay. */
export function useCloser({ key, curves }: CurveGroup, axis: Axis, finer: Finer | undefined): { known: Close | null; look: (window: Window | null) => void } {
  const [found, setFound] = useState<{ key: string; close: Close } | null>(null), asked = useRef<AbortController | null>(null);
  const known = found?.key === key ? found.close : null;
  useEffect(() => () => asked.current?.abort(), []);
  const look = useCallback((window: Window | null) => {
    asked.current?.abort();
    if (!finer || !window) return;
    const { signal } = (asked.current = new AbortController());
    const timer = setTimeout(() => {
      const steps = stepsToAsk(curves, axis, window, known);
      if (!steps) return;
      const names = curves.flatMap(({ name, thinned }) => (thinned ? [name] : []));
      void finer(names, steps, signal).then((all) => (all && !signal.aborted ? setFound({ key, close: { ...steps, curves: all } }) : undefined));
    }, STILL_MS);
    signal.addEventListener('abort', () => clearTimeout(timer));
  }, [key, curves, axis, finer, known]);
  return { known, look };
}
