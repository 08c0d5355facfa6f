import { Country, type Day, Day as DaySchema, Label, Note } from '@capstan/kernel';
import { z } from 'zod';
import { EmployerCosts, Equity, Position, Salary } from './events.ts';
import { failingWith } from './refusals.ts';

export const PlanHire = Position.extend({ salary: Salary }).meta({ id: 'PlanHire' });
export const ChangePlan = PlanHire.meta({ id: 'ChangePlan', description: 'the whole plan as it is now' });
export const MakeHire = Position.extend({ salary: Salary, name: Label }).meta({ id: 'MakeHire' });
export const MakePlannedHire = z.object({
  name: Label, role: Label.optional(), team: Label.optional(), country: Country.optional(), startsOn: DaySchema.optional(), salary: Salary.optional(), equity: Equity.optional(),
}).meta({ id: 'MakePlannedHire', description: 'what is left out is as planned' });
export const ChangeHire = z.object({ from: DaySchema, role: Label.optional(), team: Label.optional(), country: Country.optional(), salary: Salary.optional() })
  .refine(({ from: _from, ...changes }) => Object.values(changes).some((c) => c !== undefined), failingWith('hire-change-empty')).meta({ id: 'ChangeHire' });
export const RecordLeaving = z.object({ lastDay: DaySchema }).meta({ id: 'RecordLeaving' });
export const TakeHireBack = z.object({ reason: Note.min(1) }).meta({ id: 'TakeHireBack' });
export const ErasePerson = z.object({ reason: Note.min(1) }).meta({ id: 'ErasePerson' });
export const SetEmployerCosts = EmployerCosts.meta({ id: 'SetEmployerCosts' });

/** Largest file of hires, in characters of text and in rows. */
export const MOST_HIRES_TEXT = 2 * 1024 * 1024;
export const MOST_HIRES_ROWS = 2_000;
export const ImportHires = z.object({ text: z.string().min(1) }).meta({ id: 'ImportHires', description: 'a CSV file as text' });

/** One row of a file of hires, read and checked. */
export const HireRow = Position.extend({ line: z.number().int(), salary: Salary, name: Label.optional(), lastDay: DaySchema.optional(), status: z.enum(['planned', 'made']) });
export type HireRow = z.infer<typeof HireRow>;

export type PlanHire = z.output<typeof PlanHire>;
export type MakeHire = z.output<typeof MakeHire>;
export type MakePlannedHire = z.output<typeof MakePlannedHire>;
export type ChangeHire = z.output<typeof ChangeHire>;
export type RecordLeaving = z.output<typeof RecordLeaving>;
export type TakeHireBack = z.output<typeof TakeHireBack>;
export type ErasePerson = z.output<typeof ErasePerson>;
export type SetEmployerCosts = z.output<typeof SetEmployerCosts>;
export type ImportHires = z.output<typeof ImportHires>;

type Of = { readonly hire: string };
type Fresh = Of & { readonly person: string };
export type TeamCommand = { readonly today: Day } & (
  | ({ type: 'PlanHire' } & Fresh & PlanHire)
  | ({ type: 'ChangePlan' } & Of & PlanHire)
  | ({ type: 'WithdrawPlan' } & Of & TakeHireBack)
  | ({ type: 'MakeHire' } & Fresh & MakeHire)
  | ({ type: 'MakePlannedHire' } & Of & MakePlannedHire)
  | ({ type: 'ChangeHire' } & Of & ChangeHire)
  | ({ type: 'RecordLeaving' } & Of & RecordLeaving)
  | ({ type: 'TakeHireBack' } & Of & TakeHireBack)
  | ({ type: 'TakeLeavingBack' } & Of & TakeHireBack)
  | ({ type: 'ErasePerson' } & Of & ErasePerson)
  | ({ type: 'SetEmployerCosts' } & SetEmployerCosts)
  | { type: 'ImportHires'; readonly batch: string; readonly fileHash: string; readonly rows: readonly (HireRow & Fresh)[] }
);
export type CommandOf<T extends TeamCommand['type']> = Extract<TeamCommand, { type: T }>;
