import { type Day, exact, type Rational } from '@capstan/kernel';

/**
 * What the cap of a note is divided by: everything fully diluted before the round (`with-pool`), the same without the
 * unallocated pool (`without-pool`), or issued common shares alone (`common-only`). None of them counts the round itself.
 */
export const capBases = ['with-pool', 'without-pool', 'common-only'] as const;
export type CapBase = (typeof capBases)[number];

/** What a SAFE or a note promises: a cap (before or after the money of all SAFEs), a discount on the round price (0.2 = 20 % off), both or neither. */
export interface Terms {
  readonly kind: 'post-money' | 'pre-money' | 'note';
  readonly cap?: Rational;
  readonly discount?: Rational;
  /** Notes only; default `with-pool`. */
  readonly capBase?: CapBase;
}

/** Money that becomes shares in a priced round. Of a note, `amount` is principal and accrued interest (`noteAccrual`). */
export interface Convertible extends Terms {
  readonly id: string;
  readonly amount: Rational;
}

/** What the holder of a most-favoured-nation SAFE takes over from the SAFEs signed after it. */
export type MfnElection = 'cap' | 'discount' | 'none';

/** A SAFE as signed: the day orders it among the others, `mfn` says that later better terms are its too. */
export interface Signed extends Convertible {
  readonly signedOn: Day;
  readonly mfn: boolean;
}

/**
 * The SAFEs with each MFN clause settled. An MFN SAFE takes the lowest *later* cap, else the largest later discount,
 * unless its holder elects otherwise; without later terms it keeps its own. Later is by day of signing, then by order.
 */
export function settleMfn(signed: readonly Signed[], elections: Readonly<Record<string, MfnElection>> = {}): Convertible[] {
  return signed.map((one, i) => {
    if (!one.mfn) return one;
    const later = signed.filter((other, j) => other.signedOn > one.signedOn || (other.signedOn === one.signedOn && j > i));
    return { ...one, ...favoured(later.filter((other) => !other.mfn && other.kind !== 'note'), elections[one.id]) };
  });
}

function favoured(later: readonly Terms[], election?: MfnElection): Partial<Terms> {
  if (election === 'none') return {};
  const capped = later.filter((t) => t.cap).sort((a, b) => exact.compare(a.cap!, b.cap!))[0];
  const discounted = later.filter((t) => t.discount).sort((a, b) => exact.compare(b.discount!, a.discount!))[0];
  if (election !== 'discount' && capped) return { kind: capped.kind, cap: capped.cap };
  return discounted && election !== 'cap' ? { discount: discounted.discount } : {};
}
