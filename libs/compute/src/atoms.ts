/** Decimal amounts of bills as whole atoms of 10⁻¹⁸: adds up a million lines exactly and without fractions. */
const PLACES = 18;
const DECIMAL = /^([+-]?)(\d{1,15})?(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?$/;

/** The atoms of "-0.0000007" or "8e-07"; undefined when it is no decimal, is beyond 10¹⁵ or is finer than an atom. */
export function toAtoms(text: string): bigint | undefined {
  const m = DECIMAL.exec(text.trim());
  if (!m || (m[2] === undefined && !m[3])) return undefined;
  const fraction = m[3] ?? '';
  const shift = PLACES - fraction.length + Number(m[4] ?? 0);
  const digits = BigInt((m[2] ?? '0') + fraction);
  const cut = shift < 0 ? 10n ** BigInt(-shift) : 1n;
  if (digits % cut !== 0n || shift > 2 * PLACES) return undefined;
  const atoms = shift < 0 ? digits / cut : digits * 10n ** BigInt(shift);
  return m[1] === '-' ? -atoms : atoms;
}

/** Decimal text of atoms, without trailing zeros. */
export function atomsText(atoms: bigint): string {
  const digits = (atoms < 0n ? -atoms : atoms).toString().padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  return `${atoms < 0n ? '-' : ''}${digits.slice(0, -PLACES)}${fraction && `.${fraction}`}`;
}

const floorDiv = (a: bigint, b: bigint) => (a >= 0n || a % b === 0n ? a / b : a / b - 1n);

/** Half-up (away from zero) whole minor units of atoms. */
export function roundedMinor(atoms: bigint, minorDigits: number): number {
  const unit = 10n ** BigInt(PLACES - minorDigits);
  const size = atoms < 0n ? -atoms : atoms;
  const whole = Number((2n * size + unit) / (2n * unit));
  return atoms < 0n && whole !== 0 ? -whole : whole;
}

/** Whole minor units of each part, so that they add up to the rounded total: rounded once per bill, largest remainders get the odd units. */
export function roundedParts(parts: readonly bigint[], minorDigits: number): number[] {
  const unit = 10n ** BigInt(PLACES - minorDigits);
  const floors = parts.map((p) => floorDiv(p, unit));
  const order = parts.map((p, i) => ({ rest: p - floors[i]! * unit, i })).sort((a, b) => (a.rest === b.rest ? a.i - b.i : a.rest > b.rest ? -1 : 1));
  let left = roundedMinor(parts.reduce((a, b) => a + b, 0n), minorDigits) - Number(floors.reduce((a, b) => a + b, 0n));
  const whole = floors.map(Number);
  for (const { i } of order) { if (left <= 0) break; whole[i]! += 1; left -= 1; }
  return whole;
}
