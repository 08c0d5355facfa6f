import { command, Day, query } from '@capstan/kernel';
import { z } from 'zod';
import { AbandonRound, CancelSafe, CancelShares, CloseRound, IssueShares, MakeCommitment, OpenRound, PoolTarget, ReverseRoundClose, SetPool, SignSafe, WithdrawCommitment } from './commands.ts';
import { ConventionName, RoundingPolicyName } from './events.ts';
import { HoldingView } from './securities/views.ts';
import { CapTable, OwnershipHistory, RoundPreview, RoundView, SafeView } from './views.ts';

const here = '/companies/:company/capital';
const record = 'capital:record' as const;
const read = 'capital:read' as const;

const OnDay = z.object({ on: Day.optional().describe('as it was at the end of this day; today if left out') });
export type OnDay = z.infer<typeof OnDay>;
export const PreviewTerms = z.object({
  on: Day.optional(), class: z.string().max(120).optional(), poolTarget: PoolTarget.optional(), poolIncrease: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  promisedOptions: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  convention: ConventionName.optional(), rounding: RoundingPolicyName.optional(),
});
export type PreviewTerms = z.infer<typeof PreviewTerms>;

export const capitalApi = {
  issueShares: command(`${here}/shares`, { permission: record, summary: 'Issue shares outside of a round', body: IssueShares }),
  cancelShares: command(`${here}/shares/:holding/cancel`, { permission: record, summary: 'Cancel shares', body: CancelShares }),
  setPool: command(`${here}/pool`, { permission: record, summary: 'Set the size of the unallocated option pool', body: SetPool, method: 'PUT' }),
  signSafe: command(`${here}/safes`, { permission: record, summary: 'Record a signed SAFE', body: SignSafe }),
  cancelSafe: command(`${here}/safes/:safe/cancel`, { permission: record, summary: 'Cancel a SAFE', body: CancelSafe }),
  openRound: command(`${here}/rounds`, { permission: record, summary: 'Open a funding round', body: OpenRound }),
  makeCommitment: command(`${here}/rounds/:round/commitments`, { permission: record, summary: 'Record a commitment to an open round', body: MakeCommitment }),
  withdrawCommitment: command(`${here}/rounds/:round/commitments/:commitment/withdraw`, { permission: record, summary: 'Withdraw a commitment', body: WithdrawCommitment }),
  closeRound: command(`${here}/rounds/:round/close`, { permission: record, summary: 'Close a round: price it, issue shares, convert SAFEs', body: CloseRound }),
  reverseRoundClose: command(`${here}/rounds/:round/reverse`, { permission: record, summary: 'Take the close of the last round back', body: ReverseRoundClose }),
  abandonRound: command(`${here}/rounds/:round/abandon`, { permission: record, summary: 'Abandon an open round', body: AbandonRound }),
  capTable: query(`${here}/cap-table`, { permission: read, summary: 'Who owns what, issued and fully diluted', query: OnDay, answer: CapTable }),
  ownershipHistory: query(`${here}/ownership`, { permission: read, summary: 'Ownership after each round', answer: OwnershipHistory }),
  holdings: query(`${here}/shares`, { permission: read, summary: 'Every holding of shares there is or was, with the event that began it', query: OnDay, answer: z.array(HoldingView) }),
  safes: query(`${here}/safes`, { permission: read, summary: 'SAFEs', answer: z.array(SafeView) }),
  rounds: query(`${here}/rounds`, { permission: read, summary: 'Rounds with their commitments', answer: z.array(RoundView) }),
  roundPreview: query(`${here}/rounds/:round/preview`, { permission: read, summary: 'What closing an open round would give', query: PreviewTerms, answer: RoundPreview }),
} as const;
