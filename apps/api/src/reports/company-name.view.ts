import type { CompanyFact } from '@capstan/capital';
import type { Recorded } from '@capstan/kernel';
import { readModel, type Views } from '@capstan/event-log';

/** Whose report it is, and the currency it counts in. */
export const companyNameModel = readModel({
  name: 'reports-company',
  version: 1,
  tables: ['reports_company'],
  schema: 'CREATE TABLE reports_company (company TEXT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL) STRICT',
  on: {
    CompanyFounded(views, { data, meta }: Recorded<Extract<CompanyFact, { type: 'CompanyFounded' }>>) { views.run('INSERT INTO reports_company VALUES (?, ?, ?)', meta.company, data.name, data.currency); },
  },
});

export const companyName = (views: Views, company: string): { name: string; currency: string } | undefined =>
  views.get('SELECT name, currency FROM reports_company WHERE company = ?', company);
