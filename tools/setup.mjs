// Runs on the machine's own Node (20 or newer) before anything is installed; no dependencies.
// Installs what the lockfile names when it has changed, WebGPU beside it where there is a GPU, and with --browser what the tests need:
// a Chromium, and WebGPU on its software adapter.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;
process.chdir(root);

const fail = (why) => { console.error(why); process.exit(1); };
const run = (cmd, args, options = {}) => {
  console.log(`$ ${cmd} ${args.join(' ')}`);
  return spawnSync(cmd, args, { stdio: 'inherit', shell: process.platform === 'win32', ...options }).status === 0;
};

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Capstan needs Node 20 or newer to begin with; this is ${process.version}.`);

const stamp = 'node_modules/.installed-from';
const want = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const changed = !existsSync(stamp) || readFileSync(stamp, 'utf8') !== want;
if (changed) {
  // not `npm ci`: it fails where a registry lacks the optional packages of other platforms
  if (!run('npm', ['install', '--no-audit', '--no-fund', '--no-save', '--loglevel=error'])) fail('npm install failed; the lines above say why.');
  writeFileSync(stamp, want);
}

// The product runs on Node 26: the one the lockfile brings for this platform, else the machine's own.
const local = join(root, 'node_modules', '.bin');
const withLocal = { ...process.env, PATH: `${local}${delimiter}${process.env.PATH}` };
const version = spawnSync('node', ['-v'], { encoding: 'utf8', env: withLocal }).stdout?.trim() ?? '';
if (Number(version.slice(1).split('.')[0]) < 26) fail(`Capstan runs on Node 26. None came with the packages for ${process.platform}-${process.arch}, and the machine's own is ${version}: install Node 26 and start again.`);

const tests = process.argv.includes('--browser');
const gpu = process.platform === 'darwin' || ['/dev/nvidia0', '/dev/dri/renderD128', '/dev/dxg'].some((device) => existsSync(device));
if (tests || (gpu && changed)) addWebgpu();

if (tests) {
  const browser = findBrowser() ?? installBrowser();
  if (!browser) fail('The browser tests need Chromium: install it, or name one in the variable CHROMIUM.');
  mkdirSync('node_modules/.cache', { recursive: true });
  writeFileSync('node_modules/.cache/chromium-path', browser);
  addVulkan();
  addMlflow();
}

/** Beside the product, never in its way: without it training runs on the processor, and the tests say that they skipped it. */
function addWebgpu() {
  if (existsSync(join(process.env.CAPSTAN_ENGINES ?? '.engines', 'webgpu', 'node_modules'))) return;
  run('node', ['tools/engine.ts', 'webgpu'], { timeout: 180_000, env: withLocal });
}

/** MLflow's stock client, for the tests that record runs with it: where Python or its packages are out of reach they say that they skipped it. */
function addMlflow() {
  const folder = 'node_modules/.cache/mlflow-client', whole = join(folder, 'whole');
  if (existsSync(whole)) return;
  if (run('python3', ['-m', 'pip', 'install', '-q', '--no-compile', '--disable-pip-version-check', '--target', folder, 'mlflow-skinny==3.17.2'], { timeout: 180_000 })) writeFileSync(whole, '');
}

/** The browser named by CHROMIUM, one of the system, or one that Playwright fetched before. */
function findBrowser() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((dir) => names.map((name) => join(dir, name)));
  return [process.env.CHROMIUM, ...onPath, playwrightsOwn()].find((path) => path && existsSync(path));
}

function playwrightsOwn() {
  try { return createRequire(join(root, 'e2e', 'package.json'))('@playwright/test').chromium.executablePath(); } catch { return undefined; }
}

/** The door to Vulkan, behind which the browser's software adapter stands. */
function addVulkan() {
  if (aptGets() && !['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu'].some((dir) => existsSync(join(dir, 'libvulkan.so.1')))) apt('libvulkan1');
}

/** Playwright's download first; where that is out of reach, the Debian package when root. */
function installBrowser() {
  if (run('npx', ['--no-install', 'playwright', 'install', 'chromium'], { timeout: 180_000 }) && findBrowser()) return findBrowser();
  if (aptGets()) apt('chromium');
  return findBrowser();
}

function aptGets() { return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'); }

function apt(name) {
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name]);
}
