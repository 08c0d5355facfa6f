import { createApp } from './app.ts';
import { settingsFrom } from './settings.ts';

const settings = settingsFrom(process.env);
const app = await createApp(settings);
app.enableShutdownHooks(['SIGINT', 'SIGTERM']);
await app.listen(settings.port, settings.host);
const { port } = app.getHttpServer().address() as { port: number };
console.log(`api on http://${settings.host}:${port} (${Math.round(performance.now())} ms)`);
