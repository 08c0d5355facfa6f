/** The link of this site under an element, if following it may stay within the page. */
export function linkOf(target: HTMLElement): HTMLAnchorElement | undefined {
  const link = target.closest<HTMLAnchorElement>('a[href]');
  const href = link?.getAttribute('href') ?? '';
  if (!link || link.target || link.hasAttribute('download') || !/^[/?](?![/\\])/.test(href) || href.startsWith('/api/')) return undefined;
  return link;
}

/** A link within the company keeps the moment that is shown, unless it names one itself (`asOf=` alone goes back to now). */
export function keepingMoment(href: string, here: Location | URL = location): string {
  const asOf = new URL(here.href).searchParams.get('asOf');
  const to = new URL(href, here.href);
  if (to.searchParams.get('asOf') === '') to.searchParams.delete('asOf');
  else if (asOf && !to.searchParams.has('asOf')) to.searchParams.set('asOf', asOf);
  return to.pathname + to.search + to.hash;
}

async function copy(figure: HTMLElement): Promise<void> {
  await navigator.clipboard.writeText(figure.dataset['copy']!);
  figure.dataset['copied'] = '';
  setTimeout(() => delete figure.dataset['copied'], 900);
}

/** Copies the exact figure under an element; says whether there was one. */
export function copyFrom(target: HTMLElement): boolean {
  const figure = target.closest<HTMLElement>('[data-copy]');
  if (!figure || figure.closest('[popovertarget], a') || !navigator.clipboard) return false;
  void copy(figure);
  return true;
}

const rows = () => [...document.querySelectorAll<HTMLElement>('dialog[open] tr[data-href], main tr[data-href]')].filter((row) => row.offsetParent !== null);

/** Moves the current row by one and shows it. */
export function moveRow(by: 1 | -1): void {
  const all = rows();
  const at = all.findIndex((row) => row.hasAttribute('data-current'));
  const next = all[Math.min(all.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by))];
  for (const row of all) row.removeAttribute('data-current');
  next?.setAttribute('data-current', '');
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
}

export const currentRow = (): HTMLElement | undefined => rows().find((row) => row.hasAttribute('data-current'));
