import { connect } from './api.ts';
import { settingsFrom } from './settings.ts';
import { Trainer } from './trainer.ts';

const settings = settingsFrom(process.env);
const trainer = new Trainer(connect(settings), settings);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => trainer.leave());
console.log(`trainer ${settings.name} for ${settings.api}, ${settings.slots} at once (${Math.round(performance.now())} ms)`);
await trainer.work();
process.exit(0);
