import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi;
let founder: Person;
beforeAll(async () => { api = await startApi(); founder = await api.signUp('Mira'); });
afterAll(() => api.close());

const capital = (company: string, path: string) => `/api/companies/${company}/capital/${path}`;
const shares = 'Shareholder;Share class;Quantity;Issue date;Amount paid\nMira Sand;Common;4000000;2024-02-01;400.50\nJonas Berg;Common;3000000;2024-02-01;\n';
const grants = 'name,type,options,strike price,grant date,vesting months,cliff,vesting start\nAda Quist,iso,12000,0.35,2024-06-01,48,12,2024-05-01\nKai Lund,rsu,500,,2024-07-01,,,\n';

test('holders come in by the names of their columns, with a report first and the paid amount in the currency of the company', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  const report = await founder.post(capital(company, 'rows/check'), { kind: 'shares', text: shares });
  expect(report.body).toMatchObject({ rows: 2, problemCount: 0, mapping: { holder: 'Shareholder', class: 'Share class', shares: 'Quantity', issued_on: 'Issue date', paid: 'Amount paid' } });
  expect((await founder.get(capital(company, 'cap-table'))).body.issued).toBe(0);
  expect(await founder.post(capital(company, 'rows'), { kind: 'shares', text: shares })).toMatchObject({ status: 201, body: { rows: 2 } });
  expect((await founder.get(capital(company, 'cap-table'))).body.holders).toMatchObject([{ name: 'Mira Sand', shares: 4_000_000 }, { name: 'Jonas Berg', shares: 3_000_000 }]);
  expect((await founder.get(capital(company, 'shares'))).body).toContainEqual(expect.objectContaining({ name: 'Mira Sand', paid: { amount: 40_050, currency: 'EUR' }, since: '2024-02-01' }));
});

test('grants come in with their vesting', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  expect(await founder.post(capital(company, 'rows'), { kind: 'grants', text: grants })).toMatchObject({ status: 201, body: { rows: 2 } });
  const { body } = await founder.get(capital(company, 'cap-table'));
  expect(body).toMatchObject({ issued: 0, fullyDiluted: 12_500 });
});

test('every cell that needs a look is named by line and column, and nothing is recorded', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  const text = 'holder,class,shares,issued_on,paid\n=cmd(),Common,10,2024-02-01,\nMira,Common,ten,2024-02-01,\nMira,Common,10,01.02.2024,\nMira,Common,10,2024-02-01,"1,000"\nAda,Common,10,2024-02-01,\nAda,Common,10,2024-02-01,\nMira,,10,2024-02-01,\nMira,Common,10\n';
  const answer = await founder.post(capital(company, 'rows'), { kind: 'shares', text });
  expect(answer).toMatchObject({ status: 400, body: { code: 'rows-refused', values: { count: 7 } } });
  expect((answer.body.errors as { path: string; code: string }[]).map(({ path, code }) => [path, code])).toEqual([
    ['line 2, holder', 'rows-formula'], ['line 3, shares', 'rows-shares-invalid'], ['line 4, issued_on', 'rows-date-invalid'], ['line 5, paid', 'rows-amount-invalid'], ['line 7', 'rows-twice'], ['line 8, class', 'rows-cell-empty'], ['line 9', 'rows-column-unfit'],
  ]);
  expect((await founder.get(capital(company, 'cap-table'))).body.issued).toBe(0);
});

test('the cap table has its say on whole rows: a day to come, a plan that is not there, what is there already', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  await founder.post(capital(company, 'shares'), { holder: 'mira  sand', class: 'Common', shares: 10, issuedOn: '2024-02-01' });
  const rows = await founder.post(capital(company, 'rows/check'), { kind: 'shares', text: 'holder,class,shares,issued_on\nMira Sand,Common,10,2024-02-01\nAda,Common,5,2099-01-01\n' });
  expect(rows.body).toMatchObject({ rows: 0, problemCount: 2, problems: [{ path: 'line 2', code: 'rows-here-already' }, { path: 'line 3, issued_on', code: 'day-in-future' }] });
  const plan = await founder.post(capital(company, 'rows/check'), { kind: 'grants', text: 'holder,kind,shares,granted_on,strike,plan\nAda,iso,5,2024-03-01,1,2024 plan\nAda,share,5,2024-03-01,1,\n' });
  expect(plan.body.problems).toMatchObject([{ path: 'line 3, kind', code: 'rows-kind-unknown' }]);
  expect((await founder.post(capital(company, 'rows/check'), { kind: 'grants', text: 'holder,kind,shares,granted_on,strike,plan\nAda,iso,5,2024-03-01,1,2024 plan\n' })).body.problems).toMatchObject([{ path: 'line 2, plan', code: 'rows-plan-unknown' }]);
});

test('columns can be named; a needed one that nobody names is asked for; the same file comes in once', async () => {
  const company = await api.found(founder, { foundedOn: '2024-01-01' });
  const text = 'who,what,n,when\nMira,Common,10,2024-02-01\n';
  expect((await founder.post(capital(company, 'rows/check'), { kind: 'shares', text })).body.problems.map((p: { code: string }) => p.code)).toEqual(['rows-column-missing', 'rows-column-missing', 'rows-column-missing', 'rows-column-missing']);
  const mapping = { holder: 'who', class: 'what', shares: 'n', issued_on: 'when' };
  expect((await founder.post(capital(company, 'rows/check'), { kind: 'shares', text, mapping: { ...mapping, shares: 'number' } })).body.problems).toMatchObject([{ code: 'rows-column-unknown', values: { column: 'number' } }]);
  expect(await founder.post(capital(company, 'rows'), { kind: 'shares', text, mapping })).toMatchObject({ status: 201 });
  const again = await founder.post(capital(company, 'rows'), { kind: 'shares', text, mapping });
  expect(again).toMatchObject({ status: 409, body: { code: 'rows-imported-before' } });
  expect(await founder.post(capital(company, 'rows/check'), { kind: 'shares', text: '' })).toMatchObject({ status: 409, body: { code: 'rows-empty' } });
});
