import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as capital from '@capstan/capital';
import * as compute from '@capstan/compute';
import * as decisions from '@capstan/decisions';
import * as kernel from '@capstan/kernel';
import * as market from '@capstan/market';
import * as planning from '@capstan/planning';
import * as reports from '@capstan/reports';
import * as team from '@capstan/team';
import * as training from '@capstan/training';
import { wordsIn } from './words.ts';
import { contexts, type Messages } from './contexts.ts';

const root = join(import.meta.dirname, '../messages');
const files = (lang: string) => readdirSync(join(root, lang)).filter((f) => f.endsWith('.json')).toSorted();
const read = (lang: string, file: string) => JSON.parse(readFileSync(join(root, lang, file), 'utf8')) as Messages;
const flat = (m: Messages, at = ''): [string, string][] => Object.entries(m).flatMap(([k, v]) => (typeof v === 'string' ? [[at + k, v] as [string, string]] : flat(v, `${at}${k}.`)));

test('every file of messages exists in both languages and is one the frame knows', () => {
  expect(files('zh')).toEqual(files('en'));
  expect(files('en').map((f) => f.replace('.json', '')).filter((f) => !(contexts as readonly string[]).includes(f))).toEqual([]);
});

test.each(files('en'))('%s has the same keys in English and Chinese, none empty', (file) => {
  const [en, zh] = [flat(read('en', file)), flat(read('zh', file))];
  expect(zh.map(([k]) => k).toSorted()).toEqual(en.map(([k]) => k).toSorted());
  expect([...en, ...zh].filter(([, text]) => text.trim() === '')).toEqual([]);
});

test.each(files('en'))('%s has the same values in the sentences of both languages', (file) => {
  const names = (text: string) => [...text.matchAll(/\{(\w[\w-]*)\s*[,}]/g)].map((m) => m[1]!).toSorted((a, b) => a.localeCompare(b)).filter((n, i, all) => n !== all[i - 1]);
  const zh = new Map(flat(read('zh', file)));
  for (const [key, text] of flat(read('en', file))) expect({ key, names: names(zh.get(key) ?? '') }).toEqual({ key, names: names(text) });
});

test('a metric or a fact that stands in two files says the same in both', () => {
  for (const lang of ['en', 'zh']) for (const part of ['metrics', 'facts']) {
    const said = new Map<string, string>();
    for (const file of files(lang)) for (const [key, text] of flat((read(lang, file)[part] ?? {}) as Messages)) {
      expect({ file, key, text }).toEqual({ file, key, text: said.get(key) ?? text });
      said.set(key, text);
    }
  }
});

test('every metric has a page in both languages', () => {
  const keys = (lang: string) => files(lang).flatMap((f) => Object.keys((read(lang, f)['metrics'] ?? {}) as Messages));
  const pages = (folder: string) => readdirSync(join(import.meta.dirname, '../../../../docs', folder)).filter((f) => f.endsWith('.md')).toSorted();
  expect(keys('en').length).toBeGreaterThan(20);
  for (const lang of ['en', 'zh']) expect(keys(lang).filter((key) => !pages('metrics').includes(`${key}.md`))).toEqual([]);
  expect(pages('metrics/zh')).toEqual(pages('metrics'));
});

const rooms = { capital, compute, decisions, kernel, market, planning, reports, team, training };
const codes = Object.entries(rooms).flatMap(([room, lib]) => Object.entries(lib).filter(([name]) => name.endsWith('Refusals')).flatMap(([, table]) => Object.keys(table as object).map((code) => ({ room, code }))));

test.each(['en', 'zh'])('every refusal of every context has words in %s', (lang) => {
  const said = new Set(files(lang).flatMap((f) => Object.keys((read(lang, f)['refusals'] ?? {}) as Messages)));
  expect(codes.length).toBeGreaterThan(10);
  expect(codes.filter(({ code }) => !said.has(code)).map(({ room, code }) => `${room}: ${code}`)).toEqual([]);
});

test('plurals are chosen by the language', () => {
  const en = wordsIn('en', read('en', 'app.json'));
  expect([en('why.all', { count: 1 }), en('why.all', { count: 3 })]).toEqual(['All 1 event in the ledger', 'All 3 events in the ledger']);
  expect(wordsIn('zh', read('zh', 'app.json'))('why.all', { count: 3 })).toBe('账本中的全部 3 个事件');
});

test('every message can be read as ICU where it is used as ICU', () => {
  const plain = /^(refusals|metrics|facts)\./;
  for (const file of files('en')) for (const lang of ['en', 'zh'] as const) {
    const messages = read(lang, file);
    const broken: string[] = [];
    for (const [key, text] of flat(messages)) if (!plain.test(key) && /[<>{}]/.test(text) && /\{[^{}]*$|^[^{}]*\}/.test(text.replace(/\{[^{}]*(\{[^{}]*\}[^{}]*)*\}/g, ''))) broken.push(`${lang}/${file} ${key}`);
    expect(broken).toEqual([]);
  }
});
