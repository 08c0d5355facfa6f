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

/** A text to learn the next character of. Characters are Unicode code points; line ends become one kind. */
export function readText(bytes: Uint8Array, synthetic = false): Text | Refusal {
  const decoded = decodeUtf8(bytes);
  if (decoded === undefined) return refuse('file-not-utf8');
  const characters = Array.from(decoded.replaceAll('\r\n', '\n'));
  if (characters.length === 0) return refuse('file-empty');
  if (characters.length < FEWEST_CHARACTERS) return refuse('text-too-short', { found: characters.length, needed: FEWEST_CHARACTERS });
  const alphabet = [...new Set(characters)].sort((a, b) => a.codePointAt(0)! - b.codePointAt(0)!);
  if (alphabet.length < 2) return refuse('text-one-character');
  const code = new Map(alphabet.map((character, i) => [character, i]));
  return { kind: 'text', task: 'language-model', alphabet, codes: Int32Array.from(characters, (c) => code.get(c)!), hash: sha256(bytes), bytes: bytes.length, synthetic };
}
