import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hold } from './hold.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'supervise-'));
const alive = (pid: number) => { try { process.kill(pid, 0); return true; } catch { return false; } };

async function until<T>(what: () => T | undefined | false, ms = 30_000): Promise<T> {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((r) => setTimeout(r, 20))) {
    const got = what();
    if (got) return got;
  }
  throw new Error('waited in vain');
}

/** A supervisor process that keeps one program running, which appends its pid to a file each time it starts. */
function supervised(program: string) {
  const dir = folder();
  const pids = join(dir, 'pids');
  writeFileSync(pids, '');
  writeFileSync(join(dir, 'program.mjs'), `import { appendFileSync } from 'node:fs'; appendFileSync(${JSON.stringify(pids)}, process.pid + '\\n'); ${program}`);
  writeFileSync(join(dir, 'main.ts'), `import { Supervisor } from ${JSON.stringify(join(import.meta.dirname, 'supervise.ts'))};
    const s = new Supervisor((code) => process.exit(code)); process.on('SIGTERM', () => s.stop(0));
    s.start({ name: 'program', cwd: ${JSON.stringify(dir)}, args: ['program.mjs'], env: process.env });`);
  const main = spawn(process.execPath, [join(dir, 'main.ts')], { stdio: 'ignore' });
  const ended = new Promise<number | null>((resolve) => { main.on('exit', (code) => resolve(code)); });
  return { main, ended, started: () => readFileSync(pids, 'utf8').trim().split('\n').filter(Boolean).map(Number) };
}

test('a program killed with -9 is started again, and ends with its supervisor', async () => {
  const { main, ended, started } = supervised('setInterval(() => {}, 1000);');
  const first = await until(() => started()[0]);
  process.kill(first, 'SIGKILL');
  const second = await until(() => started()[1]);
  main.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(alive(second)).toBe(false);
});

test('when the supervisor itself is killed with -9 no program is left behind', async () => {
  const { main, started } = supervised('setInterval(() => {}, 1000);');
  const pid = await until(() => started()[0]);
  main.kill('SIGKILL');
  expect(await until(() => !alive(pid))).toBe(true);
});

test('a program that cannot stay up ends them all with a failure', async () => {
  const { ended, started } = supervised('process.exit(3);');
  expect(await ended).toBe(1);
  expect(started().length).toBe(6);
}, 120_000);

test('one data folder, one owner; a dead owner is no owner', () => {
  const dir = folder();
  const mine = hold(dir);
  expect('release' in mine).toBe(true);
  writeFileSync(join(dir, 'serve.pid'), String(process.ppid));
  expect(hold(dir)).toEqual({ heldBy: process.ppid });
  writeFileSync(join(dir, 'serve.pid'), '999999999');
  const again = hold(dir);
  expect('release' in again).toBe(true);
  if ('release' in again) again.release();
});
