import { openLog } from '@capstan/event-log';
import { FakeKurrent } from '../../libs/event-log/test/kurrent/server.ts';
import type { Figure } from './figure.ts';
import { appendsPerSecond, fill, median, readingFigures } from './ledger-adapter.ts';

const EVENTS_EACH: Readonly<Record<number, number>> = { 1: 500, 64: 60, 512: 12 };
const ROUNDS = 3;

/**
 * The KurrentDB adapter through the official client: against the server in KURRENTDB_URL, else against the tests' protocol
 * fake, which keeps everything in memory; then the figures are those of adapter, client and wire, not of a KurrentDB.
 */
export async function kurrentFigures(): Promise<Figure[]> {
  const given = process.env['KURRENTDB_URL'];
  const fake = given === undefined ? await new FakeKurrent().start() : undefined;
  const against = given === undefined ? 'protocol fake in memory, no server' : 'the server in KURRENTDB_URL';
  const prefix = `bench_${Date.now()}`;
  const address = fake?.address(`tls=false&streamPrefix=${prefix}`) ?? `${given}${given!.includes('?') ? '&' : '?'}streamPrefix=${prefix}`;
  const [log, other] = [await openLog(address), await openLog(address)];
  try {
    const rates = new Map<number, number[]>(Object.keys(EVENTS_EACH).map((callers) => [Number(callers), []]));
    for (let round = 0; round < ROUNDS; round++) for (const [callers, seen] of rates) seen.push(await appendsPerSecond(log, callers, EVENTS_EACH[callers]!));
    const figures = [...rates].map(([callers, seen]): Figure => ({ name: `ledger.kurrentdb-appends-${callers}-callers`, value: median(seen), unit: 'events/s', target: null, higherIsBetter: true }));
    figures.push(...await readingFigures('kurrentdb', await fill(log), other));
    return figures.map((figure) => ({ ...figure, unit: `${figure.unit} (${against})` }));
  } finally {
    for (const one of [log, other]) await one.close();
    fake?.stop();
  }
}
