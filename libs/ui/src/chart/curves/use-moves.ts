'use client';
import { type RefObject, useEffect, useRef } from 'react';
import type { Frame } from './paint.ts';
import { moved, type Window, zoomed } from './window.ts';

export interface Moves {
  readonly frame: RefObject<Frame | null>;
  readonly whole: () => Window;
  readonly window: () => Window;
  /** Null shows the whole again. `goesOn` while a drag is not over. */
  look(window: Window | null, goesOn?: boolean): void;
  /** Where the pointer reads, on the axis; null when it has left. */
  read(at: number | null): void;
  /** The reading goes to the next or the last point. */
  step(by: 1 | -1): void;
}

const CLOSER = 0.8;
/** A turn of the wheel by one notch is a hundred of its units. */
const wheelZoom = (delta: number) => Math.exp(Math.min(200, Math.max(-200, delta)) / 400);

function onKey(event: KeyboardEvent, { whole, window, look, step, read }: Moves): void {
  const now = window(), width = now.to - now.from, middle = (now.from + now.to) / 2;
  const keys: Record<string, (() => void) | undefined> = {
    ArrowLeft: () => { if (event.shiftKey) look(moved(whole(), now, -width / 8)); else step(-1); },
    ArrowRight: () => { if (event.shiftKey) look(moved(whole(), now, width / 8)); else step(1); },
    '+': () => look(zoomed(whole(), now, middle, CLOSER)), '=': () => look(zoomed(whole(), now, middle, CLOSER)),
    '-': () => look(zoomed(whole(), now, middle, 1 / CLOSER)), '0': () => look(null), Home: () => look(null), Escape: () => read(null),
  };
  const does = keys[event.key];
  if (!does || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  does();
}

/** Drag moves, the wheel zooms around the pointer once the chart is focused (always with Ctrl or ⌘), keys do both. */
export function useMoves(canvas: RefObject<HTMLCanvasElement | null>, latest: Moves): void {
  // Lines that come while a drag is under way must not end it: listeners stay, what they move is looked up.
  const now = useRef(latest);
  useEffect(() => { now.current = latest; });
  useEffect(() => {
    const element = canvas.current!, stop = new AbortController(), on = { signal: stop.signal };
    const at = (event: MouseEvent) => now.current.frame.current?.at(event.clientX - element.getBoundingClientRect().left) ?? 0;
    let held: { x: number; from: Window } | null = null;
    element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      held = { x: event.clientX, from: now.current.window() };
      element.setPointerCapture(event.pointerId);
      now.current.read(null);
    }, on);
    element.addEventListener('pointermove', (event) => {
      const { current: frame } = now.current.frame;
      if (!frame) return;
      if (!held) return now.current.read(at(event));
      const scale = (held.from.to - held.from.from) / (frame.right - frame.left);
      now.current.look(moved(now.current.whole(), held.from, (held.x - event.clientX) * scale), true);
    }, on);
    const drop = () => {
      if (held) now.current.look(now.current.window());
      held = null;
    };
    element.addEventListener('pointerup', drop, on);
    element.addEventListener('pointercancel', drop, on);
    element.addEventListener('pointerleave', () => { if (!held) now.current.read(null); }, on);
    element.addEventListener('dblclick', () => now.current.look(null), on);
    element.addEventListener('wheel', (event) => {
      if (!event.ctrlKey && !event.metaKey && document.activeElement !== element) return;
      event.preventDefault();
      now.current.look(zoomed(now.current.whole(), now.current.window(), at(event), wheelZoom(event.deltaY)));
    }, { ...on, passive: false });
    element.addEventListener('keydown', (event) => onKey(event, now.current), on);
    return () => stop.abort();
  }, [canvas]);
}
