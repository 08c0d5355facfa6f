import { type Decider, isRefusal, type Refusal, refusing } from '@capstan/kernel';
import { bindEvidence, compareCriteria, describeCandidate, open, setCriterion } from './compose.ts';
import type { CommandOf, DecisionsCommand } from './commands.ts';
import { makeDecision } from './decide.ts';
import type { DecisionsFact } from './events.ts';
import { decisionsRefusals } from './refusals.ts';
import { evolve, type Selection, type Selections } from './selection.ts';

const refuse = refusing(decisionsRefusals);
type Answer = DecisionsFact[] | Refusal;

const hasCandidate = (s: Selection, candidate: string) => s.candidates.some((c) => c.candidate === candidate);
const hasCriterion = (s: Selection, criterion: string) => s.criteria.some((c) => c.criterion === criterion);

/** The refusal of naming a candidate or criterion that the selection does not have. */
function unknown(command: DecisionsCommand, s: Selection): Refusal | undefined {
  if ('candidate' in command && command.type !== 'AddCandidate' && !hasCandidate(s, command.candidate)) return refuse('candidate-unknown');
  const setsNew = command.type === 'SetCriterion' && !command.known;
  if ('criterion' in command && !setsNew && !hasCriterion(s, command.criterion)) return refuse('criterion-unknown');
  return undefined;
}

const reopen = ({ selection, reason }: CommandOf<'ReopenDecision'>, s: Selection): Answer =>
  s.status.kind === 'decided' ? [{ type: 'DecisionReopened', data: { selection, reason } }] : refuse('not-decided');

/** Commands that change an open selection. */
function edit(command: Exclude<DecisionsCommand, { type: 'OpenSelection' | 'ReopenDecision' }>, s: Selection): Answer {
  const { selection } = command;
  switch (command.type) {
    case 'SetCriterion': return setCriterion(command, s);
    case 'DropCriterion': return [{ type: 'CriterionDropped', data: { selection, criterion: command.criterion } }];
    case 'CompareCriteria': return compareCriteria(command, s);
    case 'AddCandidate': case 'ChangeCandidate': return describeCandidate(command, s);
    case 'DropCandidate': return [{ type: 'CandidateDropped', data: { selection, candidate: command.candidate } }];
    case 'GiveScore': return [{ type: 'ScoreGiven', data: { selection, candidate: command.candidate, criterion: command.criterion, score: command.score, reason: command.reason } }];
    case 'BindEvidence': return bindEvidence(command, s);
    case 'ClearScore': return [{ type: 'ScoreCleared', data: { selection, candidate: command.candidate, criterion: command.criterion } }];
    case 'MakeDecision': return makeDecision(command, s);
    case 'AbandonSelection': return [{ type: 'SelectionAbandoned', data: { selection, reason: command.reason } }];
    default: return refuse('selection-unknown');
  }
}

function decide(command: DecisionsCommand, all: Selections): Answer {
  if (command.type === 'OpenSelection') return open(command);
  const s = all[command.selection];
  if (!s) return refuse('selection-unknown');
  if (command.type === 'ReopenDecision') return reopen(command as CommandOf<'ReopenDecision'>, s);
  if (s.status.kind === 'abandoned') return refuse('selection-abandoned');
  if (s.status.kind === 'decided') return refuse(command.type === 'MakeDecision' ? 'already-decided' : 'selection-decided');
  const missing = unknown(command, s);
  return isRefusal(missing) ? missing : edit(command, s);
}

/** Selections of technology and business models: what may be changed, compared and decided. */
export const decisionsDecider: Decider<DecisionsCommand, Selections, DecisionsFact> = {
  name: 'decisions', initial: {}, evolve, decide,
  subject: (command) => command.selection,
  concerns: (fact) => (typeof fact.data === 'object' && fact.data !== null && 'selection' in fact.data ? [fact.data.selection] : []),
};
