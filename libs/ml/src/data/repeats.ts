/** Rolling hash (Karp and Rabin 1987): base and modulus keep the products below 2^53. */
const BASE = 1_000_003;
const MODULUS = 2_147_483_647;

const sameAt = (codes: Int32Array, a: number, b: number, length: number): boolean => {
  for (let i = 0; i < length; i++) if (codes[a + i] !== codes[b + i]) return false;
  return true;
};

const hashAt = (codes: Int32Array, start: number, length: number): number => {
  let hash = 0;
  for (let i = 0; i < length; i++) hash = (hash * BASE + codes[start + i]! + 1) % MODULUS;
  return hash;
};

/** Windows that say the same, once for each thing said. */
interface Said { readonly start: number; readonly windows: number[] }

/** What the windows say, by its hash: a text of one word over and over says one thing in a million windows. */
function saidBy(codes: Int32Array, windows: Int32Array, length: number): Map<number, Said[]> {
  const all = new Map<number, Said[]>();
  for (const start of windows) {
    const hash = hashAt(codes, start, length), there = all.get(hash) ?? [];
    const same = there.find((said) => sameAt(codes, said.start, start, length));
    if (same) same.windows.push(start);
    else all.set(hash, [...there, { start, windows: [start] }]);
  }
  return all;
}

/** Which of the windows (by where they start) stand word for word anywhere in the first `end` characters. */
export function repeatedIn(codes: Int32Array, windows: Int32Array, length: number, end: number): Set<number> {
  const [missing, found] = [saidBy(codes, windows, length), new Set<number>()];
  let top = 1; // BASE^(length − 1): the weight of the character that leaves
  for (let i = 1; i < length; i++) top = (top * BASE) % MODULUS;
  let hash = hashAt(codes, 0, length);
  for (let start = 0; start + length <= end && found.size < windows.length; start++) {
    const there = missing.get(hash), same = there?.find((said) => sameAt(codes, start, said.start, length));
    if (same) {
      for (const window of same.windows) found.add(window);
      missing.set(hash, there!.filter((said) => said !== same));
    }
    hash = ((((hash + MODULUS - ((codes[start]! + 1) * top) % MODULUS) % MODULUS) * BASE) + (codes[start + length] ?? 0) + 1) % MODULUS;
  }
  return found;
}

/** How many of the windows say the same as an earlier one. */
export function repeatsAmong(codes: Int32Array, windows: Int32Array, length: number): number {
  const different = saidBy(codes, windows, length).values().reduce((count, said) => count + said.length, 0);
  return windows.length - different;
}
