import type { Page } from '@playwright/test';
import type { Figure } from './figure.ts';
import type { RunningWeb } from './web-process.ts';

const STEPS = 10_000;
const METRICS = 20;
/** As many as one batch may hold. */
const AT_ONCE = 1000;
/** From the issue. */
const FPS_TARGET = 50;
const DRAGS = 6;
const MOVES = 60;

/** Records a run of ten thousand steps with twenty metrics over the tracking API, as a script elsewhere would; answers its id. */
async function longRun({ ask, company }: RunningWeb): Promise<string> {
  const base = `/api/companies/${company}/mlflow/api/2.0/mlflow`, began = Date.UTC(2026, 0, 1);
  const { run } = await ask('POST', `${base}/runs/create`, { run_name: 'Long', start_time: began }) as { run: { info: { run_id: string } } };
  const points = Array.from({ length: STEPS * METRICS }, (_, i) => {
    const step = Math.floor(i / METRICS), metric = i % METRICS;
    return { key: `metric_${String(metric).padStart(2, '0')}`, step, timestamp: began + step * 100, value: (1 + metric / 5) * Math.exp(-step / (1000 + 300 * metric)) + 0.05 * Math.sin(step * (metric + 1)) };
  });
  for (let from = 0; from < points.length; from += AT_ONCE) await ask('POST', `${base}/runs/log-batch`, { run_id: run.info.run_id, metrics: points.slice(from, from + AT_ONCE) });
  await ask('POST', `${base}/runs/update`, { run_id: run.info.run_id, status: 'FINISHED', end_time: began + STEPS * 100 });
  return run.info.run_id;
}

/** Milliseconds between the frames of a page while its curves are dragged to and fro, all metrics at once. */
async function panned(page: Page): Promise<number[]> {
  const canvas = page.locator('.curves-plot canvas');
  await canvas.waitFor();
  await page.locator('.curves-controls select').first().selectOption('*');
  await canvas.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('+');
  const box = (await canvas.boundingBox())!;
  await page.evaluate(() => {
    const kept = window as unknown as { frames: number[] };
    kept.frames = [];
    const note = (at: number) => { kept.frames.push(at); requestAnimationFrame(note); };
    requestAnimationFrame(note);
  });
  for (let drag = 0; drag < DRAGS; drag++) {
    const [from, to] = drag % 2 === 0 ? [0.8, 0.2] : [0.2, 0.8], at = (share: number) => box.x + box.width * share;
    await page.mouse.move(at(from), box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(at(to), box.y + box.height / 2, { steps: MOVES });
    await page.mouse.up();
  }
  const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames);
  return frames.slice(1).map((at, i) => at - frames[i]!);
}

/** Frames a second while panning a run of ten thousand steps with twenty metrics: the mean, and the slowest frame in twenty. */
export async function panFigures(web: RunningWeb, open: (path: string) => Promise<Page>): Promise<Figure[]> {
  const run = await longRun(web), page = await open(`/${web.company}/training/runs/${run}`);
  const gaps = (await panned(page)).toSorted((a, b) => a - b), mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const slow = gaps[Math.floor(gaps.length * 0.95)]!;
  return [
    { name: 'web.curves.pan.mean', value: 1000 / mean, unit: `frames/s, ${STEPS} steps × ${METRICS} metrics`, target: FPS_TARGET, higherIsBetter: true },
    { name: 'web.curves.pan.slowest-in-20', value: 1000 / slow, unit: 'frames/s', target: null, higherIsBetter: true },
  ];
}
