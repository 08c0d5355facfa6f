import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Messages } from './contexts.ts';

const here = join(import.meta.dirname, '..');
const ui = join(here, '../../../libs/ui/src');
const sources = [...globSync('**/*.tsx', { cwd: here }).map((f) => join(here, f)), ...globSync('**/*.tsx', { cwd: ui }).map((f) => join(ui, f))].filter((f) => !f.endsWith('.spec.tsx'));

const inAttributes = /\s(?:title|label|alt|placeholder|aria-label|hint|caption|lead|submit|unit)="([^"]*\p{L}{2}[^"]*)"/gu;
const inText = />([^<>{}=;()]*\p{L}{2}[^<>{}=;()]*)<\//gu;
/** Marks that every language writes alike. */
const universal = /^(⌘K|UTC|YYYY-MM|G?FLOPs?(\/s)?|GPU|KiB)$/;

/** User-visible text written into a component instead of a message file. */
function literalsOf(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '').replace(/=>/g, '= ');
  return [...code.matchAll(inAttributes), ...code.matchAll(inText)].map((m) => m[1]!.trim()).filter((text) => !universal.test(text));
}

test('no user-visible text is written into a component', () => {
  const found = sources.flatMap((file) => literalsOf(readFileSync(file, 'utf8')).map((text) => `${file.slice(here.length - 3)}: ${text}`));
  expect(sources.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

test('the check sees text between tags and in attributes, in any script', () => {
  expect(literalsOf('<p>Hello there</p>')).toEqual(['Hello there']);
  expect(literalsOf('<p>总览</p>')).toEqual(['总览']);
  expect(literalsOf('<TextField name="x" label="Amount" />')).toEqual(['Amount']);
  expect(literalsOf('<p className="muted">{t("x")}</p>')).toEqual([]);
});

const messages = globSync('messages/en/*.json', { cwd: here }).map((f) => JSON.parse(readFileSync(join(here, f), 'utf8')) as Messages);
const has = (key: string) => messages.some((m) => key.split('.').reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Messages)[part] : undefined), m) !== undefined);

test('every key that is asked for by name is in some file of messages', () => {
  const missing = globSync('**/*.{ts,tsx}', { cwd: here }).filter((f) => !f.includes('.spec.')).flatMap((f) => {
    const code = readFileSync(join(here, f), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    return /words\(|Words\b/.test(code) ? [...code.matchAll(/\b(?:t|app)(?:\.rich|\.raw)?\('([\w.-]+)'/g)].map((m) => m[1]!).filter((key) => !has(key)).map((key) => `${f}: ${key}`) : [];
  });
  expect(missing).toEqual([]);
});
