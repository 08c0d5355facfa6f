import { command, Month, query, Receipt } from '@capstan/kernel';
import { z } from 'zod';
import { ChangeHire, ChangePlan, ErasePerson, ImportHires, MakeHire, MakePlannedHire, MOST_HIRES_TEXT, PlanHire, RecordLeaving, SetEmployerCosts, TakeHireBack } from './commands.ts';
import { EmployerCostsView, TeamMonths, TeamView } from './views.ts';

const here = '/companies/:company/team';
const record = 'team:record' as const;
const read = 'team:read' as const;

export const MonthRange = z.object({ from: Month.optional(), to: Month.optional() });
export type MonthRange = z.infer<typeof MonthRange>;
export const HiresReceipt = Receipt.extend({ planned: z.number().int(), made: z.number().int() }).meta({ id: 'HiresReceipt' });

export const teamApi = {
  planHire: command(`${here}/plans`, { permission: record, summary: 'Plan a hire', body: PlanHire }),
  changePlan: command(`${here}/plans/:hire`, { permission: record, summary: 'Change a planned hire', body: ChangePlan, method: 'PUT' }),
  withdrawPlan: command(`${here}/plans/:hire/withdraw`, { permission: record, summary: 'Withdraw a planned hire', body: TakeHireBack }),
  makePlannedHire: command(`${here}/plans/:hire/make`, { permission: record, summary: 'The planned hire was made', body: MakePlannedHire }),
  makeHire: command(`${here}/hires`, { permission: record, summary: 'Record a hire that was not planned', body: MakeHire }),
  changeHire: command(`${here}/hires/:hire/change`, { permission: record, summary: 'Change role, team, country or salary from a day on', body: ChangeHire }),
  recordLeaving: command(`${here}/hires/:hire/leave`, { permission: record, summary: 'Record the last day of a person', body: RecordLeaving }),
  takeHireBack: command(`${here}/hires/:hire/take-back`, { permission: record, summary: 'Take a hire back that was recorded by mistake', body: TakeHireBack }),
  takeLeavingBack: command(`${here}/hires/:hire/stay`, { permission: record, summary: 'Take a leaving back that was recorded by mistake', body: TakeHireBack }),
  erasePerson: command(`${here}/hires/:hire/erase`, { permission: 'company:manage', summary: 'Erase name and salaries of someone who is gone, for good', body: ErasePerson }),
  importHires: command(`${here}/imports`, { permission: record, summary: 'Import plans and hires from a CSV file, all or nothing', body: ImportHires, answer: HiresReceipt, limit: 2 * MOST_HIRES_TEXT }),
  setEmployerCosts: command(`${here}/employer-costs`, { permission: record, summary: 'Set what employers pay on top of salaries in a country', body: SetEmployerCosts, method: 'PUT' }),
  people: query(`${here}/people`, { permission: read, summary: 'Everyone planned, here and gone', answer: TeamView }),
  months: query(`${here}/months`, { permission: read, summary: 'Headcount and payroll by month, planned and actual', query: MonthRange, answer: TeamMonths }),
  employerCosts: query(`${here}/employer-costs`, { permission: read, summary: 'Employer cost rates, built in and own', answer: z.array(EmployerCostsView) }),
} as const;
