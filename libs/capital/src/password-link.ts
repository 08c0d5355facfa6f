import { type Decider, fact, type FactOf } from '@capstan/kernel';
import { z } from 'zod';

/** Who was given a way into a member's account. The link itself is nowhere in the ledger. */
export const accountFacts = [fact('PasswordLinkMade', z.object({ member: z.string().max(80).describe('id of the member whose password it resets') }))] as const;
export type AccountFact = FactOf<typeof accountFacts>;
export type AccountCommand = { type: 'MakePasswordLink'; member: string };

/** Each link is a fact; whether one may be made is decided where the accounts are kept. */
export const accountDecider: Decider<AccountCommand, undefined, AccountFact> = {
  name: 'accounts',
  initial: undefined,
  evolve: () => undefined,
  decide: ({ member }) => [{ type: 'PasswordLinkMade', data: { member } }],
};
