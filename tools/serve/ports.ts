import { createServer } from 'node:net';

/** The port itself when nothing listens there, a free one for 0, undefined when it is taken. */
export const freePort = (port: number, host = '127.0.0.1'): Promise<number | undefined> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });

/** Resolves once the address answers with a success; gives up when told to. */
export async function answers(url: string, giveUp: () => boolean): Promise<boolean> {
  while (!giveUp()) {
    if (await fetch(url, { redirect: 'manual' }).then((r) => r.status < 400, () => false)) return true;
    await new Promise((r) => setTimeout(r, 50));
  }
  return false;
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.');
