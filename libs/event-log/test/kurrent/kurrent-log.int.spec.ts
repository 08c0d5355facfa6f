import { afterAll, beforeAll, vi } from 'vitest';
import { openKurrentLog } from '../../src/kurrent/log.ts';
import { outageContract } from '../contract-outage.ts';
import { logContract } from '../contract.ts';
import { logModel } from '../model.ts';
import { FakeKurrent } from './server.ts';

// syncs and processes take their time on a busy machine
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const name = 'KurrentDB, the official client over the wire to a fake';
let fake: FakeKurrent;
beforeAll(async () => { fake = await new FakeKurrent().start(); });
afterAll(() => fake.stop());

/** A prefix of its own is an empty log of its own. */
let opened = 0;
const at = (ledger: number) => fake.address(`tls=false&discoveryInterval=10&streamPrefix=contract${ledger}`);
const empty = () => openKurrentLog(at(++opened));
const again = () => openKurrentLog(at(opened));

logContract(name, empty, { again });

logModel(name, async () => {
  const own = await new FakeKurrent().start();
  return { open: () => openKurrentLog(own.address()), gone: () => own.stop() };
}, 4, false);

outageContract(name, empty, again, {
  down: async () => fake.stop(), up: async () => { await fake.start(); },
  impatient: () => openKurrentLog(at(opened), { deadlineMs: 1000, patienceMs: 300 }),
});
