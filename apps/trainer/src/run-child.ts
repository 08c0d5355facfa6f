import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Assignment, FromRun, ToRun } from './messages.ts';

const PROGRAM = fileURLToPath(new URL('./run-process.ts', import.meta.url));

export interface RunChild {
  readonly pid: number | undefined;
  stop(): void;
  kill(): void;
  /** How it ended: `undefined` after it has said so itself, or what killed it. */
  readonly gone: Promise<string | undefined>;
}

/** Starts the process of one run. It lowers its own priority and ends when this process does. */
export function startRun(assignment: Assignment, hear: (message: FromRun) => void): RunChild {
  const child: ChildProcess = fork(PROGRAM, { serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let ended = false;
  let lastWords = '';
  child.stderr?.on('data', (piece: Buffer) => { lastWords = (lastWords + piece.toString()).slice(-1000); });
  child.on('message', (message: FromRun) => {
    if (message.say === 'ended') ended = true;
    hear(message);
  });
  const say = (message: ToRun) => { if (child.connected) child.send(message, () => undefined); };
  const gone = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(ended ? undefined : [signal ? `killed by ${signal}` : `exited with ${code}`, lastWords.trim()].filter(Boolean).join(': ')));
  });
  say({ say: 'begin', assignment });
  return { pid: child.pid, stop: () => say({ say: 'stop' }), kill: () => { child.kill('SIGKILL'); }, gone };
}
