import { Day, type Decider, fact, type FactOf, isRefusal, Label, type Refusal } from '@capstan/kernel';
import { z } from 'zod';
import { nameKey } from '../names.ts';
import { refuse } from '../refusals.ts';
import { RoundScenario, ScenarioId } from './scenario-terms.ts';

/** A scenario saved anew under its id replaces what it said before; the ledger keeps both. */
export const scenarioFacts = [
  fact('RoundScenarioSaved', z.object({ scenario: ScenarioId, name: Label, terms: RoundScenario, savedOn: Day })),
  fact('RoundScenarioDropped', z.object({ scenario: ScenarioId, droppedOn: Day })),
] as const;
export type ScenarioFact = FactOf<typeof scenarioFacts>;

export const SaveScenario = z.object({ name: Label, terms: RoundScenario }).meta({ id: 'SaveScenario' });
export type SaveScenario = z.output<typeof SaveScenario>;
export const RenameScenario = z.object({ name: Label }).meta({ id: 'RenameScenario' });
export type RenameScenario = z.output<typeof RenameScenario>;

type Told = { readonly scenario: string; readonly today: Day };
export type ScenarioCommand =
  | ({ readonly type: 'SaveScenario' } & Told & SaveScenario)
  | ({ readonly type: 'ChangeScenario' } & Told & SaveScenario)
  | ({ readonly type: 'RenameScenario' } & Told & RenameScenario)
  | ({ readonly type: 'DropScenario' } & Told);

type Scenario = { readonly situation: 'kept'; readonly name: string; readonly terms: RoundScenario } | { readonly situation: 'dropped' };
export interface ScenarioState { readonly currency?: string; readonly scenarios: Readonly<Record<string, Scenario>> }
type Known = ScenarioFact | { type: 'CompanyFounded'; data: { currency: string } };

/** Scenarios of rounds to come: thought out, not agreed; they change no share. Each has a name of its own. */
export const scenarioDecider: Decider<ScenarioCommand, ScenarioState, ScenarioFact> = {
  name: 'capital-scenarios',
  initial: { scenarios: {} },
  evolve(state, one) {
    const { type, data } = one as Known;
    if (type === 'CompanyFounded') return { ...state, currency: data.currency };
    if (type === 'RoundScenarioSaved') return having(state, data.scenario, { situation: 'kept', name: data.name, terms: data.terms });
    return type === 'RoundScenarioDropped' ? having(state, data.scenario, { situation: 'dropped' }) : state;
  },
  decide(command, state) {
    const { scenario, today } = command;
    if (command.type === 'SaveScenario') return saved(state, scenario, command.name, command.terms, today);
    const kept = keptIn(state, scenario);
    if (isRefusal(kept)) return kept;
    if (command.type === 'DropScenario') return [{ type: 'RoundScenarioDropped', data: { scenario, droppedOn: today }, effective: today }];
    const terms = command.type === 'RenameScenario' ? kept.terms : command.terms;
    if (command.name === kept.name && JSON.stringify(terms) === JSON.stringify(kept.terms)) return refuse('scenario-unchanged', { name: kept.name });
    return saved(state, scenario, command.name, terms, today);
  },
  subject: (command) => command.scenario,
  concerns: ({ data }) => ('scenario' in data ? [data.scenario] : []),
};

const having = (state: ScenarioState, id: string, scenario: Scenario): ScenarioState => ({ ...state, scenarios: { ...state.scenarios, [id]: scenario } });

function keptIn(state: ScenarioState, id: string): Extract<Scenario, { situation: 'kept' }> | Refusal {
  const scenario = state.scenarios[id];
  if (!scenario) return refuse('scenario-unknown', { scenario: id });
  return scenario.situation === 'kept' ? scenario : refuse('scenario-dropped', { scenario: id });
}

function saved(state: ScenarioState, scenario: string, name: string, terms: RoundScenario, today: Day): ScenarioFact[] | Refusal {
  const taken = Object.entries(state.scenarios).some(([id, one]) => id !== scenario && one.situation === 'kept' && nameKey(one.name) === nameKey(name));
  if (taken) return refuse('scenario-name-taken', { name }, 'name');
  const foreign = foreignMoney(terms, state.currency);
  return foreign ?? [{ type: 'RoundScenarioSaved', data: { scenario, name, terms, savedOn: today }, effective: today }];
}

/** Refuses money of another currency than the company keeps its books in, naming the field. */
function foreignMoney({ rounds, safes, caps }: RoundScenario, currency: string | undefined): Refusal | undefined {
  const all = [
    ...rounds.flatMap((r, i) => [[`terms.rounds.${i}.preMoney`, r.preMoney] as const, ...r.investors.map((one, n) => [`terms.rounds.${i}.investors.${n}.amount`, one.amount] as const)]),
    ...safes.flatMap((s, i) => [[`terms.safes.${i}.amount`, s.amount] as const, ...(s.cap ? [[`terms.safes.${i}.cap`, s.cap] as const] : [])]),
    ...Object.entries(caps).map(([id, cap]) => [`terms.caps.${id}`, cap] as const),
  ];
  const wrong = currency === undefined ? undefined : all.find(([, money]) => money.currency !== currency);
  return wrong && refuse('not-company-currency', { wanted: currency!, given: wrong[1].currency }, wrong[0]);
}
