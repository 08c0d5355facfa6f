import { type Browser, expect, type Page } from '@playwright/test';

const PASSWORD = 'a long enough password';
let count = 0;

/** A fresh address, so that each journey makes its own people. */
const address = (name: string) => `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}.${Date.now().toString(36)}${process.pid}${++count}@example.com`;

/** Someone at a browser of their own. */
export class Person {
  readonly page: Page;
  readonly name: string;
  readonly email: string;
  private constructor(page: Page, name: string, email: string) { this.page = page; this.name = name; this.email = email; }

  /** Opens a browser context and creates an account; ends on the welcome page, or where `at` leads. */
  static async signUp(browser: Browser, name: string, at = '/sign-up'): Promise<Person> {
    const page = await (await browser.newContext()).newPage();
    const person = new Person(page, name, address(name));
    await page.goto(at);
    await person.fillSignUp();
    return person;
  }

  async fillSignUp(): Promise<void> {
    await this.page.getByLabel('Your name').fill(this.name);
    await this.page.getByLabel('E-mail').fill(this.email);
    await this.page.getByLabel('Password').fill(PASSWORD);
    await this.page.getByRole('button', { name: 'Create the account' }).click();
    await this.page.waitForURL((url) => url.pathname !== '/sign-up');
  }

  async signOut(): Promise<void> {
    await this.page.getByRole('button', { name: `Account of ${this.name}` }).click();
    await this.page.getByRole('button', { name: 'Sign out' }).click();
    await expect(this.page).toHaveURL(/sign-in/);
  }

  async signIn(): Promise<void> {
    await this.page.goto('/sign-in');
    await this.page.getByLabel('E-mail').fill(this.email);
    await this.page.getByLabel('Password').fill(PASSWORD);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.waitForURL((url) => url.pathname !== '/sign-in');
  }
}
