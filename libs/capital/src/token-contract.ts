import { addDays, command, Day, Instant, Label, type Permission, permissions, query } from '@capstan/kernel';
import { z } from 'zod';
import { companyRefusals } from './company.ts';

/** What no token may do: manage members, or pass for a trainer. */
const never: readonly Permission[] = ['company:manage', 'training:lease'];
export const tokenScopes: readonly Permission[] = permissions.filter((p) => !never.includes(p));
const Scope = z.enum(tokenScopes as [Permission, ...Permission[]]).meta({ id: 'TokenScope' });
const MOST_DAYS = 366;

/** The last day that a token made on a day may be good for. */
export const latestExpiry = (today: Day): Day => addDays(today, MOST_DAYS);

/** A key for a program: it may do what is named here, as long as whoever made it may do that too. */
export const MakeToken = z.object({
  name: Label, expiresOn: Day,
  scopes: z.array(Scope).refine((scopes) => scopes.length > 0, { error: companyRefusals['token-without-scope'], params: { refusal: 'token-without-scope' } }),
}).meta({ id: 'MakeToken' });
export type MakeToken = z.infer<typeof MakeToken>;

export const TokenView = z.object({
  id: z.string(), name: Label, scopes: z.array(Scope), maker: z.string(), makerName: z.string(), madeAt: Instant,
  expiresOn: Day.describe('good until the end of this day, UTC'), usedOn: Day.nullable().describe('last day of use'),
}).meta({ id: 'AccessToken' });
export type TokenView = z.infer<typeof TokenView>;
export const MadeToken = z.object({ id: z.string(), secret: z.string().describe('shown this once; send it as `Authorization: Bearer …`') }).meta({ id: 'MadeToken' });
export type MadeToken = z.infer<typeof MadeToken>;

const here = '/companies/:company/tokens';
export const tokenApi = {
  tokens: query(here, { permission: 'company:read', summary: 'Access tokens: own ones; all of them for who manages the company', answer: z.array(TokenView) }),
  makeToken: command(here, { permission: 'company:read', summary: 'Make an access token for a program', body: MakeToken, answer: MadeToken }),
  revokeToken: command(`${here}/:token/revoke`, { permission: 'company:read', summary: 'Revoke an access token at once', body: z.object({}), answer: z.object({ done: z.literal(true) }) }),
} as const;
