import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { keepCapTable } from '../pages/books.ts';
import { column, table } from '../pages/capital.ts';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';

interface Package { files: { name: string; text: string }[] }

async function capTableOf(page: Page, holder: string) {
  const rows = table(page, 'Cap table');
  await expect(rows.getByRole('row', { name: new RegExp(`^${holder}`) })).toBeVisible();
  const columns = ['Common', 'Series Seed', 'Options and units', 'Fully diluted', 'Ownership (%)'];
  return Promise.all(columns.map(async (header) => [header, await column(rows, header)] as const)).then((all) => Object.fromEntries(all));
}

test('a cap table leaves as an OCF package and comes in again the same; a broken package is refused whole', async ({ browser }) => {
  const founder = await Person.signUp(browser, 'Tilda Moen');
  const company = await Company.found(founder, 'Moen Signal', '2024-11-04');
  await keepCapTable(founder, company);
  await company.openLive(founder, 'capital');
  const before = await capTableOf(founder.page, 'Delta Partners');

  const zip = await test.step('the package is downloaded', async () => {
    await company.openLive(founder, 'capital/import');
    const saved = founder.page.waitForEvent('download');
    await founder.page.getByRole('link', { name: 'Export as OCF 1.2 (zip)' }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/\.zip$/);
    return { name: download.suggestedFilename(), mimeType: 'application/zip', buffer: readFileSync(await download.path()) };
  });

  const other = await Person.signUp(browser, 'Ruben Sato');
  const fresh = await Company.found(other, 'Sato Holding', '2024-11-04');
  const { page } = other;
  const drop = page.getByLabel('A package: a zip or its JSON files');

  await test.step('a package whose share names nobody is refused with its id, and nothing is recorded', async () => {
    const { files } = (await (await founder.page.request.get(`/api/companies/${company.id}/capital/ocf`)).json()) as Package;
    const issuance = /"object_type": ?"TX_STOCK_ISSUANCE"/;
    const broken = files.find(({ text }) => issuance.test(text))!;
    const content = JSON.parse(broken.text) as { items: { object_type: string; id: string; stakeholder_id: string }[] };
    const dangling = content.items.find((one) => one.object_type === 'TX_STOCK_ISSUANCE')!;
    dangling.stakeholder_id = 'nobody-of-this-id';
    await fresh.openLive(other, 'capital/import');
    await drop.setInputFiles(files.map(({ name, text }) => ({ name, mimeType: 'application/json', buffer: Buffer.from(name === broken.name ? JSON.stringify(content) : text) })));
    const refusal = page.getByRole('alert').filter({ hasText: 'nobody-of-this-id' });
    await expect(refusal).toContainText(dangling.id);
    await expect(page.getByRole('button', { name: 'Record it' })).toHaveCount(0);
    await fresh.open(other, 'capital');
    await expect(page.getByText(/The cap table will be here/)).toBeVisible();
  });

  await test.step('the whole package is reported on, then recorded', async () => {
    await fresh.openLive(other, 'capital/import');
    await drop.setInputFiles(zip);
    await expect(page.getByRole('heading', { name: 'What this package would record' })).toBeVisible();
    await page.getByRole('button', { name: 'Record it' }).click();
    await expect(page.getByText(/^Recorded: \d+ facts/)).toBeVisible();
    await page.getByRole('link', { name: 'Open the cap table' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Capital' })).toBeVisible();
  });

  await test.step('and the cap tables are the same', async () => {
    expect(await capTableOf(page, 'Delta Partners')).toEqual(before);
  });
});
