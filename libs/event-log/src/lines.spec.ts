import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf } from './lines.ts';

async function* chunks(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('lines come back whole, however the bytes are cut and whatever is in them', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', '融', '🚀', '\u2028', '\r', '"', ' ') });
  await fc.assert(fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 7 }), async (lines, size) => {
    const text = lines.map((one) => `${one}\n`).join('');
    expect(await Array.fromAsync(linesOf(chunks(text, size)))).toEqual(lines);
  }));
});

test('a last line without an end counts', async () => {
  expect(await Array.fromAsync(linesOf(chunks('a\nb', 2)))).toEqual(['a', 'b']);
});
