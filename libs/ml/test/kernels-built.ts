import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const room = fileURLToPath(new URL('..', import.meta.url));
const changed = (path: string): number => statSync(`${room}${path}`, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** `npm test` builds the kernels through nx; a single `vitest run libs/ml` builds them here when their sources are newer. */
export function setup(): void {
  const newest = Math.max(...readdirSync(`${room}kernels`).map((file) => changed(`kernels/${file}`)));
  if (Math.min(...['wide', 'relaxed', 'simd'].map((variant) => changed(`dist/kernels-${variant}.wasm`))) < newest) execFileSync('node', ['kernels/build.ts'], { cwd: room, stdio: 'inherit' });
}
