import { calculatorsApi } from '@capstan/capital';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startApi, type TestApi } from './app.ts';

let api: TestApi;
let person: Person;
beforeAll(async () => { api = await startApi(); person = await api.signUp(); }, 120_000);
afterAll(() => api.close());

const ask = (name: string, body: object) => person.post(`/api/calculators/${name}`, body);

test('a waterfall is answered exactly, with its break points', async () => {
  const { status, body } = await ask('waterfall', { exit: 35_000_000, common: [{ name: 'Founders', shares: 8_000_000 }], preferred: [{ name: 'A', shares: 2_000_000, invested: 5_000_000 }] });
  expect(status).toBe(201);
  expect(body.payouts).toEqual([
    { name: 'A', amount: { fraction: ['7000000', '1'], decimal: '7000000.0000000000' }, choice: 'converts' }, { name: 'Founders', amount: { fraction: ['28000000', '1'], decimal: '28000000.0000000000' }, choice: 'shares' },
  ]);
  expect(body.breakPoints.map((b: { exit: { decimal: string }; events: unknown }) => [Number(b.exit.decimal), b.events])).toEqual([
    [5_000_000, [{ name: 'A', what: 'paid' }, { name: 'Founders', what: 'shares' }]], [25_000_000, [{ name: 'A', what: 'converts' }]],
  ]);
});

test('a round, a SAFE, a note and a down round', async () => {
  const round = await ask('round', { existing: 10_000_000, preMoney: 9_000_000, investments: [{ name: 'Lead', amount: 1_000_000 }] });
  expect([round.body.price.fraction, round.body.total.fraction]).toEqual([['9', '10'], ['100000000', '9']]);
  const safe = await ask('safe', { amount: 500_000, cap: 5_000_000, discount: '0.2', capitalisation: 10_000_000, roundPrice: ['9', '10'] });
  expect(safe.body.conversion).toMatchObject({ by: 'cap', price: { decimal: '0.5000000000' }, shares: { fraction: ['1000000', '1'] }, ofCapitalisation: { fraction: ['1', '10'] } });
  const note = await ask('note', { principal: 100_000, rate: '0.06', dayCount: '30/360', signedOn: '2025-01-01', on: '2026-07-01' });
  expect(note.body).toMatchObject({ amount: { fraction: ['109000', '1'] }, interest: { fraction: ['9000', '1'] }, conversion: null });
  const down = await ask('anti-dilution', { method: 'broad', conversionPrice: '2.5', newShares: 4_000_000, consideration: 5_000_000, outstanding: { common: 8_000_000, preferred: 2_000_000, options: 2_000_000 } });
  expect(down.body).toMatchObject({ kind: 'adjusted', conversionPrice: { fraction: ['35', '16'] } });
});

test('vesting, the $100,000 rule, returns and a loan', async () => {
  const vesting = await ask('vesting', { shares: 48, terms: { kind: 'schedule', start: '2025-01-31', every: { length: 1, unit: 'months' }, periods: 48, cliff: { length: 12, unit: 'months' } }, on: '2026-02-28' });
  expect([vesting.body.total, vesting.body.vested, vesting.body.installments[0]]).toEqual([48, 13, { on: '2026-01-31', shares: 12 }]);
  const iso = await ask('iso', { grants: [{ name: 'One', grantedOn: '2025-01-01', fairValue: '10', exercisable: [{ on: '2026-01-01', shares: 12_000 }] }] });
  expect(iso.body.grants).toEqual([{ name: 'One', iso: 10_000, nso: 2_000, years: [{ year: 2026, iso: 10_000, nso: 2_000 }] }]);
  const returns = await ask('returns', { kind: 'periodic', amounts: [-100, 240, -143] });
  expect(returns.body.internalRate).toEqual({ kind: 'several', rates: [expect.closeTo(0.1, 9), expect.closeTo(0.3, 9)] });
  const dated = await ask('returns', { kind: 'dated', flows: [{ on: '2025-01-01', amount: -100 }, { on: '2026-01-01', amount: 110 }], rate: 0.1 });
  expect(dated.body).toMatchObject({ internalRate: { kind: 'one', rate: expect.closeTo(0.1, 9) }, netPresentValue: expect.closeTo(0, 9), multiple: 1.1 });
  const loan = await ask('loan', { principal: { amount: 500_000_000, currency: 'USD' }, rate: '0.11', months: 36, drawnOn: '2026-01-15', treasuryRate: '0.01', upFrontFee: { amount: 3_000_000, currency: 'USD' }, warrants: { coverage: '0.1', strike: ['1', '1'] } });
  expect([Math.round(loan.body.total.amount / 100), loan.body.warrants.shares.fraction, loan.body.payments.length]).toEqual([1_173_260, ['500000', '1'], 36]);
});

const fields = (body: { errors?: { path: string; code: string }[] }) => (body.errors ?? []).map((e) => [e.path, e.code]);
test.each([
  ['waterfall', { exit: -1 }, 'exit', 'number-negative'], ['waterfall', { exit: 0.5 }, 'exit', 'number-invalid'], ['waterfall', { exit: '1e9' }, 'exit', 'number-invalid'], ['waterfall', { exit: ['1', '0'] }, 'exit', 'number-invalid'],
  ['waterfall', { exit: 1, preferred: [{ name: 'A', shares: 1, invested: 1, participation: 'capped' }] }, 'preferred.0.participationCap', 'participation-cap-needed'], ['waterfall', { exit: 1, pool: 5 }, 'pool', 'invalid-input'],
  ['round', { existing: 0, preMoney: 1, investments: [] }, 'existing', 'number-not-positive'], ['loan', { principal: { amount: 100, currency: 'EUR' }, rate: '0.1', months: 3, interestOnlyMonths: 3, drawnOn: '2026-01-01' }, 'interestOnlyMonths', 'interest-only-too-long'],
  ['vesting', { shares: -1, terms: { kind: 'dates', dates: [{ on: '2026-01-01', shares: 1 }] } }, 'shares', 'shares-invalid'], ['returns', { kind: 'periodic', amounts: [] }, 'amounts', 'invalid-input'],
] as const)('%s refuses %j', async (name, body, path, code) => {
  const answer = await ask(name, body);
  expect([answer.status, fields(answer.body)]).toEqual([400, [[path, code]]]);
});

test.each([
  ['waterfall', { exit: 1 }, 'exit-without-shares'], ['waterfall', { exit: 1, common: [{ name: 'A', shares: 1 }, { name: 'A', shares: 2 }] }, 'claim-twice'],
  ['waterfall', { exit: 1, common: [{ name: 'A', shares: 1 }], unconverted: [{ name: 'S', amount: 5, cap: 5 }] }, 'convertibles-own-everything'], ['round', { existing: 10, preMoney: 1, investments: [{ name: 'L', amount: 1 }], pool: { target: '0.9' } }, 'pool-impossible'],
  ['safe', { amount: 1, cap: 1 }, 'capitalisation-needed'], ['safe', { amount: 1 }, 'conversion-price-needed'],
  ['returns', { kind: 'periodic', amounts: Array.from({ length: 30 }, (_, i) => (i % 2 ? 1 : -1)) }, 'flows-turn-too-often'],
  ['anti-dilution', { method: 'ratchet', conversionPrice: 1, newShares: 1, consideration: 0, outstanding: { common: 1, preferred: 1 } }, 'ratchet-to-nothing'],
] as const)('%s has no answer to %j: %s', async (name, body, code) => {
  const answer = await ask(name, body);
  expect([answer.status, answer.body.code]).toEqual([409, code]);
});

test('whoever is not signed in is not answered', async () => expect((await api.nobody.post('/api/calculators/waterfall', { exit: 1 })).status).toBe(401));

test('the documented examples are answered', async () => {
  const { body: document } = await person.get('/api/openapi.json');
  for (const { path } of Object.values(calculatorsApi)) {
    const { $ref } = document.paths[`/api${path}`].post.requestBody.content['application/json'].schema;
    const examples = document.components.schemas[$ref.split('/').at(-1)].examples as object[];
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect([path, (await person.post(`/api${path}`, example)).status]).toEqual([path, 201]);
  }
});
