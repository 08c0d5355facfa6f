import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';
import { fill, fillSheet } from '../pages/sheet.ts';

test('from founding to an investor’s report that verifies', async ({ browser }) => {
  test.setTimeout(360_000);
  const founder = await Person.signUp(browser, 'Rosa Lund');
  const company = await Company.found(founder, 'Lund Vision', '2025-01-15');
  const { page } = founder;

  await test.step('the founder issues shares and closes a round', async () => {
    await company.open(founder, 'capital');
    await fillSheet(page, 'Issue shares', { Holder: 'Rosa Lund', Class: 'Common', Shares: '8,000,000', 'Issued on': '2025-01-15' }, 'Record the issue');
    await fillSheet(page, 'Open a round', { Name: 'Seed', 'Opened on': '2025-03-01', 'Pre-money valuation': '8m', Target: '2m' }, 'Open the round');
    await fillSheet(page, 'Add a commitment', { Investor: 'Harbour Fund', Amount: '2,000,000', 'Committed on': '2025-03-10' }, 'Record the commitment');
    await fillSheet(page, 'Close the round', { 'Closed on': '2025-04-01' }, 'Close the round');
    await expect(page.getByRole('row', { name: /Harbour Fund/ }).first()).toContainText('2,000,000');
    await expect(page.getByRole('row', { name: /Rosa Lund/ }).first()).toContainText('80%');
  });

  await test.step('and hires', async () => {
    await company.open(founder, 'team');
    await fillSheet(page, 'Record a hire', { Name: 'Ivo Brandt', Role: 'ML engineer', Team: 'Engineering', Country: '=Germany', 'First day': '2025-05-01', 'Salary a year': '84,000', Currency: '=EUR' }, 'Record the hire');
    await expect(page.getByRole('row', { name: /Ivo Brandt/ })).toContainText('84,000');
  });

  await test.step('and imports a cloud bill', async () => {
    await company.open(founder, 'compute?tab=bills');
    await page.getByRole('link', { name: 'Import a cloud bill' }).first().click();
    await page.locator('input[type=file]').setInputFiles(join(import.meta.dirname, '../files/cloud-bill.csv'));
    await expect(page.getByText(/59 rows came in/)).toBeVisible();
  });

  const engineer = await company.join(founder, browser, 'Ivo Brandt', 'Engineer');
  await test.step('the engineer trains two candidates and sees them learn', async () => {
    const train = async (model: string, settings: Readonly<Record<string, string>>) => {
      await company.open(engineer, 'training');
      await engineer.page.getByRole('link', { name: 'New run' }).first().click();
      const sheet = engineer.page.getByRole('dialog');
      await sheet.getByRole('link', { name: model, exact: true }).click();
      await expect(sheet.getByLabel('Name')).toHaveValue(new RegExp(`^${model}`));
      await fill(sheet, settings);
      await sheet.getByRole('button', { name: 'Start the run' }).click();
      await engineer.page.waitForURL(/training\/runs\//);
    };
    await train('CNN', { Epochs: '2' });
    await train('Naive baseline', {});
    await company.open(engineer, 'training');
    await expect(engineer.page.getByText('finished')).toHaveCount(2, { timeout: 180_000 });
    await expect(engineer.page.getByRole('row', { name: /^CNN on/ })).toContainText(/9\d(\.\d)?%/);
  });

  await test.step('the founder compares and decides', async () => {
    await company.open(founder, 'decisions');
    await page.getByRole('link', { name: 'Open a selection' }).first().click();
    await fill(page.getByRole('dialog'), { Question: 'Which reader?' });
    await page.getByRole('dialog').getByLabel(/Start with market demand/).uncheck();
    await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    await page.waitForURL(/decisions\/selection-/);
    await fillSheet(page, 'Add a criterion', { Name: 'Accuracy', Weight: '1', 'Measured in': '=Share (%)', 'Worst (scores 0)': '50', 'Best (scores 10)': '100' }, 'Save');
    for (const name of ['Convolutions', 'No model']) await fillSheet(page, 'Add a candidate', { Name: name }, 'Save');
  });
});
