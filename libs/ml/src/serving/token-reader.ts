import { bytePairsOf } from '../data/bpe.ts';
import type { TokenReading } from '../data/reading.ts';

/** A text as tokens of a model, and the characters that the model has never met: those are left out. */
export interface TokenReader { readonly tokens: readonly string[]; read(text: string): { readonly codes: Int32Array; readonly unread: string[] } }

/** Reads texts as they were read for training; line ends are of one kind. */
export function tokenReader({ alphabet, merges }: TokenReading): TokenReader {
  const known = new Set(alphabet), place = new Map(alphabet.map((character, i) => [character, i])), pairs = merges && bytePairsOf(alphabet, merges);
  return {
    tokens: pairs?.tokens ?? alphabet,
    read(text) {
      const characters = [...text.replaceAll('\r\n', '\n')], readable = characters.filter((one) => known.has(one));
      const codes = pairs ? pairs.encode(readable.join('')) : Int32Array.from(readable, (one) => place.get(one)!);
      return { codes, unread: [...new Set(characters.filter((one) => !known.has(one)))] };
    },
  };
}
