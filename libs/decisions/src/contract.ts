import { command, Month, query } from '@capstan/kernel';
import { z } from 'zod';
import { BindEvidence, CompareCriteria, DescribeCandidate, GiveReason, GiveScore, MakeDecision, OpenSelection, SetCriterion } from './commands.ts';
import { RunwayCase } from './runway-case.ts';
import { AttentionLine, EvidenceOffer, SelectionDetail, SelectionLine } from './views.ts';

const at = (rest: string) => `/companies/:company/decisions${rest}`;
const read = 'decisions:read' as const;
const write = 'decisions:record' as const;
const one = '/selections/:selection';
const nothing = z.object({});

/** A change to the plan that has not been decided yet: whole minor units of the selection's currency. */
export const EffectQuery = z.object({ burnPerMonth: z.coerce.number().int(), oneOff: z.coerce.number().int(), from: Month }).meta({ id: 'EffectQuery' });
export type EffectQuery = z.output<typeof EffectQuery>;

export const decisionsApi = {
  selections: query(at('/selections'), { permission: read, summary: 'Selections of technology and business models', answer: z.array(SelectionLine) }),
  attention: query(at('/attention'), { permission: read, summary: 'Decisions that need a look', answer: z.array(AttentionLine) }),
  evidence: query(at('/evidence'), { permission: read, summary: 'Evidence that scores can be bound to', answer: EvidenceOffer }),
  selection: query(at(one), { permission: read, summary: 'One selection with scores, ranking, sensitivity and its decision', answer: SelectionDetail }),
  effect: query(at(`${one}/effect`), { permission: 'planning:read', summary: 'Runway before and after a choice', query: EffectQuery, answer: z.object({ before: RunwayCase, after: RunwayCase }) }),
  openSelection: command(at('/selections'), { permission: write, summary: 'Open a selection', body: OpenSelection }),
  addCriterion: command(at(`${one}/criteria`), { permission: write, summary: 'Add a criterion', body: SetCriterion }),
  setCriterion: command(at(`${one}/criteria/:criterion`), { permission: write, summary: 'Change a criterion, its weight or its scale', body: SetCriterion, method: 'PUT' }),
  dropCriterion: command(at(`${one}/criteria/:criterion`), { permission: write, summary: 'Drop a criterion with its scores', body: nothing, method: 'DELETE' }),
  compareCriteria: command(at(`${one}/comparisons`), { permission: write, summary: 'Set the weights by comparing criteria in pairs (AHP)', body: CompareCriteria }),
  addCandidate: command(at(`${one}/candidates`), { permission: write, summary: 'Add a candidate', body: DescribeCandidate }),
  changeCandidate: command(at(`${one}/candidates/:candidate`), { permission: write, summary: 'Change a candidate', body: DescribeCandidate, method: 'PUT' }),
  dropCandidate: command(at(`${one}/candidates/:candidate`), { permission: write, summary: 'Drop a candidate with its scores', body: nothing, method: 'DELETE' }),
  giveScore: command(at(`${one}/candidates/:candidate/scores/:criterion`), { permission: write, summary: 'Give a score by hand, with a reason', body: GiveScore, method: 'PUT' }),
  bindEvidence: command(at(`${one}/candidates/:candidate/evidence/:criterion`), { permission: write, summary: 'Bind a score to evidence', body: BindEvidence, method: 'PUT' }),
  clearScore: command(at(`${one}/candidates/:candidate/scores/:criterion`), { permission: write, summary: 'Take a score back: it is unknown again', body: nothing, method: 'DELETE' }),
  decide: command(at(`${one}/decision`), { permission: write, summary: 'Choose a candidate', body: MakeDecision }),
  reopen: command(at(`${one}/reopen`), { permission: write, summary: 'Reopen a decision', body: GiveReason }),
  abandon: command(at(`${one}/abandon`), { permission: write, summary: 'Abandon a selection', body: GiveReason }),
} as const;
