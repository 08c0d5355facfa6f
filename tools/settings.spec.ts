import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const NAME = /\b(?:CAPSTAN_[A-Z0-9_]*[A-Z0-9]|API_(?:HOST|PORT)|POSTGRES_URL|KURRENTDB_URL|CHROMIUM)\b/g;
/** `PORT` and `HOST` are words of their own in code: looked for where the environment is read. */
const SHORT = /process\.env\['(PORT|HOST)'\]/g;

const sources = execFileSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n').filter((file) => file !== 'tools/settings.spec.ts');
const used = new Set(sources.flatMap((file) => {
  const text = readFileSync(resolve(ROOT, file), 'utf8');
  return [...text.matchAll(NAME)].map(([name]) => name).concat([...text.matchAll(SHORT)].map(([, name]) => name!));
}));
const explained = new Set([...readFileSync(resolve(ROOT, 'docs/settings.md'), 'utf8').matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([A-Z0-9_]+)`/g)].map(([, name]) => name!)));

test('every variable that the code reads is explained', () => expect([...used].filter((name) => !explained.has(name))).toEqual([]));
test('every variable that is explained is read somewhere', () => expect([...explained].filter((name) => !used.has(name))).toEqual([]));
