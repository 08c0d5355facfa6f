import type { Refusal } from '@capstan/kernel';
import type { CapitalFact } from '../events.ts';
import type { CapitalState } from '../state.ts';
import type { SecuritiesCommand } from './commands.ts';
import { setClassTerms, splitClass } from './decide-classes.ts';
import { convertShares, repurchaseShares, transferShares } from './decide-holdings.ts';
import { cancelNote, repayNote, signNote } from './decide-notes.ts';
import { cancelWarrant, exerciseWarrant, issueWarrant } from './decide-warrants.ts';

/** Decides about share classes, what happens to shares after their issue, warrants and notes. */
export function decideSecurities(command: SecuritiesCommand, state: CapitalState): CapitalFact[] | Refusal {
  switch (command.type) {
    case 'SetClassTerms': return setClassTerms(command, state);
    case 'TransferShares': return transferShares(command, state);
    case 'RepurchaseShares': return repurchaseShares(command, state);
    case 'SplitShares': return splitClass(command, state);
    case 'ConvertShares': return convertShares(command, state);
    case 'IssueWarrant': return issueWarrant(command, state);
    case 'ExerciseWarrant': return exerciseWarrant(command, state);
    case 'CancelWarrant': return cancelWarrant(command, state);
    case 'SignNote': return signNote(command, state);
    case 'RepayNote': return repayNote(command, state);
    case 'CancelNote': return cancelNote(command, state);
  }
}
