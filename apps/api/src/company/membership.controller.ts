import { Body, Controller, Inject, Param } from '@nestjs/common';
import { type ChangeRole, companyApi, companyRefusals, type InvitationOffer, type InvitationView, type InviteMember } from '@capstan/capital';
import { refusing } from '@capstan/kernel';
import { type Invitation, Invitations } from '../access/invitations.ts';
import { Members } from '../access/members.ts';
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
  open(@Caller() caller: Caller): InvitationView[] {
    return this.invitations.open(caller.company, caller.now).map((one) => this.shown(one));
  }

  @Endpoint(companyApi.invite)
  async invite(@Caller() caller: Caller, @Body() { email, role }: InviteMember): Promise<InvitationView> {
    return this.shown(await this.members.alone(() => {
      if (this.members.list(caller.company).some((m) => m.email.toLowerCase() === email)) throw refusalProblem(refuse('already-a-member', {}, 'email'));
      return this.invitations.invite(caller.company, email, role, caller.user, caller.now);
    }));
  }

  @Endpoint(companyApi.withdrawInvitation)
  async withdraw(@Caller() caller: Caller, @Param('invitation') id: string) {
    const ended = await this.members.alone(() => this.invitations.end(id, caller.company, 'canceled'));
    if (!ended) throw refusalProblem(refuse('invitation-unknown'));
    return done;
  }

  @Endpoint(companyApi.invitation)
  offer(@Caller() caller: Caller, @Param('invitation') id: string): InvitationOffer {
    const { companyName, role, email, expiresAt } = this.mine(caller, id);
    return { id, company: companyName, role, email, expiresAt };
  }

  @Endpoint(companyApi.accept)
  accept(@Caller() caller: Caller, @Param('invitation') id: string): Promise<{ company: string }> {
    return this.members.alone(() => {
      const { company, role } = this.mine(caller, id);
      this.invitations.end(id, company, 'accepted');
      this.members.join(company, caller.user, role, caller.now);
      return { company };
    });
  }

  @Endpoint(companyApi.changeRole)
  async changeRole(@Caller() caller: Caller, @Param('user') user: string, @Body() { role }: ChangeRole) {
    await this.members.alone(() => {
      this.keepAFounder(caller.company, user, role);
      this.members.setRole(caller.company, user, role);
    });
    return done;
  }

  @Endpoint(companyApi.removeMember)
  async remove(@Caller() caller: Caller, @Param('user') user: string) {
    await this.members.alone(() => {
      this.keepAFounder(caller.company, user, 'none');
      this.members.leave(caller.company, user);
    });
    return done;
  }

  private shown({ id, email, role, expiresAt, invitedBy }: Invitation): InvitationView {
    return { id, email, role, expiresAt, invitedBy, link: `${this.settings.origin}/invite/${id}` };
  }

  /** An invitation to the caller's own e-mail address that is still good. */
  private mine(caller: Caller, id: string): Invitation {
    const found = this.invitations.find(id);
    if (!found) throw refusalProblem(refuse('invitation-unknown'));
    if (found.email !== this.members.user(caller.user)?.email.toLowerCase()) throw refusalProblem(refuse('invitation-for-another'));
    if (found.expiresAt <= caller.now) throw refusalProblem(refuse('invitation-expired'));
    return found;
  }

  private keepAFounder(company: string, user: string, becomes: string): void {
    const all = this.members.list(company);
    if (!all.some((m) => m.user === user)) throw refusalProblem(refuse('member-unknown'));
    const left = all.filter((m) => (m.user === user ? becomes === 'founder' : m.role === 'founder'));
    if (left.length === 0) throw refusalProblem(refuse('last-founder'));
  }
}
