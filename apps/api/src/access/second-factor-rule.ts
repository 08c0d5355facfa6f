import { change, rows, type Steps } from './identity-db.ts';

/** Companies whose members need a second factor at sign-in. */
export const secondFactorRuleTable = 'CREATE TABLE IF NOT EXISTS second_factor_rule (company TEXT PRIMARY KEY, by TEXT NOT NULL, at TEXT NOT NULL)';

export function* hasSecondFactor(user: string): Steps<boolean> {
  const [row] = yield* rows<{ on: unknown }>('SELECT "twoFactorEnabled" AS "on" FROM "user" WHERE id = ?', user);
  return Boolean(row?.on);
}

export function* requiresSecondFactor(company: string): Steps<boolean> {
  return (yield* rows('SELECT 1 AS one FROM second_factor_rule WHERE company = ?', company)).length > 0;
}

/** Asks everyone in a company for a second factor, or no longer. */
export function* requireSecondFactor(company: string, isRequired: boolean, by: string, at: string): Steps<void> {
  if (isRequired) yield* change('INSERT INTO second_factor_rule (company, by, at) VALUES (?, ?, ?) ON CONFLICT (company) DO NOTHING', company, by, at);
  else yield* change('DELETE FROM second_factor_rule WHERE company = ?', company);
}
