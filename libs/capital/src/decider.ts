import type { Decider, Refusal } from '@capstan/kernel';
import type { CapitalCommand } from './commands.ts';
import { abandonRound, closeRound, makeCommitment, openRound, reverseRoundClose, withdrawCommitment } from './decide-rounds.ts';
import { cancelSafe, signSafe } from './decide-safes.ts';
import { cancelShares, issueShares, setPool } from './decide-shares.ts';
import type { CapitalFact } from './events.ts';
import { type CapitalState, evolve, noCapital } from './state.ts';

function decide(command: CapitalCommand, state: CapitalState): CapitalFact[] | Refusal {
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
  }
}

/** What the command is about: a round counts as changed by its commitments, so that closing what one has not seen is stale. */
function subject(command: CapitalCommand): string | undefined {
  if ('round' in command) return command.round;
  if ('safe' in command) return command.safe;
  return 'holding' in command ? command.holding : 'pool';
}

function concerns({ data }: CapitalFact): string[] {
  return [...('round' in data ? [data.round] : []), ...('safe' in data ? [data.safe] : []), ...('holding' in data ? [data.holding] : []), ...('setOn' in data ? ['pool'] : [])];
}

/** Shares, SAFEs and rounds of one company. */
export const capitalDecider: Decider<CapitalCommand, CapitalState, CapitalFact> = { name: 'capital', initial: noCapital, evolve, decide, subject, concerns };
