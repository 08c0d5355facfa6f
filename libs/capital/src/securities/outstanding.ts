import type { Day, Fraction } from '@capstan/kernel';
import type { ConvertibleNote, Warrant } from './state.ts';

/** Shares that can still be had under a warrant at the end of a day. */
export function leftOn({ left, cancelledOn, expiresOn }: Warrant, on: Day): number {
  if ((cancelledOn !== undefined && cancelledOn <= on) || (expiresOn !== undefined && expiresOn < on)) return 0;
  return left.reduce((now, step) => (step.on <= on ? step.shares : now), 0);
}

/** Shares a warrant was issued for, in the shares of a day. */
export const issuedUnder = ({ issued }: Warrant, on: Day): number => issued.reduce((now, step) => (step.on <= on ? step.shares : now), 0);

/** Its price per share on a day: the one it was issued at, divided by the splits since. */
export const strikeOn = ({ strikes }: Warrant, on: Day): Fraction => strikes.reduce((now, step) => (step.on <= on ? step.strike : now), strikes[0]!.strike);

/** Notes signed by a day and neither repaid, cancelled nor converted by its end, in order of signing. */
export const notesOn = (notes: readonly ConvertibleNote[], on: Day): ConvertibleNote[] =>
  notes.filter((n) => n.signedOn <= on && (n.situation === 'outstanding' || n.on > on)).sort((a, b) => (a.signedOn < b.signedOn ? -1 : a.signedOn > b.signedOn ? 1 : 0));
