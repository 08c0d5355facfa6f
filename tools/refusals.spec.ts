import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const filesIn = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: root, exclude: (path) => /(^|\/)(node_modules|dist|\.next[^/]*)$/.test(path) }).map((file) => readFileSync(join(root, file), 'utf8'));

/** A table of refusals as they are all written: a name, and a code with its sentence on each line. */
const TABLE = /\w+(?:Refusals|Sentences) = \{(.*?)\} as const/gs;
const CODE = /'([a-z]+(?:-[a-z0-9]+)+)': ['"`]/g;
const codesIn = (source: string): string[] => [...source.matchAll(TABLE)].flatMap(([, table]) => [...table!.matchAll(CODE)].map(([, code]) => code!));

const sources = filesIn('libs/*/src/**/*.ts', 'apps/{api,trainer}/src/**/*.ts').filter((text) => /Refusals|Sentences/.test(text));
const declared = [...new Set(sources.flatMap(codesIn))];
const specs = filesIn('{libs,apps,tools}/**/*.spec.{ts,tsx}', 'e2e/**/*.ts', 'libs/*/test/**/*.ts').join('\n');
const named = new Set(specs.match(/[a-z]+(?:-[a-z0-9]+)+/g));

test('tables of refusals are found, those of every context among them', () => {
  expect(declared.length).toBeGreaterThan(350);
  expect(declared).toEqual(expect.arrayContaining(['currency-unknown', 'event-unknown', 'not-a-number-at-step', 'models-busy', 'ocf-refused', 'spend-unknown', 'shares-invalid']));
});
test('every refusal that can be said is named by a test', () => expect(declared.filter((code) => !named.has(code))).toEqual([]));
