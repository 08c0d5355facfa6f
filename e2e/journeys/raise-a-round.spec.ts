import { expect, test } from '@playwright/test';
import { column, fact, slide, table, writesOf } from '../pages/capital.ts';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';
import { fill, fillSheet } from '../pages/sheet.ts';

const perShare = 'Price per share (EUR)';
const [post, added] = ['Post-money valuation', 'Shares added to the pool'];

test('a round is played, becomes a term sheet and then real: the cap table is what the simulator said', async ({ browser }) => {
  const founder = await Person.signUp(browser, 'Mara Lindt');
  const company = await Company.found(founder, 'Lindt Optics', '2025-01-15');
  const { page } = founder;

  await test.step('shares, an option pool, a SAFE and a note', async () => {
    await company.open(founder, 'capital');
    await fillSheet(page, 'Issue shares', { Holder: 'Mara Lindt', Class: 'Common', Shares: '8,000,000', 'Issued on': '2025-01-15' }, 'Record the issue');
    await fillSheet(page, 'Record… > Set the option pool', { 'Unallocated shares in all': '750,000', From: '2025-01-20' }, 'Record the pool');
    await company.open(founder, 'capital/instruments');
    await fillSheet(page, 'Sign a SAFE', { Investor: 'Quay Angels', Amount: '400,000', 'Signed on': '2025-02-03', 'Valuation cap': '5m', Discount: '20' }, 'Record the SAFE');
    await fillSheet(page, 'Sign a note', { Lender: 'Nora Brink', Principal: '150,000', 'Interest a year': '6', 'Valuation cap': '6m', 'Signed on': '2025-02-10', 'Matures on': '2027-02-10' }, 'Record the note');
    await expect(table(page, 'Convertible notes').getByRole('row', { name: /Nora Brink/ })).toContainText('€150,000');
  });

  const price = fact(page, perShare);
  await test.step('a slider moves price and dilution in the browser, and nothing is sent', async () => {
    await company.openLive(founder, 'capital/simulator');
    await page.getByLabel('Closing').fill('2025-06-02');
    const [before, owned] = [await price.innerText(), await table(page, 'Dilution per holder and round (%)').getByRole('row', { name: /^Mara Lindt/ }).innerText()];
    const sent = writesOf(page);
    await slide(page.getByLabel('Pre-money valuation, slider'), 'ArrowRight', 3);
    await expect(price).not.toHaveText(before);
    await expect(table(page, 'Dilution per holder and round (%)').getByRole('row', { name: /^Mara Lindt/ })).not.toHaveText(owned);
    await fill(page.locator('.sim-controls'), { 'Pre-money valuation': '9m', Investor: 'Harbour Fund' });
    await fill(page.locator('.sim-controls'), { 'Amount, Harbour Fund': '2.5m', 'Unallocated pool': '12' });
    await expect(fact(page, 'New money')).toHaveText('€2,500,000');
    expect(sent).toEqual([]);
  });

  await test.step('it is saved as a scenario', async () => {
    await page.getByLabel('Name of the scenario').fill('Harbour leads');
    await page.getByRole('button', { name: 'Save as a new scenario' }).click();
    await expect(page.getByRole('heading', { name: 'Harbour leads' })).toBeVisible();
    await expect(page.getByRole('row', { name: /^Harbour leads/ })).toContainText('Loaded');
  });
  const played = {
    price: await price.innerText(), post: await fact(page, post).innerText(), added: await fact(page, added).innerText(), total: await fact(page, 'Fully diluted after').innerText(),
    owns: await column(table(page, 'Dilution per holder and round (%)'), 'Seed'),
  };
  expect(Object.keys(played.owns)).toEqual(expect.arrayContaining(['Mara Lindt', 'Harbour Fund', 'Quay Angels', 'Nora Brink', 'Unallocated pool']));

  await test.step('its term sheet opens the real round', async () => {
    await page.getByRole('link', { name: 'Term sheet checklist' }).click();
    const sheet = page.getByRole('dialog');
    await expect(sheet.getByRole('row', { name: /^Price per share/ })).toContainText(played.price);
    await fill(sheet, { 'Opened on': '2025-05-05' });
    await sheet.getByRole('button', { name: 'Open the round' }).click();
    await expect(sheet).toBeHidden();
    await expect(page.getByRole('article', { name: 'Seed' })).toContainText('€9,000,000');
  });

  await test.step('which is committed to and closed at the price that was played', async () => {
    await fillSheet(page, 'Add a commitment', { Investor: 'Harbour Fund', Amount: '2,500,000', 'Committed on': '2025-05-20' }, 'Record the commitment');
    await page.getByRole('link', { name: 'Close the round' }).click();
    const sheet = page.getByRole('dialog');
    await fill(sheet, { 'Closed on': '2025-06-02' });
    await expect(fact(sheet, perShare)).toHaveText(played.price);
    await sheet.getByRole('button', { name: 'Close the round' }).click();
    await expect(sheet).toBeHidden();
    const round = page.getByRole('article', { name: 'Seed' });
    await expect(round).toContainText('Closed on');
    for (const [term, said] of [[perShare, played.price], [post, played.post], [added, played.added]] as const) await expect(fact(round, term)).toHaveText(said);
  });

  const capTable = table(page, 'Cap table');
  await test.step('the cap table shows what the simulator said', async () => {
    await expect(capTable.getByRole('row', { name: /^Total/ })).toContainText(played.total);
    expect(await column(capTable, 'Ownership (%)')).toEqual(played.owns);
  });

  await test.step('and every holding leads to the event that issued it', async () => {
    for (const [holder, event] of [['Mara Lindt', 'Shares issued'], ['Harbour Fund', 'Round closed'], ['Quay Angels', 'Round closed'], ['Nora Brink', 'Round closed']] as const) {
      await company.open(founder, 'capital');
      await capTable.getByRole('link', { name: holder, exact: true }).click();
      await expect(page.getByRole('heading', { level: 1, name: holder })).toBeVisible();
      await table(page, 'Holdings').getByRole('rowheader').getByRole('link').click();
      const chain = page.getByRole('dialog').getByRole('row', { name: new RegExp(`^${event}`) });
      await chain.getByRole('link').click();
      await expect(page.getByRole('dialog').getByRole('heading', { level: 2, name: event })).toBeVisible();
    }
  });
});
