import { expect, test } from '@playwright/test';
import { send } from '../pages/books.ts';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';
import { fillSheet } from '../pages/sheet.ts';

test('what one founder records, another sees without reloading', async ({ browser }) => {
  const one = await Person.signUp(browser, 'Tove Rask');
  const company = await Company.found(one, 'Rask Marine');
  const two = await company.join(one, browser, 'Per Rask', 'Founder');
  await company.openLive(two, 'capital');
  await send(one, company, 'POST', 'capital/shares', { holder: 'Tove Rask', class: 'Common', shares: 5_000_000, issuedOn: '2025-02-01' });
  await expect(two.page.getByText('5,000,000').first()).toBeVisible();
});

test('two founders take back the same thing: the second is told, nothing is lost', async ({ browser }) => {
  const founder = await Person.signUp(browser, 'Aron Weil');
  const company = await Company.found(founder, 'Weil Energy');
  await company.open(founder, 'capital');
  await fillSheet(founder.page, 'Open a round', { Name: 'Seed', 'Opened on': '2025-03-01', 'Pre-money valuation': '4m', Target: '1m' }, 'Open the round');
  const { page } = founder;
  await page.getByRole('link', { name: 'Abandon', exact: true }).click();
  await page.getByRole('dialog').getByLabel('Reason').fill('The market turned');
  const rounds = (await (await page.request.get(`/api/companies/${company.id}/capital/rounds`)).json()) as { round: string }[];
  await send(founder, company, 'POST', `capital/rounds/${rounds[0]!.round}/abandon`, { abandonedOn: '2025-04-01', reason: 'First' });
  await page.getByRole('dialog').getByRole('button', { name: /Abandon/ }).click();
  await expect(page.getByRole('dialog').getByText(/abandoned/i).first()).toBeVisible();
});
