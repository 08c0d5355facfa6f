import { Country, Currency, Day, Decimal, exact, fact, type FactOf, id, Label, MOST_MINOR_UNITS, Note, personal, PositiveMoney, Shares } from '@capstan/kernel';
import { z } from 'zod';
import { failingWith } from './refusals.ts';

export const HireId = id('hire');
export const PersonId = id('person');
export const BatchId = id('batch');

export const Equity = z.object({ shares: Shares }).describe('shares promised');
/** Yearly, before tax, in the currency it is paid in. */
export const Salary = PositiveMoney;

const isRate = (text: string): boolean => {
  const rate = exact.parseDecimal(text);
  return rate !== undefined && rate.num >= 0n && exact.compare(rate, exact.rational(2n)) < 0;
};
const yearly = z.number().int().min(0).max(MOST_MINOR_UNITS);
/** A part of the yearly salary between two amounts (minor units) that the employer pays on top of it. */
export const Bracket = z.object({ name: Label, rate: Decimal.refine(isRate, failingWith('employer-rate-out-of-range')), above: yearly.optional(), upTo: yearly.optional(), unsure: z.boolean().optional() })
  .refine((b) => b.upTo === undefined || b.upTo > (b.above ?? 0), { ...failingWith('employer-bracket-inverted'), path: ['upTo'] });
export type Bracket = z.infer<typeof Bracket>;
export const EmployerCosts = z.object({ country: Country, from: Day, currency: Currency, brackets: z.array(Bracket).max(20), source: Note });
export type EmployerCosts = z.infer<typeof EmployerCosts>;

export const Position = z.object({ role: Label, team: Label, country: Country, startsOn: Day, equity: Equity.optional() });
const hire = { hire: HireId, person: PersonId };
const salary = personal(Salary, 'person');
const why = { reason: Note };

/** The facts of people planned, hired, changed and gone. Names and salaries are sealed with the key of the person. */
export const teamFacts = [
  fact('HirePlanned', Position.extend({ ...hire, salary })),
  fact('HirePlanChanged', Position.extend({ ...hire, salary })),
  fact('HireWithdrawn', z.object({ ...hire, ...why })),
  fact('HireMade', Position.extend({ ...hire, salary, name: personal(Label, 'person'), planned: z.boolean() })),
  fact('HireChanged', z.object({ ...hire, from: Day, role: Label.optional(), team: Label.optional(), country: Country.optional(), salary: personal(Salary.optional(), 'person') })),
  fact('HireReversed', z.object({ ...hire, ...why })),
  fact('PersonLeft', z.object({ ...hire, lastDay: Day })),
  fact('LeavingReversed', z.object({ ...hire, ...why })),
  fact('PersonErased', z.object({ ...hire, ...why }).describe('the key that name and salary were sealed with is gone for good')),
  fact('EmployerCostsSet', EmployerCosts),
  fact('HiresImported', z.object({ batch: BatchId, fileHash: z.string(), planned: z.number().int(), made: z.number().int() })),
] as const;
export type TeamFact = FactOf<typeof teamFacts>;
