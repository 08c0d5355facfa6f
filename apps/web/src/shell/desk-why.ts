/** The company of the page, as its address says. */
const companyOf = () => decodeURIComponent(location.pathname.split('/')[1] ?? '');
const known = new Map<string, string>();

type Describe = (company: string, ids: string[]) => Promise<Record<string, string>>;

/** Names the events of a sheet: they are asked for when it opens, once each. */
async function nameEvents(sheet: HTMLElement, describe: Describe): Promise<void> {
  const links = [...sheet.querySelectorAll<HTMLElement>('[data-event]')];
  const unknown = [...new Set(links.map((l) => l.dataset['event']!).filter((id) => !known.has(id)))];
  if (unknown.length > 0) for (const [id, text] of Object.entries(await describe(companyOf(), unknown))) known.set(id, text);
  for (const link of links) link.textContent = known.get(link.dataset['event']!) ?? link.textContent;
}

/** Keeps `?why=` in step with the open *Why this number*, opens the one an address names, and names its events. */
export function watchWhy(describe: Describe, signal: AbortSignal): void {
  document.addEventListener('toggle', (event) => {
    const sheet = event.target as HTMLElement;
    if (sheet.dataset?.['why'] === undefined) return;
    const open = event.newState === 'open';
    const url = new URL(location.href);
    if (open) url.searchParams.set('why', sheet.id); else url.searchParams.delete('why');
    history.replaceState(history.state, '', url);
    if (open) void nameEvents(sheet, describe);
  }, { capture: true, signal });
  const asked = new URLSearchParams(location.search).get('why');
  const sheet = asked ? document.getElementById(asked) : null;
  if (sheet?.dataset['why'] !== undefined && !sheet.matches(':popover-open')) sheet.showPopover();
}
