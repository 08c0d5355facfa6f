/**
 * `npm run -s oracles -- FILE`: puts every case of a file of published results (the shape of `cases.json`) to the engine
 * its `kind` names and prints `ok <id>` or `FAIL <id> <difference>` for each, then `N passed, N failed, N skipped`.
 * Exits with 1 when a case failed (an unknown kind is a failure), with 2 when the file cannot be read.
 */
import { casesIn } from './oracles/case.ts';
import { judge } from './oracles/judge.ts';

async function main([file]: readonly string[]): Promise<number> {
  if (file === undefined) {
    console.error('npm run -s oracles -- FILE');
    return 2;
  }
  let failed = 0;
  const cases = casesIn(file);
  for (const one of cases) {
    const problems = await judge(one);
    if (problems.length > 0) failed += 1;
    console.log(problems.length > 0 ? `FAIL ${one.id} ${problems.join('; ')}` : `ok ${one.id}`);
  }
  console.log(`${cases.length - failed} passed, ${failed} failed, 0 skipped`);
  return failed > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
