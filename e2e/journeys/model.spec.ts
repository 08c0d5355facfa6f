import { expect, test } from '@playwright/test';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';
import { fillSheet } from '../pages/sheet.ts';
import { Training } from '../pages/training.ts';

/** Customers who leave when they pay much and use little. */
const customers = ['price,hours,plan,left', ...Array.from({ length: 160 }, (_, i) => {
  const [price, hours] = [(i * 37) % 100, (i * 53) % 40];
  return [price, hours, ['free', 'team', 'firm'][i % 3], price > 2 * hours + 10 ? 'yes' : 'no'].join();
})].join('\n');

test('from a table to a model in production that answers', async ({ browser }) => {
  test.setTimeout(600_000);
  const founder = await Person.signUp(browser, 'Mara Holm');
  const company = await Company.found(founder, 'Holm Retention');
  const engineer = await company.join(founder, browser, 'Ivo Brandt', 'Engineer');
  const { page } = engineer, training = new Training(company, engineer);

  await training.upload('Customers', customers);
  await training.train('Customers', 'MLP', { Epochs: '12', 'Batch size': '16', Units: '32' });

  await test.step('its weights are registered and named production', async () => {
    await page.getByRole('link', { name: 'Register as a model' }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('Name of the model').fill('Churn');
    await sheet.getByRole('button', { name: 'Register', exact: true }).click();
    await page.waitForURL(/training\/models\/model-/, { timeout: 60_000 });
    await fillSheet(page, 'Set an alias', { Alias: 'production' }, 'Point it here');
    await expect(page.getByRole('row', { name: /^v1/ })).toContainText('production');
  });

  await test.step('it answers, by what was typed and by an example', async () => {
    // A reload, so that the page's scripts are known to run before anything is typed.
    await company.openLive(engineer, new URL(page.url()).pathname.split('/').slice(2).join('/'));
    await page.getByLabel('price').fill('95');
    await page.getByLabel('hours').fill('1');
    await page.getByRole('button', { name: 'Ask the model' }).click();
    await expect(page.getByRole('status')).toContainText(/It says yes/, { timeout: 120_000 });
    await page.getByRole('button', { name: 'Examples it was validated on' }).click();
    await page.getByRole('button', { name: 'Example 1', exact: true }).click({ timeout: 60_000 });
    await expect(page.getByRole('status')).toContainText(/In truth: (yes|no)/);
  });

  await test.step('and a smaller version of it stands beside it', async () => {
    await page.getByRole('link', { name: 'Make it smaller' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Make and measure' }).click();
    await expect(page.getByRole('row', { name: /^v2/ })).toContainText('from v1: Floats of 16 bits', { timeout: 120_000 });
  });
});
