import { Country, Currency, Day, Explained, Instant, Label, Money, Month, revealing } from '@capstan/kernel';
import { z } from 'zod';
import { EmployerCosts, Equity, HireId, PersonId } from './events.ts';

/** Who recorded it, when, and the event that says so. */
const recorded = { actor: z.string(), at: Instant, fact: z.string() };
const salary = revealing(Money, 'salaries:read').describe('yearly');
const count = z.number().int();

export const PersonView = z.object({
  hire: HireId, person: PersonId, name: Label.nullable().describe('null while planned, and once erased'), role: Label, team: Label, country: Country,
  startsOn: Day, lastDay: Day.nullable(), equity: Equity.nullable(), planned: z.boolean(),
  situation: z.enum(['planned', 'coming', 'here', 'left']).describe('as of today: coming has signed and not started'),
  salary, loadedPerMonth: revealing(Money, 'salaries:read').describe('in the currency of the salary; null when unknown'),
  unsure: z.boolean(), unknown: z.enum(['country', 'currency', 'salary']).nullable(), why: revealing(Explained, 'salaries:read'), ...recorded,
}).meta({ id: 'Person' });
export type PersonView = z.infer<typeof PersonView>;

export const TeamView = z.object({ people: z.array(PersonView), headcount: count, planned: count, missingRates: z.array(Currency) }).meta({ id: 'Team' });
export type TeamView = z.infer<typeof TeamView>;

const Side = z.object({ headcount: count, total: revealing(Money, 'salaries:read'), known: revealing(Money, 'salaries:read'), unknown: count.describe('people whose cost is unknown'), why: revealing(Explained, 'salaries:read') });
export const TeamMonth = z.object({ month: Month, actual: Side.nullable().describe('null for months to come'), plan: Side, outlook: Side.describe('who is here and who is still planned, played forward') });
export const TeamMonths = z.object({ currency: Currency, thisMonth: Month, months: z.array(TeamMonth), missingRates: z.array(Currency) }).meta({ id: 'TeamMonths' });
export type TeamMonths = z.infer<typeof TeamMonths>;

export const EmployerCostsView = EmployerCosts.extend({ own: z.boolean().describe('set by the company'), actor: z.string().nullable(), at: Instant.nullable(), fact: z.string().nullable() }).meta({ id: 'EmployerCosts' });
export type EmployerCostsView = z.infer<typeof EmployerCostsView>;
