import { currentRow, moveRow } from './desk-dom.ts';

interface Desk {
  go: (href: string, keepPlace?: boolean) => void;
  open: (what: 'palette' | 'keys') => void;
  /** Where `g` and the key of a page lead. */
  pages: readonly { href: string; key?: string }[];
}

/** How long `g` waits for its second key. */
const GO_WITHIN_MS = 1200;

const typing = (target: EventTarget | null) => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Turns a chart into its table and back: the one with the focus, else the first in view. */
function turnChart(target: EventTarget | null): void {
  const inFocus = target instanceof HTMLElement ? target.closest('.chart') : null;
  const chart = inFocus ?? [...document.querySelectorAll('main .chart')].find((c) => c.getBoundingClientRect().bottom > 0);
  chart?.toggleAttribute('data-twin');
}

/** Moves the reading along a chart with the arrow keys. */
function moveReading(target: EventTarget | null, by: 1 | -1): boolean {
  if (!(target instanceof SVGElement)) return false;
  const svg = target.closest('svg');
  const hits = [...(svg?.querySelectorAll<SVGElement>('.hit') ?? [])];
  const at = hits.indexOf(target);
  hits[Math.min(hits.length - 1, Math.max(0, at + by))]?.focus();
  return hits.length > 0;
}

/** In a table the arrow keys go from row to row, as `j` and `k` do everywhere; elsewhere they scroll the page. */
function moveInTable(target: EventTarget | null, by: 1 | -1): boolean {
  const isInside = target instanceof HTMLElement && target.closest('.table-wrap') !== null;
  if (isInside) moveRow(by);
  return isInside;
}

/** The keys of every page; nothing is taken while someone types or a modifier other than ⌘K is held. */
export function keyHandler({ go, open, pages }: Desk): (event: KeyboardEvent) => void {
  let goAt = 0;
  return (event) => {
    if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); open('palette'); return; }
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return;
    const { key } = event;
    const page = goAt > Date.now() - GO_WITHIN_MS ? pages.find((p) => p.key === key) : undefined;
    if (page) {
      goAt = 0;
      return go(page.href);
    }
    if (key === 'g') goAt = Date.now();
    else if (key === 'j' || key === 'k') moveRow(key === 'j' ? 1 : -1);
    else if ((key === 'ArrowDown' || key === 'ArrowUp') && moveInTable(event.target, key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
    else if (key === 'Enter' && event.target === currentRow()) go(currentRow()!.dataset['href']!, true);
    else if (key === 'n') document.querySelector<HTMLElement>('main [data-new]')?.click();
    else if (key === 't') turnChart(event.target);
    else if (key === '?') open('keys');
    else if (key === 'ArrowRight' || key === 'ArrowLeft') { if (moveReading(event.target, key === 'ArrowRight' ? 1 : -1)) event.preventDefault(); }
  };
}
