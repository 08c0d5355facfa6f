import { isRefusal, keyed, type Refusal } from '@capstan/kernel';
import type { CommandOf } from './commands.ts';
import type { TeamFact } from './events.ts';
import { refuse } from './refusals.ts';
import { duplicate, startsTooEarly } from './rules.ts';
import type { Hire, TeamState } from './state.ts';

type Decision = TeamFact[] | Refusal;

/** The hire, if it is still only planned; else why it is not. */
function plannedHire(state: TeamState, id: string): (Hire & { situation: 'planned' }) | Refusal {
  const hire = keyed.at(state.hires, id);
  if (!hire) return refuse('hire-unknown');
  if (hire.situation === 'planned') return hire as Hire & { situation: 'planned' };
  return refuse(hire.situation === 'withdrawn' ? 'hire-withdrawn' : hire.situation === 'taken-back' ? 'hire-taken-back' : 'hire-already-made');
}

export function planHire({ type: _type, today: _today, ...data }: CommandOf<'PlanHire'>, state: TeamState): Decision {
  return startsTooEarly(state, data.startsOn) ?? [{ type: 'HirePlanned', data, effective: data.startsOn }];
}

export function changePlan({ type: _type, today: _today, ...data }: CommandOf<'ChangePlan'>, state: TeamState): Decision {
  const hire = plannedHire(state, data.hire);
  if (isRefusal(hire)) return hire;
  return startsTooEarly(state, data.startsOn) ?? [{ type: 'HirePlanChanged', data: { ...data, person: hire.person }, effective: data.startsOn }];
}

export function withdrawPlan({ hire: id, reason, today }: CommandOf<'WithdrawPlan'>, state: TeamState): Decision {
  const hire = plannedHire(state, id);
  return isRefusal(hire) ? hire : [{ type: 'HireWithdrawn', data: { hire: id, person: hire.person, reason }, effective: today }];
}

/** The plan comes true: what is not said anew is as planned. */
export function makePlannedHire({ type: _type, today: _today, hire: id, ...said }: CommandOf<'MakePlannedHire'>, state: TeamState): Decision {
  const hire = plannedHire(state, id);
  if (isRefusal(hire)) return hire;
  const { role, team, country, startsOn, salary, equity } = { ...hire.plan, ...Object.fromEntries(Object.entries(said).filter(([, v]) => v !== undefined)) };
  const refused = startsTooEarly(state, startsOn) ?? duplicate(state, said.name, role, startsOn);
  return refused ?? [{ type: 'HireMade', data: { hire: id, person: hire.person, name: said.name, role, team, country, startsOn, salary, ...(equity && { equity }), planned: true }, effective: startsOn }];
}
