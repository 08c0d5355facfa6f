import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const found = resolve(import.meta.dirname, '../node_modules/.cache/chromium-path');

/** How every journey starts Chromium: the browser that set-up found, quiet on the network. */
export const launchOptions = {
  executablePath: process.env['CHROMIUM'] ?? (existsSync(found) ? readFileSync(found, 'utf8') : '/usr/bin/chromium'),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};
