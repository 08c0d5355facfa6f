import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { files } from './generate.ts';

test.each(Object.entries(files))('%s is what the generator writes from the story', (name, write) => {
  expect(readFileSync(join(import.meta.dirname, 'files', name), 'utf8')).toBe(write());
});
