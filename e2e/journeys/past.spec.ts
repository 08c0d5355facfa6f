import { expect, test } from '@playwright/test';
import { send } from '../pages/books.ts';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';

test('any screen can be seen as it was, and the past cannot be changed', async ({ browser }) => {
  const founder = await Person.signUp(browser, 'Greta Holm');
  const company = await Company.found(founder, 'Holm Acoustics');
  const { page } = founder;
  await send(founder, company, 'POST', 'capital/shares', { holder: 'Greta Holm', class: 'Common', shares: 1_000_000, issuedOn: '2025-02-01' });
  const before = new Date().toISOString();
  await new Promise((r) => setTimeout(r, 20));
  await send(founder, company, 'POST', 'capital/shares', { holder: 'Late Investor', class: 'Common', shares: 250_000, issuedOn: '2025-02-02' });

  await company.open(founder, 'capital');
  await expect(page.getByRole('row', { name: /Late Investor/ }).first()).toBeVisible();
  await company.open(founder, `capital?asOf=${encodeURIComponent(before)}`);
  await expect(page.getByText(/You see everything as it was recorded/)).toBeVisible();
  await expect(page.getByRole('row', { name: /Greta Holm/ }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Late Investor/ })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Issue shares' })).toHaveCount(0);
  const refused = await page.request.post(`/api/companies/${company.id}/capital/shares?asOf=${encodeURIComponent(before)}`, { data: { holder: 'X', class: 'Common', shares: 1, issuedOn: '2025-02-01' }, headers: { origin: new URL(page.url()).origin } });
  expect(refused.ok()).toBe(false);
});
