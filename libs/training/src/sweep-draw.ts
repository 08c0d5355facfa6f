/** 32 bits mixed until every input bit touches every output bit (the finaliser of MurmurHash3). */
function mixed(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A number in [0, 1) that belongs to a seed and a place: the same each time, with no generator to carry along. */
export const drawAt = (seed: number, ...place: readonly number[]): number => mixed(place.reduce((key, part) => mixed(key ^ Math.imul(part + 1, 0x9e3779b1)), mixed(seed ^ 0x9e3779b9))) / 2 ** 32;
