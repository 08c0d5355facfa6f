import { execFileSync } from 'node:child_process';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Lowers itself, then says the niceness of each of its threads: field 17 behind the name in brackets, where its state is field 1. */
const program = `
  import { readdirSync, readFileSync } from 'node:fs';
  import { getPriority } from 'node:os';
  import { stepBehind } from ${JSON.stringify(join(import.meta.dirname, 'step-behind.ts'))};
  stepBehind(15);
  const threads = process.platform === 'linux' ? readdirSync('/proc/self/task') : [];
  const of = (thread) => Number(readFileSync('/proc/self/task/' + thread + '/stat', 'utf8').split(') ')[1].split(' ')[16]);
  console.log(JSON.stringify([getPriority(), ...threads.map(of)]));
`;

test('a process that steps behind does so with all its threads', () => {
  const said = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })) as number[];
  const listed = process.platform === 'linux';
  if (!listed) console.log(`threads were not looked at: ${process.platform} does not list them`);
  expect(said.length).toBeGreaterThan(listed ? 2 : 0);
  expect(new Set(said)).toEqual(new Set([Math.max(15, getPriority())]));
});
