import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isRefusal, keyed } from '@capstan/kernel';
import { expect, test } from 'vitest';
import type { CapitalFact } from '../events.ts';
import { founded, stateOf, table, today } from './company.fixture.ts';
import { exportOcf, type ImportOcf, ocfDecider, type OcfState, planOcf, readOcf } from './index.ts';

const data = new URL('../../../../../shared/data/', import.meta.url);
const there = existsSync(data);
const suffix = there ? '' : ' (skipped: ../shared is not here)';

const filesOf = (name: string) => new Map(readdirSync(new URL(`${name}/`, data)).map((file) => [file, JSON.parse(readFileSync(new URL(`${name}/${file}`, data), 'utf8')) as unknown]));
const objects = (files: ReadonlyMap<string, unknown>) => [...files.values()].flatMap((file) => (file as { items?: { id: string }[] }).items ?? []).map((one) => JSON.stringify(one)).sort();
const blank: OcfState = { capital: stateOf([founded()]), imported: {} };

function recorded(name: string, loose: ImportOcf['loose']): CapitalFact[] {
  const facts = ocfDecider.decide({ type: 'ImportOcf', today, import: 'import-00000001', hash: name, files: filesOf(name), loose }, blank);
  if (isRefusal(facts)) throw new Error(facts.message);
  return [founded(), ...facts];
}
const packed = (facts: readonly CapitalFact[]) => new Map([...exportOcf(facts, { company: 'company-00000001', asOf: today, generatedAt: '2026-11-23T10:00:00Z', md5: () => '' })].map(([file, text]) => [file, JSON.parse(text) as unknown]));

for (const [name, loose] of [['ocf-acme', 'refuse'], ['ocf-testpackage', 'refuse'], ['ocf-sample', 'keep']] as const) {
  test.skipIf(!there)(`${name}: every object reads, and an export gives each of them again word for word${suffix}`, () => {
    const files = filesOf(name);
    const { manifest, problems } = readOcf(files);
    expect(problems.filter((p) => p.code !== 'ocf-reference-dangling' && p.code !== 'ocf-security-twice')).toEqual([]);
    const facts = recorded(name, loose);
    expect(objects(packed(facts))).toEqual(objects(files));
    expect((packed(facts).get('Manifest.ocf.json') as { issuer: unknown }).issuer).toEqual(manifest?.stated['issuer']);
  });
}

test.skipIf(!there)(`the sample of every object describes no company: it is refused object by object unless loose ends are kept${suffix}`, () => {
  const refused = planOcf(filesOf('ocf-sample'), blank.capital, today, 'refuse');
  expect(refused.facts).toEqual([]);
  expect(refused.problems.length).toBeGreaterThan(100);
  expect(refused.problems.find((p) => p.object === 'test-stock-issuance-full-fields')).toMatchObject({ code: 'ocf-reference-dangling', file: 'Transactions.ocf.json', values: { field: 'stakeholder_id', value: 'stakeholder-id' } });
  expect(ocfDecider.decide({ type: 'ImportOcf', today, import: 'import-00000001', hash: 'h', files: filesOf('ocf-sample'), loose: 'refuse' }, blank)).toMatchObject({ code: 'ocf-refused' });
});

test.skipIf(!there)(`Acme: transfers, reissues, a split, a conversion, repurchases and exercises end in the table its certificates state${suffix}`, () => {
  const { shares, grants } = table(stateOf(recorded('ocf-acme', 'refuse')));
  expect(shares).toEqual([
    // 900 of the exercised shares are older than the two-for-one split of the class.
    ['charlie chuck cofounder', 'Ordinary A', 25_000, '2023-01-01'], ['emily eliza employee', 'Ordinary B', 1_000, '2020-06-15'], ['emily eliza employee', 'Ordinary B', 350, '2023-06-15'], ['emily eliza employee', 'Ordinary B', 750, '2023-06-01'],
    ['emily eliza employee', 'Ordinary B', 800, '2021-05-15'], ['fiona felicity founder', 'Ordinary A', 10_000, '2023-06-01'], ['fiona felicity founder', 'Ordinary A', 30_000, '2023-06-01'], ['fiona felicity founder', 'Ordinary A', 80_000, '2022-06-30'],
    ['fiona felicity founder', 'Preferred', 15_000, '2023-06-01'], ['jane eyre cto', 'Ordinary B', 23_000, '2023-03-01'], ['jane eyre cto', 'Ordinary B', 27_000, '2023-03-01'],
  ]);
  expect(grants.map((g) => g.slice(0, 4))).toEqual([['emily eliza employee', 'Ordinary B', 'iso', 480_000], ['emily eliza employee', 'Ordinary B', 'iso', 717_100], ['emily eliza employee', 'Ordinary B', 'iso', 960_000]]);
});

test.skipIf(!there)(`the grant of the test package vests as its schedule says${suffix}`, () => {
  const [grant] = table(stateOf(recorded('ocf-testpackage', 'refuse'))).grants;
  const schedule = JSON.parse(readFileSync(new URL('ocf-testpackage-vesting-schedule.json', data), 'utf8')) as { date: string; quantity: number }[];
  expect(grant?.at(-1)).toEqual(schedule.map((row) => [row.date.slice(0, 10), row.quantity]));
});

test.skipIf(!there)(`what was imported once is not imported again${suffix}`, () => {
  const facts = recorded('ocf-acme', 'refuse');
  const state = facts.reduce<OcfState>((all, one) => ocfDecider.evolve(all, one), ocfDecider.initial);
  expect(keyed.values(state.capital.stakes).length).toBeGreaterThan(10);
  expect(ocfDecider.decide({ type: 'ImportOcf', today, import: 'import-00000002', hash: 'ocf-acme', files: filesOf('ocf-acme'), loose: 'refuse' }, state)).toMatchObject({ code: 'ocf-imported-before' });
  const again = planOcf(filesOf('ocf-acme'), state.capital, today, 'refuse');
  expect(again.problems[0]).toMatchObject({ code: 'ocf-security-here', object: 'eci_01' });
});
