import { timingSafeEqual, createHash } from 'node:crypto';
import { ProblemError } from '../http/problem.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest();

/** Guards what only the set-up may do, such as marking a company as the demo: whoever can read the data folder can. */
export class SetupSecret {
  private readonly secret: Buffer;
  constructor(secret: string) { this.secret = sha256(secret); }
  fits(given: string | undefined): boolean { return given !== undefined && timingSafeEqual(sha256(given), this.secret); }
  check(given: string | undefined): void {
    if (!this.fits(given)) throw new ProblemError(403, 'setup-only', 'Only the set-up can make a demo company.');
  }
}
