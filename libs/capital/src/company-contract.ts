import { command, Country, Currency, Day, Instant, Label, permissions, query, revealing, roles } from '@capstan/kernel';
import { z } from 'zod';
import { FoundCompany } from './company.ts';

const RoleName = z.enum(roles).meta({ id: 'Role' });
const PermissionName = z.enum(permissions).meta({ id: 'Permission' });

/** A company as its members see it everywhere: enough for the frame of a screen. */
export const CompanyPlace = z.object({ id: z.string(), name: Label, demo: z.boolean(), role: RoleName, permissions: z.array(PermissionName) }).meta({ id: 'CompanyPlace' });
export type CompanyPlace = z.infer<typeof CompanyPlace>;

export const Me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string(), secondFactor: z.boolean().describe('asked for at sign-in') }),
  companies: z.array(CompanyPlace),
  position: z.string().describe('how far the read models have come: a live stream opened with it tells what was missed since'),
}).meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const Founded = z.object({ company: z.string(), position: z.string(), revision: z.number().int() }).meta({ id: 'Founded' });
export type Founded = z.infer<typeof Founded>;

export const CompanyView = z.object({
  id: z.string(), name: Label, currency: Currency, country: Country, foundedOn: Day, demo: z.boolean(),
  role: RoleName, permissions: z.array(PermissionName),
  secondFactorRequired: z.boolean().describe('members without a second factor are let into nothing of the company'),
  stuck: z.array(z.object({ name: z.string(), since: Instant })).describe('read models that stand still, and since when: what they answer may be out of date'),
}).meta({ id: 'CompanyView' });
export type CompanyView = z.infer<typeof CompanyView>;

export const MemberView = z.object({ user: z.string(), name: z.string(), role: RoleName, since: Instant, self: z.boolean(), secondFactor: revealing(z.boolean(), 'company:manage') }).meta({ id: 'MemberView' });
export type MemberView = z.infer<typeof MemberView>;

const Email = z.string().trim().toLowerCase().pipe(z.email().max(254));
export const InviteMember = z.object({ email: Email, role: RoleName }).meta({ id: 'InviteMember' });
export type InviteMember = z.infer<typeof InviteMember>;

export const InvitationView = z.object({
  id: z.string(), email: z.string(), role: RoleName, link: z.url().describe('to hand over: no e-mail is sent'), expiresAt: Instant, invitedBy: z.string(),
}).meta({ id: 'InvitationView' });
export type InvitationView = z.infer<typeof InvitationView>;

/** What an invited person sees before joining. */
export const InvitationOffer = z.object({ id: z.string(), company: Label, role: RoleName, email: z.string(), expiresAt: Instant }).meta({ id: 'InvitationOffer' });
export type InvitationOffer = z.infer<typeof InvitationOffer>;

export const ChangeRole = z.object({ role: RoleName }).meta({ id: 'ChangeRole' });
export type ChangeRole = z.infer<typeof ChangeRole>;
export const AskSecondFactor = z.object({ required: z.boolean() }).meta({ id: 'AskSecondFactor' });
export type AskSecondFactor = z.infer<typeof AskSecondFactor>;
/** Handed over by whoever made it: nothing is mailed. */
export const PasswordLink = z.object({ secret: z.url().describe('the link, shown this once: it opens the account'), expiresAt: Instant }).meta({ id: 'PasswordLink' });
export type PasswordLink = z.infer<typeof PasswordLink>;
const Nothing = z.object({}).meta({ id: 'Nothing' });
export const Joined = z.object({ company: z.string() }).meta({ id: 'Joined' });
export const Done = z.object({ done: z.literal(true) }).meta({ id: 'Done' });

export const companyApi = {
  me: query('/me', { permission: 'signed-in', summary: 'Who is signed in, and their companies', answer: Me }),
  found: command('/companies', { permission: 'signed-in', summary: 'Found a company', body: FoundCompany, answer: Founded }),
  company: query('/companies/:company', { permission: 'company:read', summary: 'One company', answer: CompanyView }),
  members: query('/companies/:company/members', { permission: 'company:read', summary: 'Everyone in the company', answer: z.array(MemberView) }),
  changeRole: command('/companies/:company/members/:user/role', { method: 'PUT', permission: 'company:manage', summary: 'Change the role of a member', body: ChangeRole, answer: Done }),
  removeMember: command('/companies/:company/members/:user', { method: 'DELETE', permission: 'company:manage', summary: 'Remove a member', body: Nothing, answer: Done }),
  passwordLink: command('/companies/:company/members/:user/password-link', { permission: 'company:manage', summary: 'Make a link with which a member who belongs to this company alone sets a new password: once, within an hour', body: Nothing, answer: PasswordLink }),
  askSecondFactor: command('/companies/:company/second-factor', { method: 'PUT', permission: 'company:manage', summary: 'Ask a second factor of everyone in the company, or no longer', body: AskSecondFactor, answer: Done }),
  invitations: query('/companies/:company/invitations', { permission: 'company:manage', summary: 'Open invitations', answer: z.array(InvitationView) }),
  invite: command('/companies/:company/invitations', { permission: 'company:manage', summary: 'Invite someone by e-mail address; answers the link to hand over', body: InviteMember, answer: InvitationView }),
  withdrawInvitation: command('/companies/:company/invitations/:invitation', { method: 'DELETE', permission: 'company:manage', summary: 'Withdraw an invitation', body: Nothing, answer: Done }),
  invitation: query('/invitations/:invitation', { permission: 'signed-in', summary: 'An invitation to the signed-in e-mail address', answer: InvitationOffer }),
  accept: command('/invitations/:invitation/accept', { permission: 'signed-in', summary: 'Accept an invitation', body: Nothing, answer: Joined }),
} as const;
