import { expect, type Locator, type Page } from '@playwright/test';

/** Opens the sheet behind a link of the page (`Record… > Issue shares` when it stands in a menu), fills fields by their labels, sends it, and waits until it has closed. */
export async function fillSheet(page: Page, open: string, fields: Readonly<Record<string, string>>, submit: string): Promise<void> {
  const [link, menu] = open.split(' > ').toReversed();
  if (menu) await page.getByRole('button', { name: menu }).click();
  await page.getByRole('link', { name: link!, exact: true }).first().click();
  const sheet = page.getByRole('dialog');
  await fill(sheet, fields);
  await sheet.getByRole('button', { name: submit, exact: true }).click();
  await expect(sheet).toBeHidden();
}

/** Fields by label; a value `=…` chooses the option of that label. */
export async function fill(sheet: Locator, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(fields)) {
    const field = sheet.getByLabel(label, { exact: true });
    if (value.startsWith('=')) await field.selectOption({ label: value.slice(1) });
    else await field.fill(value);
  }
}
