/** A process that records into a PostgreSQL log as four callers at once: `node writer.ts <url> <name> <events each>`. Prints the ids that were acknowledged. */
import { openPostgresLog } from '../../src/postgres/log.ts';
import { writeInto } from '../write-into.ts';

const [url, name, count] = process.argv.slice(2) as [string, string, string];
const log = await openPostgresLog(url);
const ids = await Promise.all([0, 1, 2, 3].map((i) => writeInto(log, i === 0 ? 'run-common' : `company-${name}-${i}`, `${name}-${i}`, Number(count))));
process.stdout.write(`${ids.flat().join('\n')}\n`);
await log.close();
