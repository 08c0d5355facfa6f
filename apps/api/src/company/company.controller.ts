import { Body, Controller, Headers, Inject } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { companyApi, companyDecider, type CompanyView, type Founded, type FoundCompany, type Me, type MemberView } from '@capstan/capital';
import { granted, type Role } from '@capstan/kernel';
import { Members } from '../access/members.ts';
import { requiresSecondFactor } from '../access/second-factor-rule.ts';
import { SetupSecret } from '../access/setup-secret.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { companyUnknown } from '../http/problem.ts';
import { Ask } from '../ledger/ask.ts';
import { STORE } from '../ledger/ledger.module.ts';
import { Record } from '../ledger/record.ts';
import { type Store } from '../ledger/store.ts';
import { profile } from './profile.view.ts';

const permissionsOf = (role: Role) => [...granted[role]];

/** Companies, and who is in them. */
@Controller()
export class CompanyController {
  constructor(
    private readonly commands: CommandBus, private readonly queries: QueryBus,
    private readonly members: Members, private readonly setup: SetupSecret, @Inject(STORE) private readonly store: Store,
  ) {}

  @Endpoint(companyApi.me)
  async me(@Caller() caller: Caller): Promise<Me> {
    const { email, secondFactor } = (await this.members.user(caller.user))!;
    const companies = (await this.members.companies(caller.user)).map(({ company, name, role, demo }) => ({ id: company, name, demo, role, permissions: permissionsOf(role) }));
    return { user: { id: caller.user, name: caller.name, email, secondFactor }, companies, position: this.store.projector.position ?? '0' };
  }

  /** The fact first, then the membership: what fails in between has founded nothing anybody can see, and a retry completes it. */
  @Endpoint(companyApi.found)
  async found(@Caller() caller: Caller, @Body() body: FoundCompany, @Headers('x-capstan-setup') setup?: string): Promise<Founded> {
    if (body.demo) this.setup.check(setup);
    const company = caller.newId('').slice(1, 17);
    const { position, revision } = await this.commands.execute(new Record({ ...caller, company }, companyDecider, { type: 'FoundCompany', today: caller.today, ...body }));
    await this.members.found(company, body.name, caller.user, body.demo ?? false, caller.now);
    return { company, position, revision };
  }

  @Endpoint(companyApi.company)
  async company(@Caller() caller: Caller): Promise<CompanyView> {
    const found = await this.queries.execute(new Ask(caller, (views) => profile(views, caller.company)));
    if (!found) throw companyUnknown();
    const role = caller.role as Role;
    const stuck = this.store.projector.health().stopped.map(({ name, since }) => ({ name, since }));
    return { id: caller.company, ...found, role, permissions: permissionsOf(role), secondFactorRequired: await this.members.ask(requiresSecondFactor(caller.company)), stuck };
  }

  @Endpoint(companyApi.members)
  async list(@Caller() caller: Caller): Promise<MemberView[]> {
    return (await this.members.list(caller.company)).map(({ user, name, role, since, secondFactor }) => ({ user, name, role, since, self: user === caller.user, secondFactor }));
  }
}
