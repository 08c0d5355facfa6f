import { expect, test } from '@playwright/test';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';

test('sign up, found a company, sign out, sign in: the company is still there', async ({ browser }) => {
  const ada = await Person.signUp(browser, 'Ada Quist');
  const company = await Company.found(ada, 'Quist Instruments');
  await ada.signOut();
  await ada.page.goto(company.path());
  await expect(ada.page).toHaveURL(/sign-in/);
  await ada.signIn();
  await company.open(ada);
  await expect(ada.page.getByText('Quist Instruments').first()).toBeVisible();
});

test('an invited engineer joins, and sees neither cap table nor members to manage; a stranger sees nothing', async ({ browser }) => {
  const founder = await Person.signUp(browser, 'Noor Haddad');
  const company = await Company.found(founder, 'Haddad Robotics');
  const engineer = await company.join(founder, browser, 'Emil Sand', 'Engineer');
  await expect(engineer.page.getByRole('link', { name: 'Training' }).first()).toBeVisible();
  await expect(engineer.page.getByRole('link', { name: 'Capital' })).toHaveCount(0);
  await engineer.page.goto(company.path('capital'));
  await expect(engineer.page.getByRole('heading', { name: 'Not for your role' })).toBeVisible();

  const stranger = await Person.signUp(browser, 'Sven Other');
  const answer = await stranger.page.goto(company.path());
  await expect(stranger.page.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  expect(answer?.status()).toBe(404);
});

test('wrong passwords and taken addresses are refused in words', async ({ browser, page }) => {
  const person = await Person.signUp(browser, 'Lin Vogel');
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail and password do not match.')).toBeVisible();
});

test('the language and the appearance are kept', async ({ browser }) => {
  const person = await Person.signUp(browser, 'Mei Tang');
  const company = await Company.found(person, 'Tang Optics');
  await person.page.getByRole('button', { name: 'Language' }).click();
  await person.page.getByRole('button', { name: '简体中文' }).click();
  await expect(person.page.locator('html')).toHaveAttribute('lang', /zh/);
  await company.open(person, 'members');
  await expect(person.page.getByRole('heading', { level: 1, name: '成员' })).toBeVisible();
});
