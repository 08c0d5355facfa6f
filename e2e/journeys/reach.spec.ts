import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContextOptions, expect, test } from '@playwright/test';
import { keepBooks, keepCapTable } from '../pages/books.ts';
import { Company } from '../pages/company.ts';
import { Person } from '../pages/people.ts';
import { heldBack } from '../pages/policy.ts';

const rooms = ['', 'capital', 'capital/simulator', 'capital/instruments', 'capital/holders', 'capital/vesting', 'capital/exit', 'capital/debt', 'capital/import', 'team', 'compute', 'compute?tab=bills', 'market', 'planning', 'training', 'training/datasets', 'decisions', 'reports', 'ledger', 'members', 'members/salary-reads'];
const readers: readonly (BrowserContextOptions & { named: string })[] = [
  { named: 'wide, light, English', viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'en-GB' },
  { named: 'narrow, dark, Chinese', viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'zh-CN' },
];

test('every page: nothing serious for axe, no sideways scrolling, nothing held back by its policy, in both languages, themes and widths', async ({ browser }) => {
  test.setTimeout(300_000);
  const founder = await Person.signUp(browser, 'Vera Quast');
  const company = await Company.found(founder, 'Quast Labs', '2024-11-04');
  await keepBooks(founder, company);
  await keepCapTable(founder, company);
  const storageState = await founder.page.context().storageState();
  for (const { named, ...options } of readers) {
    const context = await browser.newContext({ ...options, storageState });
    const page = await context.newPage();
    const seen = await heldBack(page);
    for (const room of rooms) {
      await page.goto(company.path(room));
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(sideways, `${room || 'overview'} scrolls sideways (${named})`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter((v) => v.impact === 'serious' || v.impact === 'critical').map((v) => `${v.id}: ${v.nodes.map((n) => n.html).slice(0, 3).join(' ')}`);
      expect(serious, `${room || 'overview'} (${named})`).toEqual([]);
    }
    expect(seen(), `held back by the policy of the pages (${named})`).toEqual([]);
    await context.close();
  }
});

test('the first page ships at most 180 KB of gzipped JavaScript', async ({ browser }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send('Network.enable');
  const scripts = new Map<string, number>();
  const types = new Map<string, string>();
  client.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { if (types.get(requestId) === 'Script') scripts.set(requestId, encodedDataLength); });
  await page.goto('/sign-in', { waitUntil: 'networkidle' });
  const bytes = [...scripts.values()].reduce((a, b) => a + b, 0);
  expect(scripts.size).toBeGreaterThan(0);
  expect(bytes).toBeLessThanOrEqual(180 * 1024);
});

test('keys alone: the palette goes to a page, the list of keys opens and closes', async ({ browser }) => {
  const founder = await Person.signUp(browser, 'Kim Sande');
  const company = await Company.found(founder, 'Sande Tools');
  await company.openLive(founder);
  const { page } = founder;
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeFocused();
  await page.keyboard.type('Capital');
  await expect(page.getByRole('option', { selected: true })).toContainText('Capital');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/capital/);
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/\/team/);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});
