import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { exportCompany, importCompany, openSqliteKeys, openSqliteLog, verifyAll } from '../src/index.ts';
import { hired, noted, testLedger, type TestLedger } from './house.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000 });

const house = () => testLedger(openSqliteLog(':memory:'));
const fileOf = async ({ log, keys }: TestLedger, company = 'acme') => (await Array.fromAsync(exportCompany(log, keys, company))).join('');
const linesOf = (file: string) => async function* () { yield* file.trimEnd().split('\n'); };
const bring = ({ log, keys }: TestLedger, file: string) => importCompany(log, keys, linesOf(file));

async function acme(): Promise<TestLedger> {
  const ledger = house();
  await ledger.record('acme', [hired('person-1', 'Ann'), noted('spend-1', 5)]);
  await ledger.record('other', [noted('spend-x', 1)]);
  await ledger.record('acme', [noted('spend-r', 5)], { stream: 'run-1' });
  await ledger.record('acme', [hired('person-2', '冯 Bo')]);
  return ledger;
}

test('a company travels: same facts, same people, same bytes', async () => {
  const from = await acme();
  await from.keys.erase('acme', 'person-2');
  const file = await fileOf(from);
  const to = house();
  await to.record('resident', [noted('spend-0', 1)]);
  expect(await bring(to, file)).toEqual({ company: 'acme', events: 4, repeated: 0 });
  expect(await fileOf(to)).toBe(file);
  expect((await to.log.readCompany('acme', undefined, 10)).map((stored) => to.codec.decode(stored).data)).toEqual([
    expect.objectContaining({ name: 'Ann' }), { spend: 'spend-1', amount: 5 }, { spend: 'spend-r', amount: 5 }, expect.objectContaining({ name: null }),
  ]);
  expect(await verifyAll(to.log)).toMatchObject({ kind: 'intact', events: 5 });
  expect(file).not.toContain('spend-x');
});

test('any company travels byte for byte', async () => {
  const step = fc.record({ stream: fc.constantFrom('company-acme', 'run-1', 'run-2'), company: fc.constantFrom('acme', 'acme', 'other'), text: fc.string({ unit: 'binary', maxLength: 12 }), person: fc.constantFrom('person-1', 'person-2') });
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
    const from = house();
    await from.record('acme', [noted('first', 1)]);
    for (const { stream, company, text, person } of steps) await from.record(company, [hired(person, text)], company === 'acme' ? { stream } : {});
    const file = await fileOf(from);
    const to = house();
    await bring(to, file);
    expect(await fileOf(to)).toBe(file);
  }), { numRuns: 25 });
});

test('importing twice changes nothing; an import that was cut off goes on', async () => {
  const file = await fileOf(await acme());
  const to = house();
  const cut = vi.spyOn(to.log, 'append').mockImplementationOnce((...args) => { cut.mockRejectedValueOnce(new Error('power')); return (Object.getPrototypeOf(to.log) as typeof to.log).append.apply(to.log, args); });
  await expect(bring(to, file)).rejects.toThrow('power');
  cut.mockRestore();
  expect((await to.log.readAll(undefined, 10)).length).toBe(2);
  expect(await bring(to, file)).toEqual({ company: 'acme', events: 4, repeated: 2 });
  expect(await bring(to, file)).toEqual({ company: 'acme', events: 4, repeated: 4 });
  expect(await fileOf(to)).toBe(file);
});

describe('refused before anything is written', () => {
  const cases: [what: string, change: (lines: string[]) => string[], reason: string][] = [
    ['a cut file', (lines) => lines.slice(0, -1), 'ends before its checksum'],
    ['a changed figure', (lines) => lines.map((line) => line.replace('\\"amount\\":5', '\\"amount\\":6')), 'chain of company-acme is broken at revision 1'],
    ['a changed key', (lines) => lines.map((line) => (line.includes('"personal-key"') ? line.replace(/"key":"./, '"key":"+') : line)), 'checksum differs'],
    ['a missing event', (lines) => lines.filter((_, i) => i !== 2), 'chain of company-acme is broken at revision 2'],
    ['a missing run', (lines) => lines.filter((_, i) => i !== 3), 'checksum differs'],
    ['a missing first event', (lines) => lines.filter((_, i) => i !== 1), 'chain of company-acme is broken at revision 1'],
    ['something after the end', (lines) => [...lines, lines[1]!], 'follows the checksum'],
    ['another kind of file', () => ['{"some":"json"}'], 'not a Capstan company file'],
    ['no JSON', () => ['Datum;Betrag'], 'not a line of a company file'],
    ['a newer format', (lines) => lines.map((line) => line.replace('"version":1', '"version":2')), 'version 2 of the format'],
    ['an empty file', () => [], 'not a line of a company file'],
    ['a header of another company', (lines) => [lines[0]!.replace('acme', 'evil'), ...lines.slice(1)], 'an event of another company'],
  ];
  test.each(cases)('%s', async (_, change, reason) => {
    const file = change((await fileOf(await acme())).trimEnd().split('\n')).join('\n');
    const to = house();
    await expect(bring(to, file)).rejects.toThrow(reason);
    expect(await to.log.readAll(undefined, 10)).toEqual([]);
    expect(await to.keys.all('acme')).toEqual([]);
  });

  test('a company that has a different past here', async () => {
    const file = await fileOf(await acme());
    const to = house();
    await to.record('acme', [noted('spend-9', 9)]);
    await expect(bring(to, file)).rejects.toThrow('company-acme holds something else already');
  });
});

test('an export names a company that is not there, and never exports a broken chain', async () => {
  const ledger = await acme();
  await expect(fileOf(ledger, 'nobody')).rejects.toThrow('there is no company nobody');
  const [first] = await ledger.log.readCompany('acme', undefined, 1);
  vi.spyOn(ledger.log, 'readCompany').mockResolvedValueOnce([{ ...first!, data: '{}' }]);
  await expect(fileOf(ledger)).rejects.toThrow('broken at revision 0');
});

test('an erased person stays erased, and keys never overwrite one another', async () => {
  const keys = openSqliteKeys(':memory:');
  await keys.obtain('acme', ['person-1', 'person-2']);
  await keys.erase('acme', 'person-1');
  const foreign = Buffer.alloc(32, 7).toString('base64');
  await keys.adopt('acme', [{ person: 'person-1', key: foreign }, { person: 'person-3', key: foreign }]);
  expect(await keys.all('acme')).toEqual([{ person: 'person-1', key: null }, { person: 'person-2', key: expect.any(String) }, { person: 'person-3', key: foreign }]);
  await expect(keys.adopt('acme', [{ person: 'person-2', key: foreign }])).rejects.toThrow('another key of person-2');
});
