import { given, type Money } from '@capstan/kernel';
import { expect, test } from 'vitest';
import type { HireRow, TeamCommand } from './commands.ts';
import { teamDecider } from './decider.ts';
import type { TeamFact } from './events.ts';

const today = '2026-11-23';
const eur = (whole: number): Money => ({ amount: whole * 100, currency: 'EUR' });
const place = { role: 'ML engineer', team: 'Engineering', country: 'DE', startsOn: '2025-02-01', salary: eur(84_000) };
const hire = 'hire-00000001';
const person = 'person-00000001';
const founding = { type: 'CompanyFounded', data: { foundedOn: '2024-11-04' } } as unknown as TeamFact;
const planned: TeamFact = { type: 'HirePlanned', data: { hire, person, ...place }, effective: place.startsOn };
const made: TeamFact = { type: 'HireMade', data: { hire, person, name: 'Leonie Brandt', planned: false, ...place }, effective: place.startsOn };
const left: TeamFact = { type: 'PersonLeft', data: { hire, person, lastDay: '2025-12-31' }, effective: '2025-12-31' };
const withdrawn: TeamFact = { type: 'HireWithdrawn', data: { hire, person, reason: 'no budget' }, effective: today };
const make = { type: 'MakeHire', today, hire: 'hire-00000002', person: 'person-00000002', name: 'Leonie Brandt', ...place } as const;
const team = (...facts: TeamFact[]) => given(teamDecider, founding, ...facts);

test('a hire is planned for the day it is to start', () => team().when({ type: 'PlanHire', today, hire, person, ...place }).then(planned));
test('a plan before the founding is refused', () => team().when({ type: 'PlanHire', today, hire, person, ...place, startsOn: '2024-11-03' }).refuses('hire-before-founding', 'startsOn'));
test('a plan changes as a whole', () => team(planned).when({ type: 'ChangePlan', today, hire, ...place, salary: eur(90_000) }).then({ type: 'HirePlanChanged', data: { hire, person, ...place, salary: eur(90_000) }, effective: place.startsOn }));
test('a plan is withdrawn, and then is no plan any more', () => {
  team(planned).when({ type: 'WithdrawPlan', today, hire, reason: 'no budget' }).then(withdrawn);
  team(planned, withdrawn).when({ type: 'MakePlannedHire', today, hire, name: 'Leonie Brandt' }).refuses('hire-withdrawn');
});
test('a plan comes true as planned, but for what is said', () => team(planned).when({ type: 'MakePlannedHire', today, hire, name: 'Leonie Brandt', startsOn: '2025-02-15' }).then({
  type: 'HireMade', data: { hire, person, name: 'Leonie Brandt', ...place, startsOn: '2025-02-15', planned: true }, effective: '2025-02-15',
}));
test('a hire is made once', () => team(planned, made).when({ type: 'MakePlannedHire', today, hire, name: 'Leonie Brandt' }).refuses('hire-already-made'));
test('the same person does not start twice in the same role on the same day', () => team(made).when({ ...make, name: ' leonie  brandt ' }).refuses('hire-duplicate', 'name'));
test('but may be hired for another role', () => expect(team(made).when({ ...make, role: 'Head of ML' }).facts()).toHaveLength(1));

test('a change is true from its day', () => team(made).when({ type: 'ChangeHire', today, hire, from: '2026-01-01', salary: eur(90_000) }).then({ type: 'HireChanged', data: { hire, person, from: '2026-01-01', salary: eur(90_000) }, effective: '2026-01-01' }));
test('nothing changes before the start', () => team(made).when({ type: 'ChangeHire', today, hire, from: '2025-01-31', role: 'Lead' }).refuses('hire-changed-before-start', 'from'));
test('a plan has no salary to change yet', () => team(planned).when({ type: 'ChangeHire', today, hire, from: '2026-01-01', role: 'Lead' }).refuses('hire-not-made'));
test('nor after leaving', () => team(made, left).when({ type: 'ChangeHire', today, hire, from: '2026-01-01', role: 'Lead' }).refuses('hire-has-left', 'from'));

test('someone leaves at the end of a day', () => team(made).when({ type: 'RecordLeaving', today, hire, lastDay: '2025-12-31' }).then(left));
test('nobody leaves before starting', () => team(made).when({ type: 'RecordLeaving', today, hire, lastDay: '2025-01-31' }).refuses('hire-leaves-before-start', 'lastDay'));
test('nobody leaves twice', () => team(made, left).when({ type: 'RecordLeaving', today, hire, lastDay: '2026-01-31' }).refuses('hire-has-left'));
test('nobody leaves before a change that is recorded', () => {
  const changed: TeamFact = { type: 'HireChanged', data: { hire, person, from: '2026-01-01', role: 'Lead' }, effective: '2026-01-01' };
  team(made, changed).when({ type: 'RecordLeaving', today, hire, lastDay: '2025-12-31' }).refuses('hire-leaves-before-change', 'lastDay');
});
test('a leaving is taken back', () => {
  const back = { type: 'TakeLeavingBack', today, hire, reason: 'stayed' } as const;
  team(made, left).when(back).then({ type: 'LeavingReversed', data: { hire, person, reason: 'stayed' }, effective: today });
  team(made).when(back).refuses('hire-has-not-left');
});
test('a hire taken back never happened: the same may be recorded again', () => {
  const reversed: TeamFact = { type: 'HireReversed', data: { hire, person, reason: 'typed twice' }, effective: today };
  team(made).when({ type: 'TakeHireBack', today, hire, reason: 'typed twice' }).then(reversed);
  expect(team(made, reversed).when(make).facts()).toHaveLength(1);
  team(made, reversed).when({ type: 'RecordLeaving', today, hire, lastDay: today }).refuses('hire-taken-back');
});
test('someone who is gone is erased, once; who is still here is not', () => {
  const erase = { type: 'ErasePerson', today, hire, reason: 'asked to be forgotten' } as const;
  const erased: TeamFact = { type: 'PersonErased', data: { hire, person, reason: 'asked to be forgotten' }, effective: today };
  team(made, left).when(erase).then(erased);
  team(made, left, erased).when(erase).refuses('person-erased');
  team(made).when(erase).refuses('person-still-here');
  team(made, { ...left, data: { ...left.data, lastDay: today } }).when(erase).refuses('person-still-here');
  expect(team(made, left, erased).when(make).facts()).toHaveLength(1);
});
test('what nobody knows is refused', () => team().when({ type: 'RecordLeaving', today, hire, lastDay: today }).refuses('hire-unknown'));

const row = (line: number, more: Partial<HireRow>) => ({ line, status: 'made' as const, ...place, name: `Person ${line}`, hire: `hire-0000001${line}`, person: `person-0000001${line}`, ...more });
const file = (...rows: ReturnType<typeof row>[]): TeamCommand => ({ type: 'ImportHires', today, batch: 'batch-00000001', fileHash: 'abc', rows });
test('a file of hires is all its rows and one mark of the file', () => {
  const facts = team().when(file(row(2, {}), row(3, { lastDay: '2025-06-30' }), row(4, { status: 'planned', name: undefined }))).facts();
  expect(facts.map((f) => f.type)).toEqual(['HireMade', 'HireMade', 'PersonLeft', 'HirePlanned', 'HiresImported']);
  team(...facts).when(file(row(5, {}))).refuses('hires-already-imported');
});
test('one row that cannot be refuses the file and says where', () => team(made).when(file(row(2, {}), row(3, { name: 'Leonie Brandt' }))).refuses('hire-duplicate', 'line 3, name'));
