import { expect, type Locator, test } from '@playwright/test';
import { column, slide, table } from '../pages/capital.ts';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';
import { fill, fillSheet } from '../pages/sheet.ts';

const euros = (printed: string) => Number(printed.replaceAll(/[^\d.]/g, ''));

test('a grant vests and is exercised, shares change hands, and a sale divides without a cent left over', async ({ browser }) => {
  const founder = await Person.signUp(browser, 'Edda Varga');
  const company = await Company.found(founder, 'Varga Robotics', '2022-01-10');
  const { page } = founder;

  await test.step('a preferred class with its terms', async () => {
    await company.open(founder, 'capital');
    await fillSheet(page, 'Issue shares', { Holder: 'Edda Varga', Class: 'Common', Shares: '7,900,000', 'Issued on': '2022-01-10' }, 'Record the issue');
    await fillSheet(page, 'Issue shares', { Holder: 'Fjord Capital', Class: 'Series Seed', Shares: '2,000,000', 'Issued on': '2022-01-20', 'Paid in all': '3m' }, 'Record the issue');
    await company.open(founder, 'capital/instruments');
    await fillSheet(page, 'Set the terms of a class', { Class: 'Series Seed', Kind: '=Preferred', 'Original price (EUR)': '1.5', 'Converts into': '=Common', 'In force from': '2022-01-20' }, 'Record the terms');
    await expect(page.getByRole('row', { name: /^Series Seed/ })).toContainText('Broad-based');
  });

  await test.step('options under a plan, with a cliff, stand in the calendar', async () => {
    await company.open(founder, 'capital/vesting');
    await fillSheet(page, 'More > Adopt a plan', { Plan: 'ESOP 2022', 'Added to the pool': '100,000', Adopted: '2022-01-25' }, 'Record the plan');
    await fillSheet(page, 'Grant', {
      Holder: 'Odin Falk', Shares: '100,000', 'Granted on': '2022-02-01', Strike: '0.5', 'Starts on': '2022-02-01', 'Over (months)': '24', 'Cliff (months)': '12',
    }, 'Record the grant');
    await company.open(founder, 'capital/vesting?from=2022-02');
    await expect(table(page, 'Vesting calendar').getByRole('row', { name: /^Feb 2023/ })).toContainText('50,000');
  });

  const sheet = page.getByRole('dialog');
  await test.step('nothing can be exercised before the cliff, vested options can', async () => {
    await page.getByRole('link', { name: 'Odin Falk' }).click();
    await sheet.getByRole('link', { name: 'Exercise' }).click();
    await fill(sheet, { Shares: '60,000', 'Exercised on': '2023-01-31' });
    await sheet.getByRole('button', { name: 'Record the exercise' }).click();
    await expect(sheet.getByText(/Only 0 of these options can be exercised/).first()).toBeVisible();
    await fill(sheet, { 'Exercised on': '2024-02-01' });
    await sheet.getByRole('button', { name: 'Record the exercise' }).click();
    await expect(sheet).toBeHidden();
    await expect(table(page, 'Grants').getByRole('row', { name: /^Odin Falk/ })).toContainText('40,000');
  });

  await test.step('some of the founder’s shares go to somebody else', async () => {
    await company.open(founder, 'capital/holders');
    await page.getByRole('link', { name: 'Edda Varga' }).click();
    await table(page, 'Holdings').getByRole('rowheader').getByRole('link').click();
    await sheet.getByRole('link', { name: 'Transfer' }).click();
    await fill(sheet, { Holder: 'Ines Varga', Shares: '400,000', On: '2024-03-01' });
    await sheet.getByRole('button', { name: 'Record the transfer' }).click();
    await expect(sheet).toBeHidden();
    await company.open(founder, 'capital');
    await expect(table(page, 'Cap table').getByRole('row', { name: /^Ines Varga/ })).toContainText('400,000');
    await expect(table(page, 'Cap table').getByRole('row', { name: /^Edda Varga/ })).toContainText('7,500,000');
    await expect(table(page, 'Cap table').getByRole('row', { name: /^Odin Falk/ })).toContainText('60,000');
  });

  await test.step('a sale pays out exactly its price, wherever the slider stands', async () => {
    await company.openLive(founder, 'capital/exit');
    const payouts = table(page, 'Payouts');
    const seed = payouts.getByRole('row', { name: /^Series Seed/ });
    const price = page.getByLabel('Sale price', { exact: true });
    await price.fill('30m');
    await expect(seed).toContainText('converts');
    await expect(payouts.getByRole('row', { name: /^Sale price/ })).toContainText('€30,000,000');
    await paidWhole(payouts, table(page, 'Per holder'));
    await slide(page.getByLabel('Sale price, as a slider'), 'ArrowRight', 4);
    await expect(payouts.getByRole('row', { name: /^Sale price/ })).not.toContainText('€30,000,000');
    await paidWhole(payouts, table(page, 'Per holder'));
    await price.fill('3m');
    await expect(seed).toContainText('keeps its preference');
    await expect(seed).toContainText('€3,000,000');
    await expect(payouts.getByRole('row', { name: /^Common/ })).toContainText('€0');
  });
});

/** What claims get, and what holders get, are each the price; all amounts of this story are whole euros. */
async function paidWhole(payouts: Locator, holders: Locator): Promise<void> {
  const price = euros(await payouts.getByRole('row', { name: /^Sale price/ }).getByRole('cell').nth(1).innerText());
  for (const paid of [payouts, holders]) expect(Object.values(await column(paid, 'Amount (EUR)')).reduce((sum, one) => sum + euros(one), 0)).toBe(price);
}
