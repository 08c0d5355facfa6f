import { command, Day, Instant, Label, query } from '@capstan/kernel';
import { z } from 'zod';
import { RenameScenario, SaveScenario } from './scenario-facts.ts';
import { RoundScenario, ScenarioId, SimulatorStart } from './scenario-terms.ts';

const here = '/companies/:company/capital/scenarios';
const record = 'capital:record' as const;
const read = 'capital:read' as const;

export const ScenarioView = z.object({ scenario: ScenarioId, name: Label, terms: RoundScenario, savedOn: Day, revision: z.number().int(), actor: z.string(), at: Instant, fact: z.string() }).meta({ id: 'RoundScenarioView' });
export type ScenarioView = z.infer<typeof ScenarioView>;
const Nothing = z.object({});
const OnDay = z.object({ on: Day.optional().describe('the table as it was at the end of this day; today if left out') });

/** Rounds to come: what they are played on, and scenarios of them. Playing itself needs no request: the engine runs where one looks. */
export const scenarioApi = {
  simulatorStart: query('/companies/:company/capital/simulator', { permission: read, summary: 'What rounds to come are played on: fully diluted table, SAFEs, notes, protected classes', query: OnDay, answer: SimulatorStart }),
  scenarios: query(here, { permission: read, summary: 'Saved scenarios of rounds to come', answer: z.array(ScenarioView) }),
  saveScenario: command(here, { permission: record, summary: 'Save a scenario of rounds to come', body: SaveScenario }),
  changeScenario: command(`${here}/:scenario`, { method: 'PUT', permission: record, summary: 'Save a scenario anew', body: SaveScenario }),
  renameScenario: command(`${here}/:scenario/name`, { method: 'PUT', permission: record, summary: 'Rename a scenario', body: RenameScenario }),
  dropScenario: command(`${here}/:scenario`, { method: 'DELETE', permission: record, summary: 'Drop a scenario', body: Nothing }),
} as const;
