/** Leading bits that are worked on as a machine number: few enough that quotients of them are exact. */
const BITS = 46;
const SMALL = 1n << 64n;

/** The greatest common divisor of two whole numbers, at least 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  if (x < y) [x, y] = [y, x];
  while (y >= SMALL) [x, y] = manySteps(x, y) ?? [y, x % y];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/**
 * As many of Euclid's steps as the leading bits of two long numbers decide, in one go: with fractions of thousands of digits
 * that is most of them. Undefined when they decide none. Source: D. H. Lehmer 1938; Knuth, TAOCP 2, 4.5.2, Algorithm L.
 */
function manySteps(x: bigint, y: bigint): [bigint, bigint] | undefined {
  const shift = BigInt(x.toString(16).length * 4 - BITS);
  let [u, v] = [Number(x >> shift), Number(y >> shift)];
  let [a, b, c, d] = [1, 0, 0, 1];
  while (v + c !== 0 && v + d !== 0) {
    const quotient = Math.floor((u + a) / (v + c));
    if (quotient !== Math.floor((u + b) / (v + d))) break;
    [a, b, c, d, u, v] = [c, d, a - quotient * c, b - quotient * d, v, u - quotient * v];
  }
  return b === 0 ? undefined : [BigInt(a) * x + BigInt(b) * y, BigInt(c) * x + BigInt(d) * y];
}
