import { expect, test } from 'vitest';
import { parseCookie } from '../api/auth.ts';
import { pathOf } from '../api/path.ts';
import { FormReader } from '../api/read-form.ts';
import { chooseLocale } from '../i18n/choose.ts';
import { countries } from '../i18n/countries.ts';
import { keepingMoment } from './desk-dom.ts';
import { momentOf } from './moment.ts';

test('a moment is read from a day, a minute or an instant, and from nothing else', () => {
  expect(['2026-03-31', '2026-03-31T12:00', '2026-03-31T12:00:30Z'].map(momentOf)).toEqual(['2026-03-31T23:59:59.999Z', '2026-03-31T12:00:00.000Z', '2026-03-31T12:00:30.000Z']);
  expect([undefined, '', 'soon', '2026-02-30', '2026-13-01T00:00', '2026-03-31T25:00'].map(momentOf)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
});

test('links keep the moment that is shown, and an empty one leads back to now', () => {
  const past = new URL('http://x/c1/capital?asOf=2026-03-31');
  expect(keepingMoment('/c1/team', past)).toBe('/c1/team?asOf=2026-03-31');
  expect(keepingMoment('?sheet=a', past)).toBe('/c1/capital?sheet=a&asOf=2026-03-31');
  expect(keepingMoment('/c1/team?asOf=', past)).toBe('/c1/team');
  expect(keepingMoment('/c1/team?asOf=2025-01-01', past)).toBe('/c1/team?asOf=2025-01-01');
  expect(keepingMoment('/c1/team', new URL('http://x/c1'))).toBe('/c1/team');
});

test('the language is the chosen one, else the browser\'s best, else English', () => {
  expect(chooseLocale('zh', 'en')).toBe('zh');
  expect(chooseLocale(undefined, 'fr;q=0.9, zh-CN;q=0.8, en;q=0.7')).toBe('zh');
  expect(chooseLocale('xx', 'de, fr')).toBe('en');
  expect(chooseLocale(undefined, null)).toBe('en');
});

test('a path escapes its parameters and refuses to be incomplete', () => {
  expect(pathOf('/companies/:company/members/:user', { company: 'a/b', user: 'ü' })).toBe('/companies/a%2Fb/members/%C3%BC');
  expect(() => pathOf('/companies/:company', {})).toThrow('needs company');
});

test('what is typed becomes what the contract wants; what cannot be read is named, never sent', () => {
  const form = new FormData();
  for (const [name, value] of [['amount', '1,250,000.50'], ['discount', '20'], ['empty', ' '], ['bad', 'twelve'], ['mfn', 'on'], ['precise', '1.005']] as const) form.set(name, value);
  const reader = new FormReader(form, 'en');
  expect([reader.money('amount', 'EUR'), reader.percent('discount'), reader.optional('empty'), reader.money('empty', 'EUR'), reader.checked('mfn'), reader.checked('other')])
    .toEqual([{ amount: 125_000_050, currency: 'EUR' }, '0.2', undefined, undefined, true, false]);
  expect(reader.number('bad')).toBeUndefined();
  expect(reader.money('precise', 'EUR')).toBeUndefined();
  expect(reader.unreadable).toEqual([{ path: 'bad', code: 'number-unreadable' }, { path: 'precise', code: 'money-unreadable' }]);
});

test('a session cookie keeps its guards on the way to the browser', () => {
  expect(parseCookie('capstan.session_token=a%2Bb.c%3D; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax'))
    .toEqual({ name: 'capstan.session_token', value: 'a+b.c=', options: { maxAge: 2592000, path: '/', httpOnly: true, secure: true, sameSite: 'lax' } });
});

test('countries are named in the language and sorted by it', () => {
  const [en, zh] = [countries('en'), countries('zh')];
  expect(en.length).toBeGreaterThan(230);
  expect(en.length).toBeLessThan(260);
  expect(en.find((c) => c.value === 'DE')?.label).toBe('Germany');
  expect(zh.find((c) => c.value === 'DE')?.label).toBe('德国');
  expect(en[0]?.label).toBe('Afghanistan');
});
