import type { Page } from '@playwright/test';

/** What the browser holds back on this page from now on because of the page's policy: one line for each. Asked for before the first page is opened. */
export async function heldBack(page: Page): Promise<() => string[]> {
  const found: string[] = [];
  await page.exposeFunction('heldBack', (what: string) => { found.push(what); });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) => { (window as unknown as { heldBack(what: string): void }).heldBack(`${location.pathname}: ${e.effectiveDirective} ${e.blockedURI} line ${e.lineNumber} ${e.sample}`); });
  });
  return () => [...new Set(found)];
}
