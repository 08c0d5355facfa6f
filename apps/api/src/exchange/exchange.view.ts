import type { CompanyFact } from '@capstan/capital';
import { readModel, type Views } from '@capstan/event-log';
import { type Day, type Money, type Recorded } from '@capstan/kernel';
import { convert, type DatedRate, type PlanningFact } from '@capstan/planning';

type Founded = Recorded<Extract<CompanyFact, { type: 'CompanyFounded' }>>;
type Rated = Recorded<Extract<PlanningFact, { type: 'ExchangeRateRecorded' }>>;

/** What a company counts in, and the exchange rates it has seen. */
export const exchangeModel = readModel({
  name: 'exchange',
  version: 1,
  tables: ['exchange_home', 'exchange_rate'],
  schema: `
    CREATE TABLE exchange_home (company TEXT PRIMARY KEY, currency TEXT NOT NULL, fact TEXT NOT NULL) STRICT;
    CREATE TABLE exchange_rate (company TEXT NOT NULL, base TEXT NOT NULL, quote TEXT NOT NULL, day TEXT NOT NULL, rate TEXT NOT NULL, actor TEXT NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, PRIMARY KEY (company, base, quote, day)) STRICT;`,
  on: {
    CompanyFounded(views, { id, data, meta }: Founded) { views.run('INSERT INTO exchange_home VALUES (?, ?, ?)', meta.company, data.currency, id); },
    ExchangeRateRecorded(views, { id, data, meta }: Rated) {
      views.run('INSERT OR REPLACE INTO exchange_rate VALUES (?, ?, ?, ?, ?, ?, ?, ?)', meta.company, data.from, data.to, data.on, data.rate, meta.actor, meta.at, id);
    },
  },
});

export const companyCurrency = (views: Views, company: string): string | undefined => views.get<{ currency: string }>('SELECT currency FROM exchange_home WHERE company = ?', company)?.currency;

export const exchangeRates = (views: Views, company: string): (DatedRate & { actor: string; at: string; fact: string })[] =>
  views.all('SELECT base AS "from", quote AS "to", day AS "on", rate, actor, at, fact FROM exchange_rate WHERE company = ? ORDER BY day DESC, base', company);

/** Values amounts in the company's currency; what lacks a rate is null and named in `missing`. */
export interface Valuing { readonly currency: string; worth(amount: Money, on: Day): Money | null; readonly missing: ReadonlySet<string> }

/** Undefined before the company was founded. */
export function valuing(views: Views, company: string): Valuing | undefined {
  const currency = companyCurrency(views, company);
  if (currency === undefined) return undefined;
  const rates = exchangeRates(views, company);
  const missing = new Set<string>();
  return {
    currency, missing,
    worth(amount, on) {
      const value = convert(amount, currency, on, rates);
      if (!value) missing.add(amount.currency);
      return value;
    },
  };
}
