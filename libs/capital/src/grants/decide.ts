import type { Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import type { CapitalState } from '../state.ts';
import type { GrantsCommand } from './commands.ts';
import { accelerateGrant, cancelGrant, meetCondition, terminateGrant } from './decide-ends.ts';
import { adoptPlan, makeGrant } from './decide-grants.ts';
import { exerciseGrant, releaseUnits } from './decide-taking.ts';

/** What follows from a command about plans and grants. */
export function decideGrants(command: GrantsCommand, state: CapitalState): CapitalFact[] | Refusal {
  switch (command.type) {
    case 'AdoptPlan': return adoptPlan(command, state);
    case 'MakeGrant': return makeGrant(command, state);
    case 'MeetCondition': return meetCondition(command, state);
    case 'AccelerateGrant': return accelerateGrant(command, state);
    case 'TerminateGrant': return terminateGrant(command, state);
    case 'ExerciseGrant': return exerciseGrant(command, state);
    case 'ReleaseUnits': return releaseUnits(command, state);
    case 'CancelGrant': return cancelGrant(command, state);
  }
}
