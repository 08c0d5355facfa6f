// A run in a process of its own that saves after every step, and kills itself without a word some milliseconds after its first checkpoint of this process.
import { watch } from 'node:fs';
import { installWasm } from '../src/wasm/install.ts';
import { bars, killable, train } from './made-up.ts';

const [dir, delay] = [process.argv[2]!, Number(process.argv[3])];
await installWasm();
const watcher = watch(dir, (_, file) => {
  if (file !== 'last.ckpt') return;
  watcher.close();
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), delay);
});
await train(bars(), killable, { checkpointDir: dir, resume: true, checkpointEvery: 0 });
