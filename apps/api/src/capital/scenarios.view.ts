import type { CapitalFact, RoundScenario, ScenarioView } from '@capstan/capital';
import { readModel, type Views } from '@capstan/event-log';
import type { Recorded } from '@capstan/kernel';

type Of<T extends CapitalFact['type']> = Recorded<Extract<CapitalFact, { type: T }>>;

/** Scenarios of rounds to come that were not dropped, as they were saved last. */
export const scenariosModel = readModel({
  name: 'capital-scenarios',
  version: 1,
  tables: ['capital_scenario'],
  schema: `CREATE TABLE capital_scenario (
    company TEXT NOT NULL, scenario TEXT NOT NULL, name TEXT NOT NULL, terms TEXT NOT NULL, saved_on TEXT NOT NULL, revision INTEGER NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL,
    PRIMARY KEY (company, scenario)) STRICT;`,
  on: {
    RoundScenarioSaved(views, { id, data, meta, revision }: Of<'RoundScenarioSaved'>) {
      views.run('INSERT OR REPLACE INTO capital_scenario VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', meta.company, data.scenario, data.name, JSON.stringify(data.terms), data.savedOn, revision, meta.actor, meta.at, id);
    },
    RoundScenarioDropped(views, { data, meta }: Of<'RoundScenarioDropped'>) {
      views.run('DELETE FROM capital_scenario WHERE company = ? AND scenario = ?', meta.company, data.scenario);
    },
  },
});

interface Row { scenario: string; name: string; terms: string; saved_on: string; revision: number; actor: string; at: string; fact: string }

/** Scenarios, the last saved first. */
export const scenarios = (views: Views, company: string): ScenarioView[] =>
  views.all<Row>('SELECT * FROM capital_scenario WHERE company = ? ORDER BY revision DESC', company).map((r) => ({
    scenario: r.scenario, name: r.name, terms: JSON.parse(r.terms) as RoundScenario, savedOn: r.saved_on, revision: r.revision, actor: r.actor, at: r.at, fact: r.fact,
  }));
