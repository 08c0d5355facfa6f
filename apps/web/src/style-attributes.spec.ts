import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const here = import.meta.dirname;
const ui = join(here, '../../../libs/ui/src');
const sources = [...globSync('**/*.tsx', { cwd: here }).map((f) => join(here, f)), ...globSync('**/*.tsx', { cwd: ui }).map((f) => join(ui, f))];

/** The policy of the pages lets no style in that stands in an attribute of their HTML: it would be sent, and not be seen. */
const styled = (code: string): boolean => /[\s(]style=[{"']|<style[\s>]|dangerouslySetInnerHTML/.test(code);

test('no element carries a style of its own: a class, an attribute of an SVG, or <Bar> says it', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((file) => styled(readFileSync(file, 'utf8'))).map((file) => file.slice(here.length - 12))).toEqual([]);
});

test('the check sees what it looks for', () => {
  expect(['<i style={{ width }} />', '<i style="x" />', '<style>{css}</style>', '<i dangerouslySetInnerHTML={x} />', '<i data-style="x" className="style" />'].map(styled)).toEqual([true, true, true, true, false]);
});
