import { expect } from '@playwright/test';
import type { Company } from './company.ts';
import type { Person } from './people.ts';
import { fill } from './sheet.ts';

/** The training room as an engineer uses it. */
export class Training {
  private readonly company: Company;
  private readonly engineer: Person;
  constructor(company: Company, engineer: Person) { this.company = company; this.engineer = engineer; }

  /** Adds a dataset from a file that stands there as text. */
  async upload(name: string, content: string): Promise<void> {
    const { page } = this.engineer;
    await this.company.openLive(this.engineer, 'training/datasets?sheet=upload');
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Name').fill(name);
    await sheet.locator('input[type=file]').setInputFiles({ name: 'data.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await expect(page.getByRole('row', { name: new RegExp(`^${name}`) })).toBeVisible({ timeout: 30_000 });
  }

  /** Starts a run on a dataset and waits on its page until it has finished. */
  async train(dataset: string, model: string, settings: Readonly<Record<string, string>>): Promise<void> {
    const { page } = this.engineer;
    await this.company.openLive(this.engineer, 'training/datasets');
    await page.getByRole('row', { name: new RegExp(`^${dataset}`) }).getByRole('link').first().click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('link', { name: 'New run' }).click();
    await sheet.getByRole('link', { name: model, exact: true }).click();
    await expect(sheet.getByLabel('Name')).toHaveValue(new RegExp(`^${model}`));
    await fill(sheet, settings);
    await sheet.getByRole('button', { name: 'Start the run' }).click();
    await page.waitForURL(/training\/runs\//);
    await expect(page.getByRole('link', { name: 'Register as a model' })).toBeVisible({ timeout: 120_000 });
  }
}
