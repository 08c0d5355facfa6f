import { explain } from '../api/explain.ts';
import type { Route } from '../api/route.ts';
import { newKey, send } from '../api/send.ts';

export type ImportOutcome<T> =
  | { kind: 'done'; data: T }
  | { kind: 'stopped' }
  | { kind: 'refused'; message: string; problems: { path: string; message: string }[]; count: number };

interface Importing { to: Route; progressPath: string; body: Record<string, unknown>; progress: (fraction: number) => void; signal: AbortSignal }

const EVERY_MS = 400;
/** Sending is the first tenth of the bar, reading the rest. */
const SENT = 0.1;

/** Runs one import: sends the file under a name of its own, asks how far reading is, and stops it on the server when the person stops it. */
export async function runImport<T>({ to, progressPath, body, progress, signal }: Importing): Promise<ImportOutcome<T>> {
  const name = `import-${newKey().slice(0, 20)}`;
  const at = `${progressPath}/${name}`;
  const ask = async () => {
    const answer = await send<{ share: number }>({ method: 'GET', path: at });
    if (answer.ok) progress(SENT + answer.data.share * (1 - SENT));
  };
  const timer = setInterval(() => void ask(), EVERY_MS);
  const stop = () => void send({ method: 'POST', path: `${at}/stop` });
  signal.addEventListener('abort', stop);
  const answer = await send<T>(to, { body: { ...body, import: name }, onProgress: (sent) => progress(sent * SENT) }).finally(() => { clearInterval(timer); signal.removeEventListener('abort', stop); });
  if (answer.ok) return { kind: 'done', data: answer.data };
  if ('stopped' in answer || answer.problem.code === 'import-stopped') return { kind: 'stopped' };
  const said = await explain(answer.problem);
  return { kind: 'refused', message: said.message, problems: said.errors, count: Number(answer.problem.values?.['count'] ?? said.errors.length) };
}
