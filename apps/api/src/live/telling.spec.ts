import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { teller } from './telling.ts';

const NOTICE = `data: ${'x'.repeat(1000)}\n\n`;

test('a screen that does not read is dropped before it holds much', () => {
  const screen = new PassThrough();
  const tell = teller(screen as never);
  let told = 0;
  for (; !screen.destroyed && told < 1000; told++) tell(NOTICE);
  expect(screen.destroyed).toBe(true);
  expect(told).toBeLessThan(200);
});

test('one that reads hears everything', () => {
  const screen = new PassThrough();
  let heard = 0;
  screen.on('data', (chunk: Buffer) => { heard += chunk.length; });
  const tell = teller(screen as never);
  for (let i = 0; i < 1000; i++) tell(NOTICE);
  expect([screen.destroyed, heard]).toEqual([false, 1000 * NOTICE.length]);
});
