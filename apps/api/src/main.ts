import { startTracing } from '@capstan/tracing';
import { createApp } from './app.ts';
import { settingsFrom } from './settings.ts';

/** What is said to the operator when the start is refused: a sentence, no stack, no password. */
const refuse = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
};

/** So many may knock before they are let in: while the API is busy for a moment they wait, and are not turned away. The kernel may allow fewer. */
const BACKLOG = 4096;

const settings = await Promise.try(() => settingsFrom(process.env)).catch(refuse);
await startTracing('capstan-api');
const app = await createApp(settings).catch(refuse);
app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
await app.listen({ port: settings.port, host: settings.host, backlog: BACKLOG });
const { port } = app.getHttpServer().address() as { port: number };
console.log(`api on http://${settings.host}:${port} (${Math.round(performance.now())} ms)`);
