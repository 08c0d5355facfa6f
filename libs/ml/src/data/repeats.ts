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

/** Windows by their hash. */
const byHash = (codes: Int32Array, windows: Int32Array, length: number): Map<number, number[]> => Map.groupBy(windows, (start) => hashAt(codes, start, length));

/** Which of the windows (by where they start) stand word for word anywhere in the first `end` characters. */
export function repeatedIn(codes: Int32Array, windows: Int32Array, length: number, end: number): Set<number> {
  const [known, found] = [byHash(codes, windows, length), new Set<number>()];
  let top = 1; // BASE^(length − 1): the weight of the character that leaves
  for (let i = 1; i < length; i++) top = (top * BASE) % MODULUS;
  let hash = hashAt(codes, 0, length);
  for (let start = 0; start + length <= end; start++) {
    for (const window of known.get(hash) ?? []) if (!found.has(window) && sameAt(codes, start, window, length)) found.add(window);
    hash = ((((hash + MODULUS - ((codes[start]! + 1) * top) % MODULUS) % MODULUS) * BASE) + (codes[start + length] ?? 0) + 1) % MODULUS;
  }
  return found;
}

/** How many of the windows say the same as an earlier one. */
export function repeatsAmong(codes: Int32Array, windows: Int32Array, length: number): number {
  let repeats = 0;
  for (const starts of byHash(codes, windows, length).values()) {
    starts.forEach((start, i) => { if (starts.slice(0, i).some((earlier) => sameAt(codes, earlier, start, length))) repeats++; });
  }
  return repeats;
}
