import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatters } from '@capstan/ui';
import { expect, test } from 'vitest';
import type { Locale } from '../i18n/choose.ts';
import type { Messages } from '../i18n/contexts.ts';
import { wordsIn } from '../i18n/words.ts';
import { stuckText } from './stuck.ts';

const said = (lang: Locale, ...names: string[]) => {
  const t = wordsIn(lang, JSON.parse(readFileSync(join(import.meta.dirname, `../messages/${lang}/app.json`), 'utf8')) as Messages);
  return stuckText(names.map((name) => ({ name, since: '2026-03-31T12:00:00.000Z' })), { t, f: formatters(lang), lang });
};

test('what stands still is named and dated in the reader\'s language', () => {
  expect(said('en', 'compute-spend')).toMatch(/^Out of date: Compute spend \(since Mar 31, 2026, 12:00\sPM UTC\)\./);
  expect(said('zh', 'compute-spend')).toMatch(/^未更新：算力支出（自 2026年3月31日 12:00 UTC 起）。/);
});

test('several are listed; one without a name is called by its own', () => {
  expect(said('en', 'team-people', 'market-revenue')).toMatch(/People \(since [^)]+\) and Revenue \(since/);
  expect(said('en', 'harbour-ship')).toContain('harbour-ship (since Mar 31, 2026');
});
