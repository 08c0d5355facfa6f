// Starts the product: API, trainer and web as three processes behind one public address.
// PORT, HOST, CAPSTAN_DATA configure it; --empty leaves out the demo company; --dev compiles pages on demand.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { hold } from './serve/hold.ts';
import { answers, freePort, isLoopback } from './serve/ports.ts';
import { Supervisor } from './serve/supervise.ts';
import { demoSignIns, hasDemo, seedDemo } from './demo/seed.ts';

const root = resolve(import.meta.dirname, '..');
const dev = process.argv.includes('--dev');
const empty = process.argv.includes('--empty');
const port = Number(process.env['PORT'] ?? 3000);
const host = process.env['HOST'] ?? 'localhost';
const data = resolve(root, process.env['CAPSTAN_DATA'] ?? 'data');
const bind = host === 'localhost' ? '127.0.0.1' : host;

const fail = (why: string): never => { console.error(why); process.exit(1); };
if (!Number.isInteger(port) || port < 1 || port > 65535) fail(`PORT must be a number from 1 to 65535, not ${process.env['PORT']}.`);
if (!(await freePort(port, bind))) fail(`Port ${port} on ${host} is taken. Choose another: PORT=3100 npm start`);

mkdirSync(data, { recursive: true, mode: 0o700 });
if (!isLoopback(host) && hasDemo(data)) fail(`${data} holds the demo sign-ins, whose password everyone knows: they stay on loopback. Name another folder in CAPSTAN_DATA.`);
const held = hold(data);
if ('heldBy' in held) fail(`The data folder ${data} is in use by process ${held.heldBy}. Stop that one, or name another folder in CAPSTAN_DATA.`);
const release = () => { if ('release' in held) held.release(); };
process.on('exit', release);

const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: dev ? 'development' : 'production' };
const built = spawnSync('nx', ['run-many', '-t', 'build', '--output-style=static', ...(dev ? ['--exclude=@capstan/web,@capstan/api'] : [])], { cwd: root, env, encoding: 'utf8' });
if (built.status !== 0) fail(`${built.stdout}${built.stderr}\nThe build failed; the lines above say why.`);

const apiPort = (await freePort(Number(process.env['API_PORT'] ?? 0))) ?? fail(`API_PORT ${process.env['API_PORT']} is taken.`);
// An address for everyone is none that a person opens: without CAPSTAN_ORIGIN only this machine's own browser is served.
const everywhere = host === '0.0.0.0' || host === '::';
const origin = `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host.replace(/[[\]]/g, '')}]` : host}:${port}`;
const api = `http://127.0.0.1:${apiPort}`;
const shared = { ...env, CAPSTAN_DATA: data, CAPSTAN_ORIGIN: process.env['CAPSTAN_ORIGIN'] ?? origin, CAPSTAN_API_URL: api, API_PORT: String(apiPort), API_HOST: '127.0.0.1' };

const supervisor = new Supervisor((code) => process.exit(code));
process.on('SIGINT', () => supervisor.stop(0)).on('SIGTERM', () => supervisor.stop(0)).on('SIGHUP', () => supervisor.stop(0));

const bundle = 'dist/main.mjs';
const bundled = !dev && existsSync(resolve(root, 'apps/api', bundle));
supervisor.start({ name: 'api', cwd: resolve(root, 'apps/api'), args: bundled ? ['--enable-source-maps', bundle] : ['--import', '@oxc-node/core/register', 'src/main.ts'], env: shared });
supervisor.start({ name: 'web', cwd: resolve(root, 'apps/web'), args: [resolve(root, 'node_modules/next/dist/bin/next'), dev ? 'dev' : 'start', '-H', bind, '-p', String(port)], env: shared });
await answers(`${api}/api/health`, () => supervisor.stopping);
supervisor.start({ name: 'trainer', cwd: resolve(root, 'apps/trainer'), args: ['src/main.ts'], env: shared });
await answers(`http://${bind.includes(':') ? `[${bind}]` : bind}:${port}/sign-in`, () => supervisor.stopping);

if (!supervisor.stopping && !empty) {
  if (isLoopback(host)) {
    const incomplete = (error: unknown) => { if (!supervisor.stopping) console.error(`The demo is incomplete; the next start goes on with it. ${String(error)}`); };
    await seedDemo({ api, origin: shared.CAPSTAN_ORIGIN, data }, () => supervisor.stopping).then(({ behind }) => void behind.catch(incomplete), incomplete);
    console.log(demoSignIns(data));
  } else console.log(`The demo company and its sign-ins are only created on a loopback address; ${host} is not one.`);
}
if (!supervisor.stopping) {
  writeFileSync(join(data, 'started'), '');
  if (everywhere && !process.env['CAPSTAN_ORIGIN']) console.log('Changes are accepted from the address in CAPSTAN_ORIGIN only: set it to the one that people open.');
  console.log(`\nCapstan is at ${shared.CAPSTAN_ORIGIN}   (started in ${(performance.now() / 1000).toFixed(1)} s; data in ${data}; Ctrl-C stops it)`);
}
