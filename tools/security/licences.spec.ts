import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

interface Package { readonly license?: string; readonly dev?: boolean; readonly devOptional?: boolean; readonly link?: boolean }
const lock = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package-lock.json'), 'utf8')) as { packages: Readonly<Record<string, Package>> };
const shipped = Object.entries(lock.packages).filter(([path, one]) => path.includes('node_modules/') && !one.dev && !one.devOptional && !one.link)
  .map(([path, { license = 'none' }]) => ({ name: path.replace(/^.*node_modules\//, ''), license }));

/** What may be used and passed on beside Apache-2.0 without conditions on our own code. */
const FITS = new Set(['Apache-2.0', 'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0', 'Python-2.0']);
/** What fits because of how it is used: as it comes, unchanged, and replaceable. */
const asTheyCome: readonly { readonly license: string; readonly of: RegExp; readonly why: string }[] = [
  { license: 'MPL-2.0', of: /^lightningcss/, why: 'a tool of the build; conditions on its own files alone' },
  { license: 'OFL-1.1', of: /^@fontsource/, why: 'a font, shipped as a font' },
  { license: 'CC-BY-4.0', of: /^caniuse-lite$/, why: 'data of the build, named in its package' },
  { license: 'LGPL-3.0-or-later', of: /^@img\/sharp/, why: 'an optional library of Next, loaded as a library' },
];

/** Every part of an expression that is joined by AND, and one of those joined by OR. */
function fits(license: string, name: string): boolean {
  const parts = license.replaceAll(/[()]/g, '');
  if (parts.includes(' OR ')) return parts.split(' OR ').some((one) => fits(one, name));
  return parts.split(' AND ').every((one) => FITS.has(one) || asTheyCome.some((as) => as.license === one && as.of.test(name)));
}

test('the licence of every package that ships fits Apache-2.0', () => {
  expect(shipped.length).toBeGreaterThan(200);
  expect(shipped.filter(({ name, license }) => !fits(license, name)).map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test('a licence with conditions on our own code does not fit, nor does none', () => {
  expect(['GPL-3.0', 'AGPL-3.0-only', 'none', 'MIT AND GPL-2.0', 'MPL-2.0', 'MIT OR GPL-3.0'].map((license) => fits(license, 'x'))).toEqual([false, false, false, false, false, true]);
});
