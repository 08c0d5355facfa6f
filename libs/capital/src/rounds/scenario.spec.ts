import { exact, fieldProblems, given } from '@capstan/kernel';
import { expect, test } from 'vitest';
import { dilution, partAt, playScenario, type RoundScenario, SaveScenario, type ScenarioCommand, scenarioDecider, type ScenarioFact, termSheetChecklist } from '../index.ts';
import { founded } from '../story.fixture.ts';
import { scenario, seed, start } from './scenario.fixture.ts';

const played = (change: Partial<RoundScenario> = {}) => playScenario(start, { ...scenario, ...change });
const firstOf = (change: Partial<RoundScenario> = {}) => {
  const [round] = played(change).rounds;
  if (round?.kind !== 'priced') throw new Error(round?.kind);
  return round;
};
const parts = (change: Partial<RoundScenario> = {}) => {
  const all = dilution(played(change));
  return Object.fromEntries(all.holders.map((row) => [row.name, exact.toDecimal(partAt(row.shares.at(-1)!, all.totals.at(-1)!)!, 4)]));
};

test('a note brings its interest until the day of the round; a SAFE converts at its cap', () => {
  expect(firstOf().plan.convertibles.map((c) => exact.toDecimal(c.amount, 2))).toEqual(['500000.00', '110000.00']);
  expect(firstOf().round.conversions.map((c) => c.by)).toEqual(['cap', 'discount']);
});

test('an investor who is there already is the same holder, however the name is spelled', () => {
  expect(Object.keys(parts()).toSorted()).toEqual(['Elbe Angels', 'Jonas Lindqvist', 'Kanal Kapital', 'Mira Okafor', 'Nordlicht']);
});

test('a what-if cap changes what its holder gets, and nothing else is recorded of it', () => {
  expect(Number(parts({ caps: { 'safe-00000001': { amount: 250_000_000, currency: 'EUR' } } })['Elbe Angels'])).toBeGreaterThan(Number(parts()['Elbe Angels']));
});

test('a SAFE to be signed dilutes the founders, not the new money', () => {
  const change = { safes: [{ name: 'Fjord', amount: { amount: 50_000_000, currency: 'EUR' }, kind: 'post-money', cap: { amount: 600_000_000, currency: 'EUR' } }] } as const satisfies Partial<RoundScenario>;
  const [before, after] = [parts(), parts({ ...change, safes: [...change.safes] })];
  expect(after['Nordlicht']).toBe(before['Nordlicht']);
  expect(Number(after['Mira Okafor'])).toBeLessThan(Number(before['Mira Okafor']));
});

test('a SAFE left out of the seed converts in the next round', () => {
  const rounds = [{ ...seed, leftOut: ['safe-00000001'] }, { ...seed, name: 'A', on: '2028-01-01' }];
  expect(played({ rounds }).rounds.map((r) => r.plan.convertibles.map((c) => c.id))).toEqual([['note-00000001'], ['safe-00000001']]);
});

test('the checklist settles what the scenario prices and leaves open what people must agree on', () => {
  const items = termSheetChecklist(scenario, firstOf());
  const of = (term: string) => items.find((i) => i.term === term)!.settled;
  expect([of('amount'), of('option-pool'), of('anti-dilution'), of('board')]).toEqual([{ kind: 'money', amount: 200_000_000, currency: 'EUR' }, { kind: 'part', part: ['1', '10'] }, { kind: 'choice', of: 'protection', choice: 'broad' }, null]);
  expect(of('price-per-share')).toMatchObject({ kind: 'price', currency: 'EUR' });
  expect(termSheetChecklist(scenario, undefined).filter((i) => i.settled !== null).length).toBeLessThan(items.filter((i) => i.settled !== null).length);
});

const today = '2026-11-23';
const save: ScenarioCommand = { type: 'SaveScenario', scenario: 'scenario-00000001', name: 'Modest seed', terms: scenario, today };
const saved: ScenarioFact = { type: 'RoundScenarioSaved', data: { scenario: 'scenario-00000001', name: 'Modest seed', terms: scenario, savedOn: today }, effective: today };
const dropped: ScenarioFact = { type: 'RoundScenarioDropped', data: { scenario: 'scenario-00000001', droppedOn: today }, effective: today };
const company = (...facts: ScenarioFact[]) => given(scenarioDecider, founded as never, ...facts);

test('a scenario is saved, renamed with its terms, and dropped', () => {
  company().when(save).then(saved);
  company(saved).when({ type: 'RenameScenario', scenario: 'scenario-00000001', name: 'Bold seed', today }).then({ ...saved, data: { ...saved.data, name: 'Bold seed' } });
  company(saved).when({ type: 'DropScenario', scenario: 'scenario-00000001', today }).then(dropped);
});
test('what is not there, is dropped, says nothing new or takes a name is refused', () => {
  const rename = { type: 'RenameScenario', scenario: 'scenario-00000001', name: 'Modest seed', today } as const;
  company().when(rename).refuses('scenario-unknown');
  company(saved, dropped).when(rename).refuses('scenario-dropped');
  company(saved).when(rename).refuses('scenario-unchanged');
  company(saved).when({ ...save, scenario: 'scenario-00000002', name: 'modest  SEED' }).refuses('scenario-name-taken', 'name');
});
test('a scenario in another currency names the field', () => {
  const dollars = { ...scenario, rounds: [{ ...seed, preMoney: { amount: 1, currency: 'USD' } }] };
  company().when({ ...save, terms: dollars }).refuses('not-company-currency', 'terms.rounds.0.preMoney');
});

test.each([
  ['a pool of everything', { rounds: [{ ...seed, pool: { kind: 'target', part: '1' } }] }, 'terms.rounds.0.pool.part', 'pool-out-of-range'],
  ['a cap of nothing', { caps: { 'safe-00000001': { amount: 0, currency: 'EUR' } } }, 'terms.caps.safe-00000001', 'cap-not-positive'],
  ['a pre-money of nothing', { rounds: [{ ...seed, preMoney: { amount: 0, currency: 'EUR' } }] }, 'terms.rounds.0.preMoney', 'amount-zero'],
])('%s is refused at its field', (_, change, path, code) => {
  const answer = SaveScenario.safeParse({ name: 'x', terms: { ...scenario, ...change } });
  expect(fieldProblems(answer.error!)).toContainEqual(expect.objectContaining({ path, code }));
});
