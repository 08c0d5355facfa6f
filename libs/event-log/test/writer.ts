/**
 * A process that records as fast as it can until it is killed, and says on stdout, line by line, which events were
 * acknowledged. Run as `node writer.ts <folder> <round>`; it projects too, so that the kill can fall between the two.
 */
import { join } from 'node:path';
import { openSqliteKeys, openSqliteLog, openViews, Projector } from '../src/index.ts';
import { countModel, hired, noted, now, testLedger } from './house.ts';

const [folder, round] = process.argv.slice(2) as [string, string];
const { log, keys, codec, record } = testLedger(openSqliteLog(join(folder, 'log.db')), openSqliteKeys(join(folder, 'keys.db')));
const projector = new Projector({ log, codec, views: openViews(join(folder, 'views.db')), models: [countModel], now });
await projector.start();
await keys.obtain('c0', ['person-1']);

async function caller(company: string): Promise<never> {
  for (let i = 0; ; i++) {
    const stored = await record(company, i % 7 === 0 ? [noted(`${round}-${i}`, 1), hired('person-1', 'Ann')] : [noted(`${round}-${i}`, 1)], { command: `${round} ${company} ${i}` });
    process.stdout.write(stored.map(({ id }) => `${id}\n`).join(''));
  }
}
await Promise.all(Array.from({ length: 8 }, (_, i) => caller(`c${i}`)));
