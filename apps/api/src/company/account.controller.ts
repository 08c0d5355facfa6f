import { Controller, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { accountDecider, companyApi, companyRefusals, type PasswordLink } from '@capstan/capital';
import { refusing } from '@capstan/kernel';
import { Members, membersOf } from '../access/members.ts';
import { PasswordLinks } from '../access/password-links.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';
import { Record } from '../ledger/record.ts';

const refuse = refusing(companyRefusals);

/** What founders may do for the accounts of their own people. */
@Controller()
export class AccountController {
  constructor(private readonly members: Members, private readonly links: PasswordLinks, private readonly commands: CommandBus) {}

  /** Recorded before it is handed out: there is no link that the ledger does not know of. Nobody makes one for themselves: a stolen session would become a stolen account. */
  @Endpoint(companyApi.passwordLink)
  async passwordLink(@Caller() caller: Caller, @Param('user') user: string): Promise<PasswordLink> {
    const member = (await this.members.ask(membersOf(caller.company))).find((one) => one.user === user);
    if (!member) throw refusalProblem(refuse('member-unknown'));
    if (user === caller.user) throw refusalProblem(refuse('password-own'));
    const made = await this.links.make(caller.company, user, member.email, caller.now);
    if (!made) throw refusalProblem(refuse('password-reaches-further'));
    await this.commands.execute(new Record(caller, accountDecider, { type: 'MakePasswordLink', member: user }));
    return { secret: made.link, expiresAt: made.expiresAt };
  }
}
