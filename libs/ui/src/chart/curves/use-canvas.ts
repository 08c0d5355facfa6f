'use client';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { inkOf, onTheme } from './ink.ts';
import { type Frame, type Ink, paint, type Scene } from './paint.ts';

type Looks = Omit<Scene, 'width' | 'height' | 'ink' | 'lines'> & { readonly linesFor: (ink: Ink) => Scene['lines'] };

/** A canvas that draws what `looks` answers, at most once a frame; anew when its size or the theme changes. Answers how to ask for a frame, and what the last one was. */
export function useCanvas(canvas: RefObject<HTMLCanvasElement | null>, looks: () => Looks): { redraw: () => void; frame: RefObject<Frame | null> } {
  const frame = useRef<Frame | null>(null), ink = useRef<Ink | null>(null), asked = useRef(0), latest = useRef(looks);
  const redraw = useCallback(() => {
    asked.current ||= requestAnimationFrame(() => {
      asked.current = 0;
      const element = canvas.current, context = element?.getContext('2d');
      if (!element || !context) return;
      const { width, height } = element.getBoundingClientRect(), ratio = devicePixelRatio || 1;
      const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (width === 0) return;
      if (element.width !== w || element.height !== h) [element.width, element.height] = [w, h];
      ink.current ??= inkOf(element.parentElement!);
      const { linesFor, ...rest } = latest.current();
      frame.current = paint(context, { ...rest, lines: linesFor(ink.current), width, height, ink: ink.current }, ratio);
    });
  }, [canvas]);
  useEffect(() => {
    const size = new ResizeObserver(redraw);
    size.observe(canvas.current!);
    const still = onTheme(() => { ink.current = null; redraw(); });
    return () => { size.disconnect(); still(); cancelAnimationFrame(asked.current); asked.current = 0; };
  }, [canvas, redraw]);
  useEffect(() => { latest.current = looks; redraw(); });
  return { redraw, frame };
}
