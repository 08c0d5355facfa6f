/** One group in this process; its figures as the last line of stdout. Started by bench.ts. */
import type { Figure } from './figure.ts';

const { run } = (await import(`./${process.argv[2]}.ts`)) as { run: () => Promise<Figure[]> };
process.stdout.write(`${JSON.stringify(await run())}\n`);
process.exit(0);
