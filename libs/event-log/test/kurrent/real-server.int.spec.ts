import { randomUUID } from 'node:crypto';
import { test, vi } from 'vitest';
import { openKurrentLog } from '../../src/kurrent/log.ts';
import { logContract } from '../contract.ts';

vi.setConfig({ testTimeout: 60_000 });

/** `npm run test:kurrentdb` with an address in KURRENTDB_URL. Each test writes to streams of its own prefix, which stay there. */
const address = process.env['KURRENTDB_URL'];
const prefix = `test${randomUUID().slice(0, 8)}`;
let opened = 0;

if (address === undefined) test.skip('KurrentDB, a real server: skipped: no server (name one in KURRENTDB_URL)');
else logContract('KurrentDB, a real server', async () => openKurrentLog(`${address}${address.includes('?') ? '&' : '?'}streamPrefix=${prefix}n${opened++}`));
