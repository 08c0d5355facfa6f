import { startTracing } from '@capstan/tracing';
import { createApp } from './app.ts';
import { settingsFrom } from './settings.ts';

/** What is said to the operator when the start is refused: a sentence, no stack, no password. */
const refuse = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
};

const settings = await Promise.try(() => settingsFrom(process.env)).catch(refuse);
await startTracing('capstan-api');
const app = await createApp(settings).catch(refuse);
app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
await app.listen(settings.port, settings.host);
const { port } = app.getHttpServer().address() as { port: number };
console.log(`api on http://${settings.host}:${port} (${Math.round(performance.now())} ms)`);
