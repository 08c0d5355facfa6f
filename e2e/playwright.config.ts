import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchOptions } from './browser.ts';

// CAPSTAN_E2E_URL tries the journeys on a Capstan that runs already.
const running = process.env['CAPSTAN_E2E_URL'];
// The config is read once more in every worker: the first reading decides the port and the data folder for all.
const port = (process.env['CAPSTAN_E2E_PORT'] ??= '4310');
const data = (process.env['CAPSTAN_E2E_DATA'] ??= mkdtempSync(join(tmpdir(), 'capstan-e2e-')));

export default defineConfig({
  testDir: './journeys',
  fullyParallel: true,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env['CI']),
  outputDir: '../test-results/e2e',
  use: { baseURL: running ?? `http://localhost:${port}`, locale: 'en-GB', actionTimeout: 15_000, navigationTimeout: 30_000, trace: 'retain-on-failure', launchOptions },
  ...(!running && { webServer: {
    command: 'exec node ../tools/serve.ts --empty',
    wait: { stdout: /Capstan is at/ },
    env: { PORT: port, CAPSTAN_DATA: data, CAPSTAN_RATE_LIMIT: 'off' },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 8000 },
    timeout: 180_000,
    stdout: 'ignore',
    stderr: 'pipe',
  } }),
});
