'use client';
import { type ReactNode, useEffect, useRef } from 'react';

/**
 * A sheet over the page, open while it is rendered: the page renders it when the URL says so (`?sheet=sign-safe`).
 * Closing follows `closeHref`, the same page without the sheet. Works as a plain dialog without scripts.
 */
export function Sheet({ title, closeHref, closeLabel, wide, children }: { title: ReactNode; closeHref: string; closeLabel: string; wide?: boolean; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.matches(':modal')) return;
    element.close();
    element.showModal();
    element.querySelector<HTMLElement>('.sheet-body :is(input:not([type=hidden]), select, textarea)')?.focus({ preventScroll: true });
    const stop = new AbortController();
    const close = () => link.current?.click();
    element.addEventListener('cancel', (event) => { event.preventDefault(); close(); }, { signal: stop.signal });
    element.addEventListener('click', (event) => { if (event.target === element) close(); }, { signal: stop.signal });
    return () => { stop.abort(); element.close(); };
  }, []);
  return (
    <dialog ref={dialog} open className="sheet" aria-labelledby="sheet-title" {...(wide && { 'data-wide': '' })}>
      <div className="sheet-head">
        <h2 id="sheet-title">{title}</h2>
        <a ref={link} className="close" href={closeHref} data-sheet="" data-close="" aria-label={closeLabel}>×</a>
      </div>
      <div className="sheet-body">{children}</div>
    </dialog>
  );
}
