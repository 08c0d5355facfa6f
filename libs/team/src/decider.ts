import { type Decider, isRefusal, type Refusal } from '@capstan/kernel';
import type { CommandOf, TeamCommand } from './commands.ts';
import { changeHire, erasePerson, makeHire, recordLeaving, takeHireBack, takeLeavingBack } from './decide-people.ts';
import { changePlan, makePlannedHire, planHire, withdrawPlan } from './decide-plans.ts';
import type { TeamFact } from './events.ts';
import { refuse } from './refusals.ts';
import { evolve, noTeam, type TeamState } from './state.ts';

type Decision = TeamFact[] | Refusal;

function decide(command: TeamCommand, state: TeamState): Decision {
  switch (command.type) {
    case 'PlanHire': return planHire(command, state);
    case 'ChangePlan': return changePlan(command, state);
    case 'WithdrawPlan': return withdrawPlan(command, state);
    case 'MakeHire': return makeHire(command, state);
    case 'MakePlannedHire': return makePlannedHire(command, state);
    case 'ChangeHire': return changeHire(command, state);
    case 'RecordLeaving': return recordLeaving(command, state);
    case 'TakeHireBack': return takeHireBack(command, state);
    case 'TakeLeavingBack': return takeLeavingBack(command, state);
    case 'ErasePerson': return erasePerson(command, state);
    case 'SetEmployerCosts': return setEmployerCosts(command);
    case 'ImportHires': return importHires(command, state);
  }
}

function setEmployerCosts({ type: _type, today: _today, ...data }: CommandOf<'SetEmployerCosts'>): Decision {
  return [{ type: 'EmployerCostsSet', data, effective: data.from }];
}

/** Every row as if it had been recorded by hand, all of them or none; the first refusal names its line. */
function importHires({ batch, fileHash, rows, today }: CommandOf<'ImportHires'>, state: TeamState): Decision {
  if (state.imported.includes(fileHash)) return refuse('hires-already-imported');
  const facts: TeamFact[] = [];
  let now = state;
  for (const row of rows) {
    const more = ofRow(row, now, today);
    if (isRefusal(more)) return { ...more, path: `line ${row.line}${more.path ? `, ${more.path}` : ''}` };
    now = more.reduce(evolve, now);
    facts.push(...more);
  }
  const made = rows.filter((r) => r.status === 'made').length;
  return [...facts, { type: 'HiresImported', data: { batch, fileHash, planned: rows.length - made, made }, effective: today }];
}

function ofRow({ line: _line, status, lastDay, name, ...row }: CommandOf<'ImportHires'>['rows'][number], state: TeamState, today: string): Decision {
  if (status === 'planned') return planHire({ type: 'PlanHire', today, ...row }, state);
  const made = makeHire({ type: 'MakeHire', today, ...row, name: name! }, state);
  if (isRefusal(made) || !lastDay) return made;
  const left = recordLeaving({ type: 'RecordLeaving', today, hire: row.hire, lastDay }, made.reduce(evolve, state));
  return isRefusal(left) ? left : [...made, ...left];
}

/** People planned, hired, changed and gone, in one company. */
export const teamDecider: Decider<TeamCommand, TeamState, TeamFact> = {
  name: 'team', initial: noTeam, evolve, decide,
  subject: (command) => ('hire' in command ? command.hire : undefined),
  concerns: ({ data }) => ('hire' in data ? [data.hire] : []),
};
