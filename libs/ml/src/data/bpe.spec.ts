import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { learnBytePairs } from './bpe.ts';

const alphabetOf = (text: string): string[] => [...new Set(text)].sort();
const learned = (text: string, vocabulary: number) => learnBytePairs(text, alphabetOf(text), vocabulary);
const said = (tokens: readonly string[], codes: Int32Array): string[] => [...codes].map((code) => tokens[code]!);

test('the pair that stands most often becomes a token first', () => {
  const { tokens, encode } = learned('low low low low low lower', 8);
  expect(tokens.slice(6)).toEqual(['lo', 'low']);
  expect(said(tokens, encode('lower'))).toEqual(['low', 'e', 'r']);
});

test('no pair reaches over a space from behind, none stands in two words', () => {
  expect(learned('a b a b a b a b', 50).tokens.filter((token) => token.trim().length > 1)).toEqual([]);
});

test('what is encoded can be read again, whatever it is', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '.', '投', '资', '😀', '\n'), minLength: 1, maxLength: 200 }), fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' ', '.', '投', '资', '😀', '\n'), maxLength: 60 }), (text, other) => {
    const { tokens, encode } = learnBytePairs(text, alphabetOf('abc .投资😀\n'), 40);
    expect(said(tokens, encode(other)).join('')).toBe(other);
  }), { numRuns: 200 });
});

test('a text of words takes fewer tokens than characters', () => {
  const text = 'the cat sat on the mat and the cat sat still. '.repeat(20), { encode } = learned(text, 60);
  expect(encode(text).length).toBeLessThan(text.length / 2);
});
