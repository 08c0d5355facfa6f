import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { chromium as Chromium } from '@playwright/test';
import type { Figure } from './figure.ts';
import { panFigures } from './long-run.ts';
import { startTrainingLoad } from './training-load.ts';
import { type RunningWeb, startWeb } from './web-process.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** From the issue: what the first page may ship. */
const MOST_SCRIPT_KB = 180;
const WARM_UP = 20;
const SAMPLES = 150;
/** From the issue: a change made in one browser shows in another within this. */
const LIVE_TARGET_MS = 1000;
const LIVE_SAMPLES = 20;

function browserPath(): string | undefined {
  const cached = resolve(ROOT, 'node_modules/.cache/chromium-path');
  return [process.env['CHROMIUM'], existsSync(cached) ? readFileSync(cached, 'utf8').trim() : undefined, '/usr/bin/chromium'].find((path) => path && existsSync(path));
}

const cookiesOf = (cookie: string, url: string) => cookie.split('; ').map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url }));

/** Kilobytes (1024) of JavaScript, each file gzipped, that a browser loads for an address until it rests. */
async function scriptOf(web: RunningWeb, path: string, signedIn: boolean): Promise<number> {
  const { chromium } = createRequire(resolve(ROOT, 'e2e/package.json'))('@playwright/test') as { chromium: typeof Chromium };
  const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-background-networking'] });
  try {
    const context = await browser.newContext();
    if (signedIn) await context.addCookies(cookiesOf(web.cookie, web.origin));
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on('response', (answer) => { if (answer.request().resourceType() === 'script') sizes.push(answer.body().then((body) => gzipSync(body).length)); });
    const answer = await page.goto(web.origin + path);
    if (!answer?.ok()) throw new Error(`${path} answered ${answer?.status()}`);
    await page.waitForLoadState('load');
    await page.waitForTimeout(1500);
    return (await Promise.all(sizes)).reduce((a, b) => a + b, 0) / 1024;
  } finally {
    await browser.close();
  }
}

/** Milliseconds from recording something to seeing it on a page that was open before, in a browser, sorted. */
async function liveTimes({ origin, cookie, company, ask }: RunningWeb): Promise<number[]> {
  const { chromium } = createRequire(resolve(ROOT, 'e2e/package.json'))('@playwright/test') as { chromium: typeof Chromium };
  const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-background-networking'] });
  try {
    const context = await browser.newContext();
    await context.addCookies(cookiesOf(cookie, origin));
    const page = await context.newPage();
    await page.goto(`${origin}/${company}/capital`);
    await page.waitForTimeout(1500);
    const taken: number[] = [];
    for (let i = 0; i < LIVE_SAMPLES; i++) {
      const holder = `Live holder ${i}`;
      const begun = performance.now();
      await ask('POST', `/api/companies/${company}/capital/shares`, { holder, class: 'Common', shares: 1000, issuedOn: '2024-02-01' });
      await page.getByText(holder).first().waitFor();
      taken.push(performance.now() - begun);
    }
    return taken.toSorted((a, b) => a - b);
  } finally {
    await browser.close();
  }
}

/** Frames a second of panning, in a browser of its own. */
async function panning(web: RunningWeb): Promise<Figure[]> {
  const { chromium } = createRequire(resolve(ROOT, 'e2e/package.json'))('@playwright/test') as { chromium: typeof Chromium };
  const browser = await chromium.launch({ executablePath: browserPath(), args: ['--no-sandbox', '--disable-background-networking'] });
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    await context.addCookies(cookiesOf(web.cookie, web.origin));
    return await panFigures(web, async (path) => {
      const page = await context.newPage();
      await page.goto(web.origin + path);
      return page;
    });
  } finally {
    await browser.close();
  }
}

/** Milliseconds until the whole page has come, one request after the other, sorted. */
async function pageTimes({ origin, cookie, company }: RunningWeb, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < count; i++) {
    const begun = performance.now();
    const answer = await fetch(`${origin}/${company}`, { headers: { cookie } });
    await answer.text();
    if (!answer.ok) throw new Error(`the overview answered ${answer.status}`);
    taken.push(performance.now() - begun);
  }
  return taken.toSorted((a, b) => a - b);
}

const figures = (when: string, times: readonly number[]): Figure[] => ([['p50', 0.5], ['p99', 0.99]] as const).map(([name, q]) =>
  ({ name: `web.overview.${name}.${when}`, value: times[Math.min(times.length - 1, Math.floor(times.length * q))]!, unit: 'ms', target: null, higherIsBetter: false }));

/** Script that the first pages ship, and how long the overview takes to come, idle and beside a training run. */
export async function run(): Promise<Figure[]> {
  const web = await startWeb();
  try {
    const script = async (name: string, path: string, signedIn: boolean): Promise<Figure> => ({ name: `web.script.${name}`, value: await scriptOf(web, path, signedIn), unit: 'KB gzip', target: MOST_SCRIPT_KB, higherIsBetter: false });
    const scripts = [await script('sign-in', '/sign-in', false), await script('overview', `/${web.company}`, true)];
    await pageTimes(web, WARM_UP);
    const idle = await pageTimes(web, SAMPLES);
    const live = await liveTimes(web);
    const pan = await panning(web);
    const load = await startTrainingLoad(web);
    const busy = await pageTimes(web, SAMPLES);
    await load.stop();
    return [...scripts, ...pan, { name: 'web.live.slowest', value: live.at(-1)!, unit: `ms, of ${LIVE_SAMPLES}`, target: LIVE_TARGET_MS, higherIsBetter: false }, ...figures('idle', idle), ...figures('training', busy)];
  } finally {
    await web.stop();
  }
}
