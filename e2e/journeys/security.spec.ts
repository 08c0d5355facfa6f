import { expect, test } from '@playwright/test';
import { oneTimeCode } from '../../apps/api/test/one-time-code.ts';
import { keepBooks } from '../pages/books.ts';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';
import { heldBack } from '../pages/policy.ts';

const PASSWORD = 'a long enough password';

test('the policy of a page lets no inline script or style in, and holds back what a stranger would bring', async ({ page }) => {
  const seen = await heldBack(page);
  const answer = await page.goto('/sign-in');
  const policy = answer!.headers()['content-security-policy']!;
  expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic'; style-src 'self' 'nonce-[^']+';/);
  expect(policy).not.toMatch(/unsafe-(inline|eval)/);
  expect(answer!.headers()).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin', 'cross-origin-opener-policy': 'same-origin' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(seen()).toEqual([]);
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<p style="color:red">x</p><img src="x" onerror="document.title = \'taken\'">');
    const style = document.createElement('style');
    style.textContent = 'body { outline: 1px solid }';
    document.head.append(style);
  });
  for (const directive of ['style-src-attr', 'style-src-elem', 'script-src-attr']) await expect.poll(() => seen().join(), { timeout: 20_000 }).toContain(directive);
  await expect(page).not.toHaveTitle('taken');
});

test('a second factor: set up with an authenticator, asked for at sign-in, opened by a recovery code', async ({ browser }) => {
  test.setTimeout(180_000);
  const person = await Person.signUp(browser, 'Ines Takahashi');
  const { page } = person;
  await page.goto('/account');
  const factor = page.locator('section').filter({ hasText: 'Second factor' }).first();
  await factor.getByLabel('Current password').fill(PASSWORD);
  await factor.getByRole('button', { name: 'Set it up' }).click();
  await expect(page.getByRole('img', { name: 'A square for the authenticator' })).toBeVisible();
  const secret = (await factor.locator('code.formula').textContent())!;
  await expect(factor.locator('.codes li').first()).toBeVisible();
  const codes = await factor.locator('.codes li').allTextContents();
  const code = () => oneTimeCode(`otpauth://totp/Capstan?secret=${secret}`);
  await factor.getByLabel('Code that the authenticator shows').fill(code());
  await factor.getByRole('button', { name: 'Switch it on' }).click();
  await expect(page.getByText('The second factor is on.')).toBeVisible();

  for (const given of [code, () => codes[0]!]) {
    await person.signOut();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(person.email);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'Second factor' })).toBeVisible();
    await page.goto('/welcome');
    await expect(page).toHaveURL(/sign-in/);
    await page.goto('/sign-in/second-factor');
    await page.getByLabel('Code').fill(given());
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  }
});

test('founders see who has read salaries, and save the list', async ({ browser }) => {
  const founder = await Person.signUp(browser, 'Olu Bassey');
  const company = await Company.found(founder, 'Bassey Robotics', '2024-11-04');
  await keepBooks(founder, company);
  await company.open(founder, 'team');
  await company.open(founder, 'members/salary-reads');
  await expect(founder.page.getByRole('cell', { name: 'The people of the team' }).first()).toBeVisible();
  const saved = founder.page.waitForEvent('download');
  await founder.page.getByRole('link', { name: 'Save as CSV' }).click();
  expect((await saved).suggestedFilename()).toBe('salary-reads.csv');
});
