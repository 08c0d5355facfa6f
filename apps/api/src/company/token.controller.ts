import { Body, Controller, Param } from '@nestjs/common';
import { companyRefusals, latestExpiry, type MadeToken, type MakeToken, tokenApi, type TokenView } from '@capstan/capital';
import { granted, refusing, type Role } from '@capstan/kernel';
import { forbidden } from '../access/access.ts';
import { Tokens } from '../access/tokens.ts';
import { Caller } from '../http/caller.ts';
import { Endpoint } from '../http/endpoint.ts';
import { refusalProblem } from '../http/problem.ts';

const refuse = refusing(companyRefusals);

/** Access tokens for programs. Members see and revoke their own, who manages the company all of them; no token makes another. */
@Controller()
export class TokenController {
  constructor(private readonly all: Tokens) {}

  @Endpoint(tokenApi.tokens)
  async tokens(@Caller() caller: Caller): Promise<TokenView[]> {
    person(caller);
    return (await this.all.list(caller.company, whose(caller))).map(({ company: _company, ...token }) => token);
  }

  @Endpoint(tokenApi.makeToken)
  makeToken(@Caller() caller: Caller, @Body() { name, scopes, expiresOn }: MakeToken): Promise<MadeToken> {
    person(caller);
    const beyond = scopes.find((scope) => !granted[caller.role as Role].includes(scope));
    if (beyond) throw refusalProblem(refuse('token-beyond-role', { scope: beyond }, 'scopes'));
    if (expiresOn < caller.today || expiresOn > latestExpiry(caller.today)) throw refusalProblem(refuse('token-expiry-out-of-range', {}, 'expiresOn'));
    return this.all.make({ company: caller.company, maker: caller.user, name, scopes: [...new Set(scopes)], madeAt: caller.now, expiresOn });
  }

  @Endpoint(tokenApi.revokeToken)
  async revokeToken(@Caller() caller: Caller, @Param('token') id: string) {
    person(caller);
    if (!(await this.all.revoke(caller.company, id, whose(caller)))) throw refusalProblem(refuse('token-unknown'));
    return { done: true } as const;
  }
}

const whose = (caller: Caller): string | undefined => (caller.holds('company:manage') ? undefined : caller.user);
const person = (caller: Caller): void => { if (caller.token !== undefined) throw forbidden('company:manage'); };
