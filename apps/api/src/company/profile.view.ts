import { readModel, type Views } from '@capstan/event-log';
import type { CompanyFact } from '@capstan/capital';
import type { Recorded } from '@capstan/kernel';

type Founded = Recorded<Extract<CompanyFact, { type: 'CompanyFounded' }>>;

/** What a company is called, what it counts in and where it is. */
export const profileModel = readModel({
  name: 'company-profile',
  version: 1,
  tables: ['company_profile'],
  schema: 'CREATE TABLE company_profile (company TEXT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL, country TEXT NOT NULL, founded_on TEXT NOT NULL, demo INTEGER NOT NULL) STRICT',
  on: {
    CompanyFounded(views, { data, meta }: Founded) {
      views.run('INSERT INTO company_profile VALUES (?, ?, ?, ?, ?, ?)', meta.company, data.name, data.currency, data.country, data.foundedOn, data.demo ? 1 : 0);
    },
  },
});

export interface Profile { readonly name: string; readonly currency: string; readonly country: string; readonly foundedOn: string; readonly demo: boolean }

/** The profile, or undefined before the company was founded. */
export function profile(views: Views, company: string): Profile | undefined {
  const row = views.get<Omit<Profile, 'demo'> & { demo: number }>('SELECT name, currency, country, founded_on AS foundedOn, demo FROM company_profile WHERE company = ?', company);
  return row && { ...row, demo: row.demo === 1 };
}
