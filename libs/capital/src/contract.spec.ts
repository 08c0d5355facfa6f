import { fieldProblems } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { CloseRound, IssueShares, MakeCommitment, OpenRound, SetPool, SignSafe } from './commands.ts';
import { eur } from './story.fixture.ts';

const shares = { holder: 'Ada Park', class: 'Common', shares: 1000, issuedOn: '2025-01-01' };
const safe = { investor: 'Ada Park', amount: eur(1000), kind: 'post-money', signedOn: '2025-01-01' };
const round = { name: 'Seed', preMoney: eur(1000), target: eur(100), openedOn: '2025-01-01' };
const commitment = { investor: 'Ada Park', amount: eur(1000), committedOn: '2025-01-01' };

test.each([
  ['zero shares', IssueShares, { ...shares, shares: 0 }, 'shares', 'shares-invalid'],
  ['negative shares', IssueShares, { ...shares, shares: -5 }, 'shares', 'shares-invalid'],
  ['half a share', IssueShares, { ...shares, shares: 0.5 }, 'shares', 'shares-invalid'],
  ['a day in the year 20255', IssueShares, { ...shares, issuedOn: '20255-01-01' }, 'issuedOn', 'date-out-of-range'],
  ['31 February', SignSafe, { ...safe, signedOn: '2025-02-31' }, 'signedOn', 'date-invalid'],
  ['an unknown currency', SignSafe, { ...safe, amount: { amount: 1, currency: 'ZZZ' } }, 'amount.currency', 'currency-unknown'],
  ['more than 2^51 cents', MakeCommitment, { ...commitment, amount: { amount: 2 ** 51 + 1, currency: 'EUR' } }, 'amount.amount', 'amount-too-large'],
  ['a negative amount', MakeCommitment, { ...commitment, amount: eur(-1) }, 'amount.amount', 'amount-negative'],
  ['an amount of nothing', MakeCommitment, { ...commitment, amount: eur(0) }, 'amount', 'amount-zero'],
  ['a cap below zero', SignSafe, { ...safe, cap: eur(-1) }, 'cap', 'cap-not-positive'],
  ['a cap of zero', SignSafe, { ...safe, cap: eur(0) }, 'cap', 'cap-not-positive'],
  ['a discount of everything', SignSafe, { ...safe, discount: '1' }, 'discount', 'discount-out-of-range'],
  ['a discount below zero', SignSafe, { ...safe, discount: '-0.2' }, 'discount', 'discount-out-of-range'],
  ['a pool of the whole company', OpenRound, { ...round, poolTarget: '1.0' }, 'poolTarget', 'pool-out-of-range'],
  ['a pool of 150 %', CloseRound, { closedOn: '2025-01-01', poolTarget: '1.5' }, 'poolTarget', 'pool-out-of-range'],
  ['a negative pool', SetPool, { shares: -1, setOn: '2025-01-01' }, 'shares', 'invalid-input'],
] as const)('%s is refused', (_, schema, body, path, code) => {
  const result = schema.safeParse(body);
  expect(fieldProblems(result.error!).map(({ path: at, code: why }) => [at, why])).toContainEqual([path, code]);
});

test('what fits passes', () => {
  for (const [schema, body] of [[IssueShares, shares], [SignSafe, safe], [OpenRound, { ...round, poolTarget: '0.1' }], [MakeCommitment, commitment]] as const) expect(schema.safeParse(body).success).toBe(true);
});
