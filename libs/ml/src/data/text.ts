import type { Refusal } from '@capstan/kernel';
import type { Text } from './dataset.ts';
import { sha256 } from './hash.ts';
import { refuse } from './refusals.ts';

/** Enough for a training part and a validation part of some windows each. */
const FEWEST_CHARACTERS = 500;

/** The text of some bytes; undefined when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Each character as its place in the alphabet. */
function codesOf(text: string, alphabet: readonly string[]): Int32Array {
  const place = new Map(alphabet.map((character, i) => [character, i])), codes = new Int32Array(text.length);
  let count = 0;
  for (const character of text) codes[count++] = place.get(character)!;
  return codes.slice(0, count);
}

/** A text to learn the next character of. Characters are Unicode code points; line ends become one kind. */
export function readText(bytes: Uint8Array, synthetic = false): Text | Refusal {
  const decoded = decodeUtf8(bytes);
  if (decoded === undefined) return refuse('file-not-utf8');
  const text = decoded.replaceAll('\r\n', '\n');
  if (text === '') return refuse('file-empty');
  const alphabet = [...new Set(text)].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
  const codes = codesOf(text, alphabet);
  if (codes.length < FEWEST_CHARACTERS) return refuse('text-too-short', { found: codes.length, needed: FEWEST_CHARACTERS });
  if (alphabet.length < 2) return refuse('text-one-character');
  return { kind: 'text', task: 'language-model', alphabet, codes, hash: sha256(bytes), bytes: bytes.length, synthetic };
}
