import { Body, Controller, Inject, Param } from '@nestjs/common';
import { type AskSecondFactor, type ChangeRole, companyApi, companyRefusals, type InvitationOffer, type InvitationView, type InviteMember } from '@capstan/capital';
import { refusing, type Role } from '@capstan/kernel';
import type { Steps } from '../access/identity-db.ts';
import { endInvitation, type Invitation, invitationOf, Invitations, invite } from '../access/invitations.ts';
import { join, leave, type Member, Members, membersOf, setRole, userOf } from '../access/members.ts';
import { hasSecondFactor, requireSecondFactor } from '../access/second-factor-rule.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { SETTINGS, type Settings } from '../settings.ts';

const refuse = refusing(companyRefusals);
const done = { done: true } as const;

/** Inviting, joining, changing roles, leaving. Nobody is mailed: a founder hands the link over. */
@Controller()
export class MembershipController {
  constructor(private readonly members: Members, private readonly invitations: Invitations, @Inject(SETTINGS) private readonly settings: Settings) {}

  @Endpoint(companyApi.invitations)
  async open(@Caller() caller: Caller): Promise<InvitationView[]> {
    return (await this.invitations.open(caller.company, caller.now)).map((one) => this.shown(one));
  }

  @Endpoint(companyApi.invite)
  async invite(@Caller() caller: Caller, @Body() asked: InviteMember): Promise<InvitationView> {
    return this.shown(await this.members.alone(inviting(caller, asked)));
  }

  @Endpoint(companyApi.withdrawInvitation)
  async withdraw(@Caller() caller: Caller, @Param('invitation') id: string) {
    const ended = await this.members.alone(endInvitation(id, caller.company, 'canceled'));
    if (!ended) throw refusalProblem(refuse('invitation-unknown'));
    return done;
  }

  @Endpoint(companyApi.invitation)
  async offer(@Caller() caller: Caller, @Param('invitation') id: string): Promise<InvitationOffer> {
    const { companyName, role, email, expiresAt } = mine(caller, await this.invitations.find(id), await this.members.user(caller.user));
    return { id, company: companyName, role, email, expiresAt };
  }

  @Endpoint(companyApi.accept)
  accept(@Caller() caller: Caller, @Param('invitation') id: string): Promise<{ company: string }> {
    return this.members.alone(accepting(caller, id));
  }

  @Endpoint(companyApi.changeRole)
  async changeRole(@Caller() caller: Caller, @Param('user') user: string, @Body() { role }: ChangeRole) {
    await this.members.alone(changingRole(caller.company, user, role));
    return done;
  }

  @Endpoint(companyApi.removeMember)
  async remove(@Caller() caller: Caller, @Param('user') user: string) {
    await this.members.alone(removing(caller.company, user));
    return done;
  }

  @Endpoint(companyApi.askSecondFactor)
  async askSecondFactor(@Caller() caller: Caller, @Body() { required }: AskSecondFactor) {
    await this.members.alone(askingSecondFactor(caller, required));
    return done;
  }

  private shown({ id, email, role, expiresAt, invitedBy }: Invitation): InvitationView {
    return { id, email, role, expiresAt, invitedBy, link: `${this.settings.origin}/invite/${id}` };
  }
}

function* inviting(caller: Caller, { email, role }: InviteMember): Steps<Invitation> {
  if ((yield* membersOf(caller.company)).some((m) => m.email.toLowerCase() === email)) throw refusalProblem(refuse('already-a-member', {}, 'email'));
  return yield* invite(caller.company, email, role, caller.user, caller.now);
}

function* accepting(caller: Caller, id: string): Steps<{ company: string }> {
  const { company, role } = mine(caller, yield* invitationOf(id), yield* userOf(caller.user));
  yield* endInvitation(id, company, 'accepted');
  yield* join(company, caller.user, role, caller.now);
  return { company };
}

function* changingRole(company: string, user: string, role: Role): Steps<void> {
  keepAFounder(yield* membersOf(company), user, role);
  yield* setRole(company, user, role);
}

function* removing(company: string, user: string): Steps<void> {
  keepAFounder(yield* membersOf(company), user, 'none');
  yield* leave(company, user);
}

/** Whoever asks it of all has it: nobody locks themselves out. */
function* askingSecondFactor(caller: Caller, required: boolean): Steps<void> {
  if (required && !(yield* hasSecondFactor(caller.user))) throw refusalProblem(refuse('second-factor-own-first'));
  yield* requireSecondFactor(caller.company, required, caller.user, caller.now);
}

/** An invitation to the caller's own e-mail address that is still good. */
function mine(caller: Caller, found: Invitation | undefined, account: { email: string } | undefined): Invitation {
  if (!found) throw refusalProblem(refuse('invitation-unknown'));
  if (found.email !== account?.email.toLowerCase()) throw refusalProblem(refuse('invitation-for-another'));
  if (found.expiresAt <= caller.now) throw refusalProblem(refuse('invitation-expired'));
  return found;
}

function keepAFounder(all: readonly Member[], user: string, becomes: string): void {
  if (!all.some((m) => m.user === user)) throw refusalProblem(refuse('member-unknown'));
  const left = all.filter((m) => (m.user === user ? becomes === 'founder' : m.role === 'founder'));
  if (left.length === 0) throw refusalProblem(refuse('last-founder'));
}
