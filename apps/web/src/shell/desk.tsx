'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { describeEvents } from '../why/describe.ts';
import { copyFrom, keepingMoment, linkOf } from './desk-dom.ts';
import { keyHandler } from './desk-keys.ts';
import { watchWhy } from './desk-why.ts';
import type { PaletteProps } from './palette.tsx';
import { useOverlay } from './use-overlay.tsx';

/**
 * The one listener of a page: links without a reload, rows that open, figures that copy, charts that turn into
 * tables, and the keys. Pages stay plain HTML with data attributes, so they need no scripts of their own.
 */
export function Desk(props: PaletteProps) {
  const router = useRouter();
  const { pages } = props;
  const [overlay, open] = useOverlay(props);
  useEffect(() => {
    const stop = new AbortController();
    const on = { signal: stop.signal };
    const go = (href: string, keepPlace = false) => router.push(keepingMoment(href), { scroll: !keepPlace });
    document.addEventListener('click', (event) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      const target = event.target as HTMLElement;
      const link = linkOf(target);
      if (link) {
        event.preventDefault();
        go(link.getAttribute('href')!, link.dataset['sheet'] !== undefined);
        return;
      }
      if (target.closest('[data-palette]')) return open('palette');
      const toggle = target.closest('.to-table');
      if (toggle) { toggle.closest('.chart')?.toggleAttribute('data-twin'); return; }
      if (copyFrom(target)) return;
      const row = target.closest<HTMLElement>('tr[data-href]');
      if (row && !target.closest('a, button, input, label, summary') && !getSelection()?.toString()) go(row.dataset['href']!, true);
    }, on);
    document.addEventListener('pointerover', (event) => {
      const link = linkOf(event.target as HTMLElement);
      if (link && !link.dataset['sheet']) router.prefetch(keepingMoment(link.getAttribute('href')!));
    }, { ...on, passive: true });
    document.addEventListener('keydown', keyHandler({ go, open, pages }), on);
    watchWhy(describeEvents, stop.signal);
    return () => stop.abort();
  }, [router, open, pages]);
  return overlay;
}
