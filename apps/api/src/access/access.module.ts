import { type DynamicModule, Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Settings } from '../settings.ts';
import { Access } from './access.ts';
import { AccessGuard } from './access.guard.ts';
import type { Identity } from './identity.ts';
import { Invitations } from './invitations.ts';
import { Members } from './members.ts';
import { secretFile } from './secrets.ts';
import { SetupSecret } from './setup-secret.ts';
import { Tokens } from './tokens.ts';

/** Keeps the identities open while the API runs. */
export class IdentityRunning implements OnApplicationShutdown {
  private readonly identity: Identity;
  constructor(identity: Identity) { this.identity = identity; }
  onApplicationShutdown() { this.identity.close(); }
}

@Global()
@Module({})
export class AccessModule {
  static over(identity: Identity, { data }: Settings): DynamicModule {
    const members = new Members(identity.database);
    const tokens = new Tokens(identity.database);
    const access = new Access(identity, members, tokens, secretFile(data, 'trainer-token'));
    return {
      module: AccessModule,
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard }, { provide: Access, useValue: access }, { provide: Members, useValue: members }, { provide: Tokens, useValue: tokens },
        { provide: Invitations, useValue: new Invitations(identity.database) },
        { provide: SetupSecret, useValue: new SetupSecret(secretFile(data, 'setup-secret')) },
        { provide: IdentityRunning, useValue: new IdentityRunning(identity) },
      ],
      exports: [Access, Members, Tokens, Invitations, SetupSecret],
    };
  }
}
