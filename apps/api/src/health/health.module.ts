import { type DynamicModule, Module } from '@nestjs/common';
import type { FileStore } from '@capstan/files';
import type { IdentityDb } from '../access/identity-db.ts';
import { FILES } from '../files/files.module.ts';
import { LedgerRunning } from '../ledger/ledger.module.ts';
import { SETTINGS, type Settings } from '../settings.ts';
import { Health } from './health.ts';
import { HealthController } from './health.controller.ts';

@Module({})
export class HealthModule {
  static over(identity: IdentityDb): DynamicModule {
    const made = (running: LedgerRunning, files: FileStore, { data }: Settings) => new Health(running, identity, files, data);
    return { module: HealthModule, controllers: [HealthController], providers: [{ provide: Health, useFactory: made, inject: [LedgerRunning, FILES, SETTINGS] }] };
  }
}
