import { Country, Currency, Day, type Decider, fact, type FactOf, Label, refusing } from '@capstan/kernel';
import { z } from 'zod';

export const companyRefusals = {
  'company-founded': 'This company has been founded already.',
  'company-founded-later': 'A company cannot be founded after today ({today}).',
  'member-unknown': 'Nobody in this company has this id.',
  'last-founder': 'A company keeps at least one founder.',
  'invitation-unknown': 'There is no such invitation, or it has been withdrawn or used.',
  'invitation-expired': 'This invitation has expired; ask for a new one.',
  'invitation-for-another': 'This invitation is for another e-mail address.',
  'token-unknown': 'There is no such access token, or it is not yours.',
  'token-without-scope': 'An access token needs at least one thing it may do.',
  'token-beyond-role': 'Your role does not hold {scope}; a token cannot do more than whoever makes it.',
  'token-expiry-out-of-range': 'An access token is good for a year at most, and for today at least.',
  'second-factor-own-first': 'Switch your own second factor on before you ask it of everybody.',
  'password-own': 'This is your own account: change its password there.',
  'password-reaches-further': 'This account belongs to another company too. A new password for it comes from whoever runs this installation.',
  'already-a-member': 'This person is in the company already.',
} as const;

export const companyFacts = [
  fact('CompanyFounded', z.object({ name: Label, currency: Currency, country: Country, foundedOn: Day, demo: z.boolean().optional() })),
] as const;
export type CompanyFact = FactOf<typeof companyFacts>;

export const FoundCompany = z.object({ name: Label, currency: Currency, country: Country, foundedOn: Day, demo: z.boolean().optional() }).meta({ id: 'FoundCompany' });
export type FoundCompany = z.infer<typeof FoundCompany>;

export type CompanyCommand = { type: 'FoundCompany'; today: Day } & FoundCompany;
export type CompanyState = 'none' | 'founded';

const refuse = refusing(companyRefusals);

/** A company is founded once, on a day that is not in the future. */
export const companyDecider: Decider<CompanyCommand, CompanyState, CompanyFact> = {
  name: 'company',
  initial: 'none',
  evolve: (state, one) => (one.type === 'CompanyFounded' ? 'founded' : state),
  decide({ today, name, currency, country, foundedOn, demo }, state) {
    if (state === 'founded') return refuse('company-founded');
    if (foundedOn > today) return refuse('company-founded-later', { today }, 'foundedOn');
    return [{ type: 'CompanyFounded', data: { name, currency, country, foundedOn, ...(demo && { demo }) }, effective: foundedOn }];
  },
};
