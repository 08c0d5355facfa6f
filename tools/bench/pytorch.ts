import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** PyTorch on one thread, asked one step at a time. */
export interface Pytorch {
  readonly version: string;
  /** Milliseconds of one training step of the same model; of `product` GFLOP/s of one square product. */
  measure(what: 'cnn' | 'lstm' | 'transformer' | 'product'): Promise<number>;
  end(): void;
}

/** Starts the Python named by CAPSTAN_PYTHON, else `python3`; undefined, with the reason on the error output, where it has no PyTorch. */
export async function startPytorch(): Promise<Pytorch | undefined> {
  const python = process.env['CAPSTAN_PYTHON'] ?? 'python3';
  const child = spawn(python, ['-W', 'ignore', join(import.meta.dirname, 'pytorch.py')], { stdio: ['pipe', 'pipe', 'ignore'] });
  // Without PyTorch it ends at once, without Python it never begins: either way nothing more is to be read.
  child.once('error', () => child.stdout.destroy());
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async (): Promise<string | undefined> => {
    const { value, done } = await lines.next().catch(() => ({ value: undefined, done: true }));
    return done ? undefined : value;
  };
  const version = await answer();
  if (version === undefined) {
    console.error(`PyTorch was not measured: ${python} does not have it (another Python: CAPSTAN_PYTHON)`);
    return undefined;
  }
  return {
    version,
    measure: async (what) => {
      child.stdin.write(`${what}\n`);
      const said = await answer();
      if (said === undefined) throw new Error(`PyTorch ended while it measured ${what}`);
      return Number(said);
    },
    end: () => { child.stdin.end(); },
  };
}
