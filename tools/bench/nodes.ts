import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { postgres } from '../campaign/engines.ts';
import { inHouse, spend } from '../campaign/house.ts';
import { withSecondNode } from '../campaign/nodes.ts';
import type { Figure } from './figure.ts';

const WARM_UP = 10;
const SAMPLES = 200;
/** From the issue: what is recorded through one node shows on the other within a second. */
const TARGET_MS = 1000;

/** Two API nodes on one PostgreSQL: from sending a command to the one until a screen that is open on the other is told. No figures where no server can run. */
export async function run(): Promise<Figure[]> {
  const engine = await postgres();
  if ('skipped' in engine) {
    console.error(engine.skipped);
    return [];
  }
  try {
    const times = await inHouse(engine, (house) => withSecondNode(house, async ({ founder }) => {
      const screen = get(`${house.api.url}/api/companies/${house.founder.company}/live`, { headers: house.founder.headers });
      const [stream] = await once(screen, 'response') as [IncomingMessage];
      const taken: number[] = [];
      for (let i = 0; i < WARM_UP + SAMPLES; i++) {
        const told = new Promise<number>((resolve) => {
          const hear = (chunk: Buffer) => {
            if (!String(chunk).includes('SpendRecorded')) return;
            stream.off('data', hear);
            resolve(performance.now());
          };
          stream.on('data', hear);
        });
        const asked = performance.now();
        await spend(founder, `bench-nodes-${i}`, i + 1);
        taken.push(await told - asked);
      }
      screen.destroy();
      return taken.slice(WARM_UP).toSorted((a, b) => a - b);
    }));
    const at = (name: string, q: number, target: number | null): Figure => ({ name: `nodes.seen-on-the-other-${name}`, value: times[Math.min(times.length - 1, Math.floor(times.length * q))]!, unit: 'ms from asking one node to a notice on a screen of the other', target, higherIsBetter: false });
    return [at('p50', 0.5, null), at('p99', 0.99, null), at('longest', 1, TARGET_MS)];
  } finally {
    await engine.close();
  }
}
