import { type Decider, isRefusal, type Refusal } from '@capstan/kernel';
import type { CapitalCommand } from './commands.ts';
import { abandonRound, closeRound, makeCommitment, openRound, reverseRoundClose, withdrawCommitment } from './decide-rounds.ts';
import { cancelSafe, signSafe } from './decide-safes.ts';
import { cancelShares, issueShares, setPool } from './decide-shares.ts';
import { decideGrants } from './grants/decide.ts';
import { decideSecurities } from './securities/decide.ts';
import type { CapitalFact } from './events.ts';
import { beyondCounting } from './securities/countable.ts';
import { type CapitalState, evolve, noCapital } from './state.ts';

function decide(command: CapitalCommand, state: CapitalState): CapitalFact[] | Refusal {
  const facts = follows(command, state);
  return isRefusal(facts) ? facts : (beyondCounting(state, facts, command.today) ?? facts);
}

function follows(command: CapitalCommand, state: CapitalState): CapitalFact[] | Refusal {
  switch (command.type) {
    case 'IssueShares': return issueShares(command, state);
    case 'CancelShares': return cancelShares(command, state);
    case 'SetPool': return setPool(command, state);
    case 'SignSafe': return signSafe(command, state);
    case 'CancelSafe': return cancelSafe(command, state);
    case 'OpenRound': return openRound(command, state);
    case 'MakeCommitment': return makeCommitment(command, state);
    case 'WithdrawCommitment': return withdrawCommitment(command, state);
    case 'CloseRound': return closeRound(command, state);
    case 'ReverseRoundClose': return reverseRoundClose(command, state);
    case 'AbandonRound': return abandonRound(command, state);
    case 'AdoptPlan': case 'MakeGrant': case 'MeetCondition': case 'AccelerateGrant': case 'TerminateGrant': case 'ExerciseGrant': case 'ReleaseUnits': case 'CancelGrant': return decideGrants(command, state);
    default: return decideSecurities(command, state);
  }
}

/** The ids that commands and facts name the things they are about by. */
const keys = ['round', 'safe', 'grant', 'plan', 'warrant', 'note', 'holding', 'moved', 'into', 'rest', 'class'] as const;
const idsIn = (all: object): string[] => keys.flatMap((key) => (key in all ? [(all as Record<string, unknown>)[key]].filter((id) => typeof id === 'string') : []));

/** What the command is about: a round counts as changed by its commitments, so that closing what one has not seen is stale. */
const subject = (command: CapitalCommand): string => idsIn(command)[0] ?? 'pool';
const concerns = ({ type, data }: CapitalFact): string[] => [...idsIn(data), ...(type === 'PoolSet' ? ['pool'] : [])];

/** Shares and their classes, warrants, SAFEs, notes and rounds of one company. */
export const capitalDecider: Decider<CapitalCommand, CapitalState, CapitalFact> = { name: 'capital', initial: noCapital, evolve, decide, subject, concerns };
