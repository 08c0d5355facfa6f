import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { atomsText, toAtoms } from './atoms.ts';
import { asIs } from './bill.fixture.ts';
import { FocusReader } from './focus.ts';

const sample = new URL('../../../../shared/data/focus/focus_sample_1000.csv', import.meta.url);
const there = existsSync(sample);

/** Splits CSV with quoted cells; enough for this one file. */
const table = (text: string): string[][] => text.trim().split(/\r?\n/).map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => (m[1] ?? m[2] ?? '').replaceAll('""', '"')));

test.skipIf(!there)(`the FOCUS sample of 1,000 rows adds up exactly${there ? '' : ' (skipped: the sample file lies outside this repository)'}`, () => {
  const [header, ...rows] = table(readFileSync(sample, 'utf8')) as [string[], ...string[][]];
  const reader = new FocusReader(header, asIs);
  rows.forEach((cells, i) => reader.take(i + 2, cells));
  expect(reader.problems).toEqual([]);
  const bill = reader.finish()!;
  expect([bill.lines, header.length, bill.credits, bill.exactTotal]).toEqual([1000, 44, 13, '20.52022672899']);
  expect(bill.total).toEqual({ amount: 2052, currency: 'USD' });
  expect(bill.groups.reduce((n, g) => n + g.amount.amount, 0)).toBe(2052);
  const of = (provider: string) => atomsText(bill.groups.filter((g) => g.provider === provider).reduce((n, g) => n + toAtoms(g.exact)!, 0n));
  expect([of('AWS'), of('Oracle'), of('Microsoft')]).toEqual(['18.0066386184', '0.53707392473', '1.97651418586']);
});
