import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A secret kept in a file of the data folder, made once and readable by its owner only. */
export function secretFile(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, randomBytes(32).toString('hex'));
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 32) throw new Error(`${path} is shorter than a secret may be; delete it and start again`);
  return secret;
}

/** What an installation keeps to itself: it signs sessions, lets trainers in, and lets the set-up mark a demo. */
export interface Secrets { readonly secret: string; readonly trainerToken: string; readonly setupSecret: string }

const FILES = { secret: 'secret', trainerToken: 'trainer-token', setupSecret: 'setup-secret' } as const;

/** The secrets of a data folder, made where they are missing. */
export const secretsOf = (folder: string): Secrets =>
  ({ secret: secretFile(folder, FILES.secret), trainerToken: secretFile(folder, FILES.trainerToken), setupSecret: secretFile(folder, FILES.setupSecret) });

/** The secrets that all nodes agreed on: `agree` is given this folder's and answers the first one that came. The folder takes them over, because a trainer beside the API reads its token there. */
export async function agreedSecrets(folder: string, own: Secrets, agree: (name: string, value: string) => Promise<string>): Promise<Secrets> {
  const agreed = { ...own };
  for (const key of ['secret', 'trainerToken', 'setupSecret'] as const) {
    agreed[key] = await agree(FILES[key], own[key]);
    if (agreed[key] !== own[key]) replaceSecret(folder, FILES[key], agreed[key]);
  }
  return agreed;
}

function replaceSecret(folder: string, name: string, secret: string): void {
  const path = join(folder, name);
  writeFileSync(`${path}.new`, secret, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
