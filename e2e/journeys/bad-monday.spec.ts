import { expect, test } from '@playwright/test';
import { keepBooks } from '../pages/books.ts';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';
import { fill, fillSheet } from '../pages/sheet.ts';

const lasts = /Cash lasts until (.+), ([\d.]+) months/;

test('a bad Monday: drop a reservation, see the runway answer, see why, plan a cost, be refused nonsense', async ({ browser }) => {
  const founder = await Person.signUp(browser, 'Asta Krone');
  const company = await Company.found(founder, 'Krone Freight', '2024-11-04');
  await keepBooks(founder, company);
  const { page } = founder;
  const months = async () => Number(lasts.exec(await page.getByText(lasts).innerText())![2]);

  await test.step('the what-if answers in the browser and records nothing', async () => {
    await company.open(founder);
    const before = await months();
    await page.getByLabel(/4× H100/).uncheck();
    await expect.poll(months).toBeGreaterThan(before);
    await page.reload();
    expect(await months()).toBe(before);
  });

  await test.step('why this number names its formula and the events behind it', async () => {
    await page.getByRole('button', { name: /months/ }).or(page.getByRole('link', { name: /months/ })).first().click();
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByText('Formula')).toBeVisible();
    await expect(sheet.getByRole('link', { name: /Reservation made/ })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a planned cost shortens the runway', async () => {
    const before = await months();
    await company.open(founder, 'planning?tab=plans');
    await fillSheet(page, 'Plan a cost', { Name: 'Legal dispute', 'A month': '20,000', From: '2026-12' }, 'Plan it');
    await company.open(founder);
    expect(await months()).toBeLessThan(before);
  });

  await test.step('an amount beyond what can be kept exactly is refused at its field, and nothing is recorded', async () => {
    await company.open(founder, 'compute');
    await page.getByRole('link', { name: 'Record spend' }).click();
    const sheet = page.getByRole('dialog');
    await fill(sheet, { Provider: 'Typo Cloud', Amount: '30000000000000' });
    await sheet.getByRole('button', { name: 'Record', exact: true }).click();
    await expect(sheet.getByText(/beyond what can be kept exactly/).first()).toBeVisible();
    await company.open(founder, 'compute');
    await expect(page.getByText('Typo Cloud')).toHaveCount(0);
  });
});
