import { fill } from '@capstan/kernel';
import { ProblemError } from '../http/problem.ts';

export const LEAST_PASSWORD = 12;
export const MOST_PASSWORD = 128;
/** Of zxcvbn's 0 to 4: at least 10^8 guesses by somebody who knows how people choose passwords. */
const LEAST_SCORE = 3;
/** What stands after this many characters can only make a password better, and looking at all of them takes long. */
const LOOKED_AT = 64;
/** Everybody can read it in the set-up: good for the people of the demo, for nobody else. */
const DEMO_PASSWORD = 'capstan-demo';

const texts = {
  PASSWORD_TOO_SHORT: 'A password has at least {least} characters.', PASSWORD_TOO_LONG: 'A password has at most {most} characters.',
  'password-guessable': 'This password is among those that are tried first. Several words that do not belong together are better.',
} as const;

const refused = (code: keyof typeof texts, values: Record<string, number> = {}): ProblemError => new ProblemError(400, code, fill(texts[code], values), { path: 'password', values });

type Estimate = (password: string, known: string[]) => number;
let loading: Promise<Estimate> | undefined;

/** The dictionaries are large and needed for new passwords only. */
async function load(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]);
  const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password, known) => zxcvbn.check(password, known).score;
}

/**
 * Throws 400 unless a new password has 12 to 128 characters and takes more than a hundred million guesses. `known` is
 * what others know of the person: name, e-mail. `isDemo` lets the demo's own password pass.
 */
export async function checkNewPassword(password: unknown, known: readonly string[], isDemo = false): Promise<void> {
  if (typeof password !== 'string') return;
  if (password.length < LEAST_PASSWORD) throw refused('PASSWORD_TOO_SHORT', { least: LEAST_PASSWORD });
  if (password.length > MOST_PASSWORD) throw refused('PASSWORD_TOO_LONG', { most: MOST_PASSWORD });
  if (password === DEMO_PASSWORD) {
    if (isDemo) return;
    throw refused('password-guessable');
  }
  const estimate = await (loading ??= load());
  if (estimate(password.slice(0, LOOKED_AT), [...known, 'capstan'].flatMap((text) => [text, ...text.split(/[@.\s]+/)])) < LEAST_SCORE) throw refused('password-guessable');
}
