import 'reflect-metadata';
import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, DiscoveryModule, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import helmet from '@fastify/helmet';
import type { FileStore } from '@capstan/files';
import { Access } from './access/access.ts';
import { AccessModule } from './access/access.module.ts';
import { mountAdmission } from './access/admission.ts';
import { mountAuth } from './access/auth-routes.ts';
import { type Identity, openIdentity } from './access/identity.ts';
import { ContractInterceptor } from './http/contract.interceptor.ts';
import { ProblemFilter } from './http/problem-filter.ts';
import { checkRoutes, routesOf } from './http/routes.ts';
import { mountDocs } from './http/docs.ts';
import { mountPosition } from './http/position.ts';
import { securityHeaders, serverOptions, setLimits } from './http/server.ts';
import { mountStalls } from './http/stalls.ts';
import { mountTracing } from './http/tracing.ts';
import { filesOf, FilesModule } from './files/files.module.ts';
import { Health } from './health/health.ts';
import { HealthModule } from './health/health.module.ts';
import { mountMetrics } from './health/metrics.ts';
import { LedgerModule } from './ledger/ledger.module.ts';
import type { Room } from './ledger/room.ts';
import { openStore, type Store } from './ledger/store.ts';
import { LiveModule } from './live/live.module.ts';
import { rooms as allRooms } from './rooms.ts';
import { SETTINGS, type Settings } from './settings.ts';

@Global()
@Module({})
export class AppModule {
  static over(settings: Settings, { identity, store, files }: { identity: Identity; store: Store; files: FileStore }, rooms: readonly Room[]): DynamicModule {
    return {
      module: AppModule,
      imports: [DiscoveryModule, AccessModule.over(identity, settings), LedgerModule.over(store, rooms), FilesModule.over(files), LiveModule, HealthModule.over(identity.db), ...rooms.map(({ module }) => module)],
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: APP_FILTER, useClass: ProblemFilter }, { provide: APP_INTERCEPTOR, useClass: ContractInterceptor },
      ],
      exports: [SETTINGS],
    };
  }
}

/** The whole API over its data folder, ready to listen or to be asked in process. Throws when a route declares no permission. */
export async function createApp(settings: Settings, rooms: readonly Room[] = allRooms): Promise<NestFastifyApplication> {
  const files = filesOf(settings);
  const store = await openStore(settings, rooms);
  const identity = await openIdentity(settings);
  const adapter = new FastifyAdapter(serverOptions(settings));
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.over(settings, { identity, store, files }, rooms), adapter, { logger: ['error', 'warn'], bodyParser: false, abortOnError: false });
  const server = adapter.getInstance();
  const routes = checkRoutes(routesOf(app));
  await app.register(helmet, securityHeaders(settings.origin));
  setLimits(server, routes);
  mountTracing(server);
  mountStalls(server, settings);
  mountAdmission(server, app.get(Access), settings);
  mountPosition(server, store.projector);
  mountAuth(server, identity, settings);
  mountDocs(server, routes);
  mountMetrics(server, app.get(Health, { strict: false }), settings);
  await app.init();
  await server.ready();
  return app;
}
