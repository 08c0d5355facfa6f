import { expect } from '@playwright/test';
import { Person } from './people.ts';
import type { Browser } from '@playwright/test';

/** A company as one of its people sees it: `at('capital')` opens a page of it. */
export class Company {
  readonly id: string;
  constructor(id: string) { this.id = id; }

  /** The founder founds it from the welcome page. */
  static async found(founder: Person, name: string, foundedOn = '2025-01-15'): Promise<Company> {
    const { page } = founder;
    await page.goto('/welcome');
    await page.getByLabel('Company name').fill(name);
    await page.getByLabel('Founded on').fill(foundedOn);
    await page.getByRole('button', { name: 'Start the ledger' }).click();
    await expect(page).toHaveURL(/\/[a-zA-Z0-9-]{8,}$/);
    await page.waitForURL((url) => !['/welcome', '/sign-up'].includes(url.pathname));
    return new Company(new URL(page.url()).pathname.split('/')[1]!);
  }

  path(room = ''): string { return `/${this.id}${room ? `/${room}` : ''}`; }

  async open(person: Person, room = ''): Promise<void> {
    await person.page.goto(this.path(room));
    await expect(person.page.getByRole('heading', { level: 1 })).toBeVisible();
  }

  /** Opens a page and waits until its scripts run and follow the company's notices. */
  async openLive(person: Person, room = ''): Promise<void> {
    const notices = person.page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith('/live'));
    await this.open(person, room);
    await notices;
    // The page's own part wakes after the frame's: React has taken it over once it has marked its elements.
    await person.page.waitForFunction(() => Object.keys(document.querySelector('h1') ?? {}).some((key) => key.startsWith('__react')));
  }

  /** Invites someone new in a role; they sign up by the link and join. */
  async join(founder: Person, browser: Browser, name: string, role: 'Investor' | 'Engineer' | 'Founder'): Promise<Person> {
    const person = await Person.signUp(browser, name);
    await this.open(founder, 'members');
    await founder.page.getByRole('link', { name: 'Invite' }).click();
    const sheet = founder.page.getByRole('dialog');
    await sheet.getByLabel('E-mail address').fill(person.email);
    await sheet.getByLabel('Role').selectOption({ label: role });
    await sheet.getByRole('button', { name: 'Make an invitation' }).click();
    const link = await sheet.getByText(/\/invite\//).textContent();
    await person.page.goto(link!.trim());
    await person.page.getByRole('button', { name: 'Join the company' }).click();
    await person.page.waitForURL((url) => url.pathname.startsWith(`/${this.id}`));
    return person;
  }
}
