import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Access } from './access.ts';
import { AccessGuard } from './access.guard.ts';
import { Guesses } from './guesses.ts';
import type { Identity } from './identity.ts';
import { Invitations } from './invitations.ts';
import { Members } from './members.ts';
import { PasswordLinks } from './password-links.ts';
import { SalaryReads } from './salary-reads.ts';
import { SetupSecret } from './setup-secret.ts';
import { Tokens } from './tokens.ts';
import type { Settings } from '../settings.ts';

/** Keeps the identities open while the API runs. */
export class IdentityRunning implements OnApplicationShutdown {
  readonly database: Identity['database'];
  private readonly identity: Identity;
  constructor(identity: Identity) { this.identity = identity; this.database = identity.database; }
  async onApplicationShutdown() { await this.identity.db.close(); }
}

@Global()
@Module({})
export class AccessModule {
  static over(identity: Identity, { rateLimit, origin }: Settings): DynamicModule {
    const members = new Members(identity.db);
    const tokens = new Tokens(identity.db);
    const access = new Access(identity, members, tokens, rateLimit ? new Guesses(identity.db) : undefined);
    return {
      module: AccessModule,
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard }, { provide: Access, useValue: access }, { provide: Members, useValue: members }, { provide: Tokens, useValue: tokens },
        { provide: Invitations, useValue: new Invitations(identity.db) }, { provide: SalaryReads, useValue: new SalaryReads(identity.db) },
        { provide: PasswordLinks, useValue: new PasswordLinks(identity, origin) },
        { provide: SetupSecret, useValue: new SetupSecret(identity.secrets.setupSecret) },
        { provide: IdentityRunning, useValue: new IdentityRunning(identity) },
      ],
      exports: [Access, Members, Tokens, PasswordLinks, Invitations, SalaryReads, SetupSecret],
    };
  }
}
