// A run in a process of its own that saves often, for the test that kills it.
import { installWasm } from '../src/wasm/install.ts';
import { bars, killable, train } from './made-up.ts';

await installWasm();
await train(bars(), killable, { checkpointDir: process.argv[2]!, resume: true, checkpointEvery: 0 });
