/**
 * `npm run -s bench`: all groups; `-- NAME` one group; `-- --json` one object for machines.
 * A group is a file here that exports `run(): Promise<Figure[]>`; groups run one after the other, each in a process of
 * its own, so that none warms up or slows down the next.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, meets, object, table } from './figure.ts';

const isGroup = (file: string) => file.endsWith('.ts') && /^export (async function|const) run\b/m.test(readFileSync(join(import.meta.dirname, file), 'utf8'));
const groups = readdirSync(import.meta.dirname).filter(isGroup).map((file) => file.slice(0, -'.ts'.length)).sort();

function measure(group: string): Figure[] {
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'one.ts'), group], { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 24 });
  if (status !== 0) throw new Error(`the group ${group} failed`);
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Figure[];
}

function main(args: readonly string[]): number {
  const json = args.includes('--json');
  const [wanted] = args.filter((arg) => !arg.startsWith('-'));
  if (wanted !== undefined && !groups.includes(wanted)) {
    console.error(`there is no group ${wanted}; there are: ${groups.join(', ')}`);
    return 2;
  }
  const figures: Figure[] = [];
  let failed = 0;
  for (const group of wanted === undefined ? groups : [wanted]) {
    try {
      figures.push(...measure(group));
    } catch (error) {
      failed += 1;
      console.error(error instanceof Error ? error.message : error);
    }
  }
  console.log(json ? JSON.stringify(object(figures), null, 1) : table(figures));
  if (!json) console.log(`\n${figures.filter((one) => one.target !== null && meets(one)).length} of ${figures.filter(({ target }) => target !== null).length} targets met`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
