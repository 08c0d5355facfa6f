import { startTracing, stopTracing } from '@capstan/tracing';
import { connect } from './api.ts';
import { settingsFrom } from './settings.ts';
import { Trainer } from './trainer.ts';

const settings = settingsFrom(process.env);
await startTracing('capstan-trainer');
const trainer = new Trainer(connect(settings), settings);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => trainer.leave());
console.log(`trainer ${settings.name} for ${settings.api}, ${settings.slots} at once (${Math.round(performance.now())} ms)`);
await trainer.work();
await stopTracing();
process.exit(0);
