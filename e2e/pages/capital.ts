import { expect, type Locator, type Page } from '@playwright/test';

/** A table by its caption. */
export const table = (page: Page | Locator, caption: string): Locator => page.getByRole('table', { name: caption, exact: true });

/** What a list of facts says under a term. */
export const fact = (scope: Page | Locator, term: string): Locator => scope.locator('dt').filter({ hasText: term }).locator('xpath=following-sibling::dd[1]').first();

/** One column of a table as printed, by the name of its rows; call it once something has shown that the table is the new one. */
export async function column(of: Locator, header: string): Promise<Record<string, string>> {
  await expect(of.getByRole('columnheader', { name: header, exact: true })).toBeVisible();
  return Object.fromEntries(await of.evaluate((whole: HTMLTableElement, name) => {
    const text = (cell: Element | undefined) => cell?.textContent.trim() ?? '';
    const at = [...whole.tHead!.rows[0]!.cells].findIndex((cell) => text(cell) === name);
    return [...whole.tBodies[0]!.rows].map((row) => [text(row.cells[0]), text(row.cells[at])] as const);
  }, header));
}

/** What the browser sends from now on that could record something. */
export function writesOf(page: Page): string[] {
  const writes: string[] = [];
  page.on('request', (request) => { if (request.method() !== 'GET') writes.push(`${request.method()} ${request.url()}`); });
  return writes;
}

/** Moves a slider by its keys, as a hand on the keyboard does; each step is there before the next. */
export async function slide(slider: Locator, key: 'ArrowRight' | 'ArrowLeft', times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    const before = await slider.inputValue();
    await slider.press(key);
    await expect(slider).not.toHaveValue(before);
  }
}
