import { expect, test } from 'vitest';
import { readText } from './text.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('characters are code points in order, so a text in Chinese or with emoji is read whole', () => {
  const text = readText(bytes('投资😀\r\n'.repeat(200)));
  expect(text).toMatchObject({ alphabet: ['\n', '投', '资', '😀'], task: 'language-model' });
  expect('codes' in text && [...text.codes.subarray(0, 5)]).toEqual([1, 2, 3, 0, 1]);
});

test.each([
  ['nothing', '', 'file-empty'],
  ['a short text', 'too short', 'text-too-short'],
  ['one character', 'a'.repeat(1000), 'text-one-character'],
])('%s is refused', (_, text, code) => expect(readText(bytes(text))).toMatchObject({ code }));

test('bytes that are not UTF-8 are refused', () => expect(readText(new Uint8Array(1000).fill(0xc3))).toMatchObject({ code: 'file-not-utf8' }));
