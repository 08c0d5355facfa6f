import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { openKurrentLog } from '../../src/kurrent/log.ts';
import { logContract } from '../contract.ts';
import { logModel } from '../model.ts';

vi.setConfig({ testTimeout: 120_000 });

/** `npm run test:kurrentdb` with an address in KURRENTDB_URL. Each test writes to streams of its own prefix, which stay there. */
const address = process.env['KURRENTDB_URL'];
const run = `test${randomUUID().slice(0, 8)}`;
let opened = 0;
const at = (ledger: number) => openKurrentLog(`${address}${address?.includes('?') ? '&' : '?'}streamPrefix=${run}n${ledger}`);

describe.skipIf(address === undefined)(`KurrentDB, a real server${address === undefined ? ' (skipped: no server, name one in KURRENTDB_URL)' : ''}`, () => {
  test('there is a server that answers', async () => {
    const log = await at(++opened);
    expect(await log.readAll(undefined, 1)).toEqual([]);
    await log.close();
  });

  logContract('KurrentDB, a real server', () => at(++opened), { again: () => at(opened) });

  logModel('KurrentDB, a real server', async () => {
    const ledger = ++opened;
    return { open: () => at(ledger) };
  }, 6, false);
});
