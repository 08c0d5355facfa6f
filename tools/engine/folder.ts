import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

export type Engine = 'tensorflow' | 'webgpu';

/** Where the product looks for an engine (libs/ml/src/backends/engine-folder.ts). */
export const folderOf = (engine: Engine): string => resolve(process.env['CAPSTAN_ENGINES'] ?? join(ROOT, '.engines'), engine);

/** Runs a command and returns what it wrote. Throws with the end of what it said when it fails. */
export function run(command: string, args: readonly string[], { cwd = ROOT, env = process.env }: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): string {
  console.log(`$ ${command} ${args.join(' ')}`);
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 26, shell: process.platform === 'win32' });
  if (error) throw new Error(`${command} cannot be run: ${error.message}`);
  if (status !== 0) throw new Error(`${command} failed: ${`${stdout}\n${stderr}`.trim().split('\n').slice(-8).join('\n')}`);
  return stdout;
}

/** The npm packages of an engine, as its lockfile names them, without their install scripts and without a second tfjs. */
export function installPackages(engine: Engine, folder: string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(join(import.meta.dirname, engine), folder, { recursive: true });
  // not `npm ci`: as in tools/setup.mjs
  run('npm', ['install', '--ignore-scripts', '--omit=peer', '--omit=dev', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
}

/** What the backend says of itself once its gradients were checked; throws what it said where it does not pass. */
export const proven = (engine: Engine): string => run(process.execPath, [join(import.meta.dirname, 'prove.ts'), engine]).trim();
