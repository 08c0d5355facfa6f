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
    await expect(page.getByRole('row', { name: /Rosa Lund/ }).first()).toContainText('80');
  });

  await test.step('and hires', async () => {
    await company.open(founder, 'team');
    await fillSheet(page, 'Record… > Record a hire', { Name: 'Ivo Brandt', Role: 'ML engineer', Team: 'Engineering', Country: '=Germany', 'First day': '2025-05-01', 'Salary a year': '84,000' }, 'Record the hire');
    await expect(page.getByRole('row', { name: /Ivo Brandt/ })).toContainText('84,000');
  });

  await test.step('and imports a cloud bill', async () => {
    await company.open(founder, 'compute?tab=bills');
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

  await test.step('and compares them: curves, accuracy against cost, what was set differently', async () => {
    const at = engineer.page, ticks = at.getByRole('checkbox', { name: /^Compare / });
    await expect(ticks).toHaveCount(2);
    for (const tick of await ticks.all()) await tick.check();
    await at.getByRole('button', { name: 'Compare the ticked runs' }).click();
    await at.waitForURL(/training\/compare/);
    await expect(at.getByRole('row', { name: /^CNN on/ })).toContainText('best');
    await expect(at.getByText(/^Not beaten in both:.*CNN on/)).toBeVisible();
    await expect(at.getByRole('row', { name: /^Model CNN Naive baseline|^Model Naive baseline CNN/ })).toBeVisible();
    // A key is heard once the page's script has come.
    const untilHeard = (press: () => Promise<void>) => expect(press).toPass({ timeout: 60_000 });
    await untilHeard(async () => {
      await at.getByRole('img', { name: /^Curves/ }).press('ArrowRight');
      await expect(at.getByRole('status').filter({ hasText: /^Step/ })).toContainText('%', { timeout: 2000 });
    });
    await untilHeard(async () => {
      await at.getByRole('slider', { name: 'Accuracy, lowest' }).press('ArrowUp');
      await expect(at.getByText('1 of 2 runs')).toBeVisible({ timeout: 2000 });
    });
  });

  await test.step('the founder compares and decides on the pilots', async () => {
    await company.open(founder, 'decisions');
    await page.getByRole('link', { name: 'Open a selection' }).first().click();
    const sheet = page.getByRole('dialog');
    await fill(sheet, { Question: 'Which reader?' });
    await sheet.getByLabel(/Start with market demand/).uncheck();
    await sheet.getByRole('button', { name: 'Open', exact: true }).click();
    await page.waitForURL(/decisions\/selection-/);
    await fillSheet(page, 'Add a criterion', { Name: 'Accuracy', Weight: '1', 'Measured in': '=Share (%)', 'Worst (scores 0)': '5', 'Best (scores 10)': '100' }, 'Save');
    const pilots = { Convolutions: /^CNN on/, 'No model': /^Naive baseline on/ };
    for (const name of Object.keys(pilots)) await fillSheet(page, 'Add a candidate', { Name: name }, 'Save');
    const unknown = page.getByRole('link', { name: 'unknown', exact: true });
    for (const [i, pilot] of Object.values(pilots).entries()) {
      await expect(unknown).toHaveCount(2 - i);
      await unknown.first().click();
      const run = sheet.getByLabel('Training run');
      await run.selectOption(await run.locator('option', { hasText: pilot }).getAttribute('value'));
      await sheet.getByRole('button', { name: 'Bind to this evidence' }).click();
      await expect(sheet).toBeHidden();
    }
    await expect(page.getByText(/Convolutions leads with/)).toBeVisible();
    await page.getByRole('link', { name: 'Choose', exact: true }).click();
    await fill(sheet, { 'Burn per month': '1,500', Why: 'It reads best.' });
    await sheet.getByRole('button', { name: 'Record the decision' }).click();
    await expect(sheet).toBeHidden();
    await expect(page.getByText('It reads best.')).toBeVisible();
  });

  await test.step('and publishes a report', async () => {
    await company.open(founder, 'reports');
    await page.getByRole('link', { name: 'Draft a report' }).first().click();
    await fill(page.getByRole('dialog'), { Highlights: 'Our reader works.' });
    await page.getByRole('dialog').getByRole('button', { name: 'Save the draft' }).click();
    await page.waitForURL(/reports\/report-/);
    await page.getByRole('link', { name: 'Publish', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('the investor opens it, and nothing else', async () => {
    const investor = await company.join(founder, browser, 'Harbour Fund', 'Investor');
    await company.open(investor, 'reports');
    await investor.page.getByRole('link', { name: /Lund Vision/ }).first().click();
    await expect(investor.page.getByText('Our reader works.')).toBeVisible();
    await expect(investor.page.getByText('Ivo Brandt')).toHaveCount(0);
    await investor.page.goto(company.path('team'));
    await expect(investor.page.getByRole('heading', { name: 'Not for your role' })).toBeVisible();
  });

  await test.step('and the ledger verifies', async () => {
    await company.open(founder, 'ledger');
    await page.getByRole('link', { name: 'Verify' }).click();
    await expect(page.getByText(/intact/i)).toBeVisible();
  });
});
