import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventsOf, lost, wounds } from './checks.ts';
import { type House, inHouse, named, type Scenario, spend } from './house.ts';
import { hiresFile } from './importing.ts';

/** So many files of hires make a list that is longer than what the kernel holds for a connection. */
const FILES = 30;
const LIST = '/team/people';
const LISTS = 20, STREAMS = 20;
const STALL_SECONDS = 5;
/** They are waited for so long: the lists are worked out first, and a busy machine takes its time for that. */
const DROPPED_WITHIN_MS = 10 * 60_000;
/** So much more than before may stay once the clients were dropped: the heap has grown and is given back late. */
const MOST_GROWTH = 256 * 1024 * 1024;
const GIVEN_BACK_WITHIN_MS = 60_000;

/** Clients ask for live updates and for long lists, and never read: others are served, and they are dropped. */
export const idleClients: Scenario = {
  name: 'clients that never read',
  run: (_kills, _seed, engine) => inHouse(engine, async (house) => {
    const { api, founder, address } = house;
    for (let n = 0; n < FILES; n++) await founder.ask('POST', '/team/imports', { text: hiresFile(n) }, `campaign-idle-file-${n}`);
    const { length } = JSON.stringify(await founder.ask('GET', LIST));
    const before = { memory: api.memory, sockets: api.sockets };
    const idle = [...Array.from({ length: STREAMS }, () => unread(house, '/live')), ...Array.from({ length: LISTS }, () => unread(house, LIST))];
    let [most, slowest] = [0, 0];
    const end = performance.now() + DROPPED_WITHIN_MS;
    for (let i = 0; performance.now() < end && (i === 0 || api.sockets > before.sockets + STREAMS + 4); i++) {
      const asked = performance.now();
      await spend(founder, `campaign-idle-meanwhile-${i}`, 1);
      slowest = Math.max(slowest, performance.now() - asked);
      most = Math.max(most, api.memory);
      await sleep(50);
    }
    const open = api.sockets - before.sockets - STREAMS;
    for (const socket of idle) socket.destroy();
    for (const late = performance.now() + GIVEN_BACK_WITHIN_MS; performance.now() < late && api.memory - before.memory > MOST_GROWTH;) await sleep(500);
    const mib = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MiB`;
    const losses = [
      ...(open > 4 ? [`${open} of ${LISTS} clients that never read were not dropped`] : []),
      ...(api.memory - before.memory > MOST_GROWTH ? [`memory is ${mib(api.memory)}; it was ${mib(before.memory)}`] : []),
      ...lost(await eventsOf(address, founder.company), founder.acknowledged, named('spend')),
    ];
    return { kills: 0, acknowledged: founder.acknowledged.length, said: `${LISTS} lists of ${mib(length)} and ${STREAMS} streams unread: ${mib(before.memory)} before, ${mib(most)} at most, ${mib(api.memory)} after; others waited ${slowest.toFixed(0)} ms at most`, losses: [...losses, ...await wounds(house)] };
  }, { more: { CAPSTAN_STALL_SECONDS: String(STALL_SECONDS) } }),
};

/** Asks, and takes nothing of the answer. */
function unread({ api, founder }: House, path: string): Socket {
  const { hostname, port } = new URL(api.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.pause();
  const headers = Object.entries({ host: `${hostname}:${port}`, ...founder.headers }).map(([name, value]) => `${name}: ${value}`);
  socket.write(`GET /api/companies/${founder.company}${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
  return socket;
}
