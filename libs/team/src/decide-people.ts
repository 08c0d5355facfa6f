import { isRefusal, keyed, type Refusal } from '@capstan/kernel';
import type { CommandOf } from './commands.ts';
import type { TeamFact } from './events.ts';
import { refuse } from './refusals.ts';
import { duplicate, startsTooEarly } from './rules.ts';
import type { Hire, TeamState } from './state.ts';

type Decision = TeamFact[] | Refusal;

/** The hire, if it was made (and, unless said otherwise, has not ended); else why not. */
function madeHire(state: TeamState, id: string): (Hire & { situation: 'made' | 'left' }) | Refusal {
  const hire = keyed.at(state.hires, id);
  if (!hire) return refuse('hire-unknown');
  if (hire.situation === 'made' || hire.situation === 'left') return hire;
  return refuse(hire.situation === 'planned' ? 'hire-not-made' : hire.situation === 'withdrawn' ? 'hire-withdrawn' : 'hire-taken-back');
}

export function makeHire({ type: _type, today: _today, ...data }: CommandOf<'MakeHire'>, state: TeamState): Decision {
  if (keyed.at(state.hires, data.hire)) return refuse('hire-already-made');
  const refused = startsTooEarly(state, data.startsOn) ?? duplicate(state, data.name, data.role, data.startsOn);
  return refused ?? [{ type: 'HireMade', data: { ...data, planned: false }, effective: data.startsOn }];
}

/** Another role, team, country or salary from a day on. */
export function changeHire({ type: _type, today: _today, hire: id, from, ...changes }: CommandOf<'ChangeHire'>, state: TeamState): Decision {
  const hire = madeHire(state, id);
  if (isRefusal(hire)) return hire;
  if (from < hire.made.startsOn) return refuse('hire-changed-before-start', { startsOn: hire.made.startsOn }, 'from');
  if (hire.situation === 'left' && from > hire.lastDay) return refuse('hire-has-left', { lastDay: hire.lastDay }, 'from');
  const said = Object.fromEntries(Object.entries(changes).filter(([, v]) => v !== undefined));
  return [{ type: 'HireChanged', data: { hire: id, person: hire.person, from, ...said }, effective: from }];
}

export function recordLeaving({ hire: id, lastDay }: CommandOf<'RecordLeaving'>, state: TeamState): Decision {
  const hire = madeHire(state, id);
  if (isRefusal(hire)) return hire;
  if (hire.situation === 'left') return refuse('hire-has-left', { lastDay: hire.lastDay });
  if (lastDay < hire.made.startsOn) return refuse('hire-leaves-before-start', { startsOn: hire.made.startsOn }, 'lastDay');
  const later = hire.made.changedFrom.find((from) => from > lastDay);
  if (later) return refuse('hire-leaves-before-change', { from: later }, 'lastDay');
  return [{ type: 'PersonLeft', data: { hire: id, person: hire.person, lastDay }, effective: lastDay }];
}

/** The hire was recorded by mistake: it never happened. */
export function takeHireBack({ hire: id, reason, today }: CommandOf<'TakeHireBack'>, state: TeamState): Decision {
  const hire = madeHire(state, id);
  return isRefusal(hire) ? hire : [{ type: 'HireReversed', data: { hire: id, person: hire.person, reason }, effective: today }];
}

/** The leaving was recorded by mistake: the person stays. */
export function takeLeavingBack({ hire: id, reason, today }: CommandOf<'TakeLeavingBack'>, state: TeamState): Decision {
  const hire = madeHire(state, id);
  if (isRefusal(hire)) return hire;
  return hire.situation === 'left' ? [{ type: 'LeavingReversed', data: { hire: id, person: hire.person, reason }, effective: today }] : refuse('hire-has-not-left');
}

/** Forgets what is personal about someone who is gone; what was paid stays in the bank's figures. */
export function erasePerson({ hire: id, reason, today }: CommandOf<'ErasePerson'>, state: TeamState): Decision {
  const hire = keyed.at(state.hires, id);
  if (!hire) return refuse('hire-unknown');
  if (keyed.at(state.erased, hire.person)) return refuse('person-erased');
  const here = hire.situation === 'made' || hire.situation === 'planned' || (hire.situation === 'left' && hire.lastDay >= today);
  return here ? refuse('person-still-here') : [{ type: 'PersonErased', data: { hire: id, person: hire.person, reason }, effective: today }];
}
