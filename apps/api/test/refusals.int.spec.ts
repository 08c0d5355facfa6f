import { MOST_ROWS, MOST_ROWS_TEXT } from '@capstan/capital';
import { MOST_BILL_ROWS, MOST_BILL_TEXT } from '@capstan/compute';
import { MOST_BANK_ROWS, MOST_BANK_TEXT } from '@capstan/planning';
import { MOST_HIRES_ROWS, MOST_HIRES_TEXT } from '@capstan/team';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi, founder: Person, company: string;
beforeAll(async () => {
  api = await startApi();
  founder = await api.signUp();
  company = await api.found(founder);
});
afterAll(() => api.close());

const at = (path: string) => `/api/companies/${company}/${path}`;
const recorded = async (): Promise<number> => (await founder.get(at('ledger/events'))).body.total;

const mapping = { date: 'Date', dateFormat: 'YYYY-MM-DD', amount: { kind: 'signed', column: 'Amount' }, decimal: '.', text: 'Text' };
const bank = { account: 'Main', currency: 'EUR', mapping };
test.each([
  ['planning/bank', bank, MOST_BANK_TEXT, MOST_BANK_ROWS, ['bank-too-large', 'bank-too-many-rows', 'bank-unreadable']],
  ['compute/bills', {}, MOST_BILL_TEXT, MOST_BILL_ROWS, ['bill-too-large', 'bill-too-many-rows', 'bill-unreadable']],
  ['team/imports', {}, MOST_HIRES_TEXT, MOST_HIRES_ROWS, ['hires-too-large', 'hires-too-many', 'hires-unreadable']],
  ['capital/rows', { kind: 'shares' }, MOST_ROWS_TEXT, MOST_ROWS, ['rows-too-large', 'rows-too-many', 'rows-unreadable']],
])('%s: a file that is too large, has too many rows, or is no CSV', async (path, more, characters, rows, codes) => {
  const before = await recorded();
  const codeOf = async (text: string): Promise<string> => (await founder.post(at(path), { ...more, text })).body.code;
  expect([await codeOf('x'.repeat(characters + 1)), await codeOf('a\n'.repeat(rows + 2)), await codeOf('a,b\n1,"2')]).toEqual(codes);
  expect(await recorded()).toBe(before);
});

test.each([
  ['a bank file of a header alone', 'POST', 'planning/bank', { ...bank, text: 'Date,Amount,Text\n' }, 'bank-empty'],
  ['a change of nothing', 'POST', 'team/hires/hire-00000001/change', { from: '2026-01-01' }, 'hire-change-empty'],
  ['an employer who pays more than twice the salary', 'PUT', 'team/employer-costs', { country: 'PT', from: '2026-01-01', currency: 'EUR', brackets: [{ name: 'TSU', rate: '2' }], source: '' }, 'employer-rate-out-of-range'],
  ['a bracket that ends where it begins', 'PUT', 'team/employer-costs', { country: 'PT', from: '2026-01-01', currency: 'EUR', brackets: [{ name: 'TSU', rate: '0.2', above: 5, upTo: 5 }], source: '' }, 'employer-bracket-inverted'],
  ['a holder who is nobody', 'GET', 'capital/holders/holder-00000099', undefined, 'holder-unknown'],
] as const)('%s', async (_, method, path, body, code) => {
  const before = await recorded();
  const { body: problem } = await (method === 'GET' ? founder.get(at(path)) : method === 'PUT' ? founder.put(at(path), body) : founder.post(at(path), body));
  expect([problem.code, ...(problem.errors ?? []).map((one: { code: string }) => one.code)]).toContain(code);
  expect(await recorded()).toBe(before);
});
