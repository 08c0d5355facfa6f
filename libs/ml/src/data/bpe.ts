/** Letters and digits with the space before them, cut into pieces that stay quick to merge; anything else is alone. */
const WORDS = /\s?[\p{L}\p{N}]{1,24}|\s|[^\s\p{L}\p{N}]/gu;

/** A vocabulary of pieces that stand often beside one another; the first ones are the characters. */
export interface BytePairs { readonly tokens: readonly string[]; /** The two tokens that each later one is made of, in the order in which they were learned. */ readonly merges: readonly (readonly [left: number, right: number])[]; encode(text: string): Int32Array }

interface Word { parts: number[]; readonly count: number }

const SPAN = 2 ** 20; // more than any vocabulary
const keyOf = (left: number, right: number): number => left * SPAN + right;

function eachPair({ parts }: Word, say: (key: number) => void): void {
  for (let i = 1; i < parts.length; i++) say(keyOf(parts[i - 1]!, parts[i]!));
}

/** The pair as one part, wherever it stands; overlapping ones from the left. */
function merged(parts: readonly number[], key: number, into: number): number[] {
  const answer: number[] = [];
  for (let i = 0; i < parts.length; i++) {
    if (i + 1 < parts.length && keyOf(parts[i]!, parts[i + 1]!) === key) { answer.push(into); i++; } else answer.push(parts[i]!);
  }
  return answer;
}

/** How often each pair stands in the words, and in which of them. */
class Pairs {
  readonly #counts = new Map<number, number>();
  readonly #words = new Map<number, Set<Word>>();

  add(word: Word, sign: 1 | -1): void {
    eachPair(word, (key) => {
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + sign * word.count);
      if (sign === 1) (this.#words.get(key) ?? this.#words.set(key, new Set()).get(key)!).add(word);
    });
  }

  /** The most frequent one that stands twice or more; of equals the one of the earlier tokens. */
  best(): number | undefined {
    let best: number | undefined, most = 1;
    for (const [key, count] of this.#counts) if (count > most || (count === most && best !== undefined && key < best)) [best, most] = [key, count];
    return best;
  }

  wordsOf(key: number): Word[] { return [...this.#words.get(key) ?? []]; }
}

function countWords(text: string, place: ReadonlyMap<string, number>): Word[] {
  const counts = new Map<string, number>();
  for (const [word] of text.matchAll(WORDS)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].map(([word, count]) => ({ parts: Array.from(word, (character) => place.get(character)!), count }));
}

/**
 * Byte-pair encoding (Sennrich et al. 2016) over characters, learned from `text`: the pair that stands most often becomes a token,
 * until there are `vocabulary` of them or no pair stands twice. `alphabet` holds every character that will be encoded.
 */
export function learnBytePairs(text: string, alphabet: readonly string[], vocabulary: number): BytePairs {
  const tokens = [...alphabet], place = new Map(alphabet.map((character, i) => [character, i])), ranks = new Map<number, number>();
  const words = countWords(text, place), pairs = new Pairs();
  for (const word of words) pairs.add(word, 1);
  while (tokens.length < vocabulary) {
    const key = pairs.best();
    if (key === undefined) break;
    const into = tokens.push(tokens[Math.floor(key / SPAN)]! + tokens[key % SPAN]!) - 1;
    ranks.set(key, into);
    for (const word of pairs.wordsOf(key)) {
      pairs.add(word, -1);
      word.parts = merged(word.parts, key, into);
      pairs.add(word, 1);
    }
  }
  return { tokens, merges: [...ranks.keys()].map((key) => [Math.floor(key / SPAN), key % SPAN] as const), encode: encoder(place, ranks) };
}

/** The same pieces again, from what was kept of them: every character they know, and the merges in their order. */
export function bytePairsOf(alphabet: readonly string[], merges: BytePairs['merges']): BytePairs {
  const tokens = [...alphabet], ranks = new Map<number, number>();
  for (const [left, right] of merges) ranks.set(keyOf(left, right), tokens.push(tokens[left]! + tokens[right]!) - 1);
  return { tokens, merges, encode: encoder(new Map(alphabet.map((character, i) => [character, i])), ranks) };
}

/** Merges in the order in which they were learned; each word is worked out once. */
function encoder(place: ReadonlyMap<string, number>, ranks: ReadonlyMap<number, number>): (text: string) => Int32Array {
  const known = new Map<string, number[]>();
  const partsOf = (word: string): number[] => {
    let parts = Array.from(word, (character) => place.get(character)!);
    for (;;) {
      let first: number | undefined;
      eachPair({ parts, count: 1 }, (key) => { if (ranks.has(key) && (first === undefined || ranks.get(key)! < ranks.get(first)!)) first = key; });
      if (first === undefined) return parts;
      parts = merged(parts, first, ranks.get(first)!);
    }
  };
  return (text) => {
    const codes: number[] = [];
    for (const [word] of text.matchAll(WORDS)) {
      const parts = known.get(word) ?? partsOf(word);
      known.set(word, parts);
      for (const part of parts) codes.push(part);
    }
    return Int32Array.from(codes);
  };
}
