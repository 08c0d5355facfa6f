/** A stream of numbers in [0, 1). */
export type Random = () => number;

/** 32 bits mixed until every input bit touches every output bit (the finaliser of MurmurHash3). */
function mixed(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

const textKey = (text: string): number => Array.from(text).reduce((key, c) => mixed(key ^ c.codePointAt(0)!), 0x9e3779b9);

/**
 * A stream that belongs to a seed and a place ("shuffle", epoch 3). Nothing carries over from one place to the next, so a
 * resumed run needs no saved generator. Mulberry32 inside.
 */
export function randomAt(seed: number, ...place: (string | number)[]): Random {
  let state = place.reduce<number>((key, part) => mixed(key ^ Math.imul(typeof part === 'string' ? textKey(part) : part + 1, 0x9e3779b1)), mixed(seed));
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal numbers by Box and Muller. */
export function normal(random: Random): Random {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** 0 … n − 1 in a random order (Fisher and Yates). */
export function shuffled(n: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

export const floats = (n: number, draw: Random): Float32Array => Float32Array.from({ length: n }, draw);
