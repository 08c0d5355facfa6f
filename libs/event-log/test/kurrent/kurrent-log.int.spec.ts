import { afterAll, beforeAll, vi } from 'vitest';
import { openKurrentLog } from '../../src/kurrent/log.ts';
import { logContract } from '../contract.ts';
import { FakeKurrent } from './server.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 60_000 });

let fake: FakeKurrent;
beforeAll(async () => { fake = await new FakeKurrent().start(); });
afterAll(() => fake.stop());

let opened = 0;
logContract('KurrentDB through the official client', async () => openKurrentLog(fake.address(`tls=false&streamPrefix=contract${opened++}`)));
