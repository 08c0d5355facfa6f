import type { Month, Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';
import type { DecisionsFact } from '@capstan/decisions';
import type { DecisionNote } from '@capstan/reports';

type Of<T extends DecisionsFact['type']> = Recorded<Extract<DecisionsFact, { type: T }>>;

/** The decisions that stand, as a report tells them. A reopened one is none. */
export const decidedModel = readModel({
  name: 'reports-decided',
  version: 1,
  tables: ['reports_decision'],
  schema: 'CREATE TABLE reports_decision (company TEXT NOT NULL, selection TEXT NOT NULL, decided_on TEXT NOT NULL, note TEXT NOT NULL, PRIMARY KEY (company, selection)) STRICT',
  on: {
    DecisionMade(views, { data, meta }: Of<'DecisionMade'>) {
      const { selection, kind, title, chosen, decidedOn, reason, alternatives, effect } = data;
      const note: DecisionNote = {
        selection, kind, title, decidedOn, reason, burnPerMonth: effect.burnPerMonth,
        chosen: alternatives.find((a) => a.candidate === chosen)!.name, alternatives: alternatives.filter((a) => a.candidate !== chosen).map((a) => a.name),
      };
      views.run('INSERT OR REPLACE INTO reports_decision VALUES (?, ?, ?, ?)', meta.company, selection, decidedOn, JSON.stringify(note));
    },
    DecisionReopened(views, { data, meta }: Of<'DecisionReopened'>) { views.run('DELETE FROM reports_decision WHERE company = ? AND selection = ?', meta.company, data.selection); },
  },
});

/** The decisions of a month that still stand. */
export const decidedIn = (views: Views, company: string, month: Month): DecisionNote[] =>
  views.all<{ note: string }>('SELECT note FROM reports_decision WHERE company = ? AND substr(decided_on, 1, 7) = ? ORDER BY decided_on, selection', company, month).map(({ note }) => JSON.parse(note) as DecisionNote);
