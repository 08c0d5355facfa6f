'use client';
import { useCallback, useEffect, useRef, useState } from 'react';

type Change<T> = (now: T) => T;

/**
 * State that is painted at most once a frame: a slider that is dragged fires more often than a screen draws, and only
 * the last of its positions in a frame is worked out. A new initial value replaces what was there.
 */
export function useEachFrame<T>(initial: T): [T, (change: Change<T>) => void] {
  const [state, setState] = useState({ initial, value: initial });
  const latest = useRef(initial);
  const frame = useRef(0);
  if (state.initial !== initial) setState({ initial, value: initial });
  useEffect(() => { latest.current = initial; }, [initial]);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  const change = useCallback((how: Change<T>) => {
    latest.current = how(latest.current);
    cancelAnimationFrame(frame.current);
    frame.current = requestAnimationFrame(() => setState((now) => ({ ...now, value: latest.current })));
  }, []);
  return [state.initial === initial ? state.value : initial, change];
}
