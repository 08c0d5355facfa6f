import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { RunSpec, type Work } from '@capstan/training';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Rejected } from './api.ts';
import { attemptIn, noteAttempt, pack, unpack } from './bundle.ts';
import { Carrier } from './carrier.ts';
import { settingsFrom } from './settings.ts';
import type { Transfer } from './transfer.ts';

let root: string;
beforeEach(() => { root = mkdtempSync(join(tmpdir(), 'capstan-carrier-')); });
afterEach(() => rmSync(root, { recursive: true, force: true }));

const data = 'Ahoy', hash = createHash('sha256').update(data).digest('hex');
const work = (attempt: number): Work => ({
  run: 'run-1', lease: 'lease-1', company: 'c', attempt, epochsHeard: 0, leaseSeconds: 30, secondsLeft: null, pauseAt: null, synthetic: false,
  spec: RunSpec.parse({ dataset: { dataset: 'd', hash, kind: 'text' }, model: { kind: 'lstm' } }),
});
const never = new AbortController().signal;

/** An API's files as a folder. */
function far(place: string): Transfer & { asked: string[] } {
  const asked: string[] = [];
  mkdirSync(place, { recursive: true });
  const nameOf = (path: string, named: Readonly<Record<string, string>>) => join(place, path.includes('artifacts') ? named['sha256']! : path.split('/')[6]!);
  return {
    asked,
    async download({ path }, named, to) {
      asked.push(`get ${path.split('/')[6]}`);
      if (!existsSync(nameOf(path, named))) return false;
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(nameOf(path, named), to);
      return true;
    },
    async has({ path }, named) { return existsSync(nameOf(path, named)); },
    async upload({ path }, named, from) {
      asked.push(`put ${path.split('/')[6]}`);
      copyFileSync(from, nameOf(path, named));
    },
  };
}

/** A machine with a folder of its own. */
function machine(name: string, transfer: Transfer, env: NodeJS.ProcessEnv = { CAPSTAN_TRAINER_TOKEN: 'x' }) {
  const settings = settingsFrom({ CAPSTAN_DATA: join(root, name), ...env });
  return { carrier: new Carrier(transfer, settings), run: join(settings.checkpoints, 'run-1'), of: (attempt: number) => join(settings.checkpoints, `run-1.${attempt}`), settings };
}
function stand(folder: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'last.ckpt'), `last ${text}`);
  writeFileSync(join(folder, 'best.ckpt'), `best ${text}`);
}
const last = (folder: string) => readFileSync(join(folder, 'last.ckpt'), 'utf8');

test('a run given back on one machine goes on from there on another; coming back, it does not fall behind', async () => {
  const api = far(join(root, 'api'));
  writeFileSync(join(root, 'api', 'dataset'), data);
  const [one, two] = [machine('one', api), machine('two', api)];
  expect(await one.carrier.bring(work(1), never)).toBe(one.of(1));
  expect(api.asked).toEqual(['get dataset']);
  expect(readFileSync(join(one.settings.datasets, hash), 'utf8')).toBe(data);
  stand(one.of(1), 'of the first');
  await one.carrier.giveBack(work(1), one.of(1), never);
  await two.carrier.bring(work(2), never);
  expect([last(two.of(2)), readFileSync(join(two.of(2), 'best.ckpt'), 'utf8')]).toEqual(['last of the first', 'best of the first']);
  stand(two.of(2), 'of the second');
  await two.carrier.giveBack(work(2), two.of(2), never);
  await one.carrier.bring(work(3), never);
  expect([last(one.of(3)), await attemptIn(one.of(3))]).toEqual(['last of the second', 3]);
  expect(readdirSync(one.settings.checkpoints)).toEqual(['run-1.3']);
});

test('its own checkpoint counts when nothing newer was handed over', async () => {
  const api = far(join(root, 'api')), one = machine('one', api);
  stand(one.run, 'of the first');
  await noteAttempt(one.run, 1);
  await pack(one.run, 1, join(root, 'api', 'checkpoint'));
  stand(one.run, 'as killed, later');
  await one.carrier.bring(work(2), never);
  expect(last(one.of(2))).toBe('last as killed, later');
});

test('a process of an earlier attempt that was held up has no place to write any more; folders of other runs stay', async () => {
  const one = machine('one', far(join(root, 'api')), {});
  stand(await one.carrier.bring(work(1), never), 'of the first');
  stand(`${one.run}0.7`, 'of another run');
  await one.carrier.bring(work(2), never);
  expect(() => writeFileSync(join(one.of(1), 'last.ckpt.new'), 'late')).toThrow('ENOENT');
  expect(last(one.of(2))).toBe('last of the first');
  expect(readdirSync(one.settings.checkpoints).sort()).toEqual(['run-1.2', 'run-10.7']);
});

test('beside the API nothing is handed over; weights that are there already are not sent again', async () => {
  const api = far(join(root, 'api')), one = machine('one', api, {});
  stand(one.run, 'x');
  await one.carrier.giveBack(work(1), one.run, never);
  const end = { run: 'run-1', lease: 'lease-1', reason: null, wallSeconds: 1, outcome: { artifact: { sha256: 'a'.repeat(64), bytes: 1 } } } as Parameters<Carrier['weights']>[0];
  await expect(one.carrier.weights(end)).rejects.toThrow(Rejected);
  mkdirSync(one.settings.artifacts, { recursive: true });
  writeFileSync(join(one.settings.artifacts, 'a'.repeat(64)), 'w');
  await one.carrier.weights(end);
  await one.carrier.weights(end);
  expect(api.asked).toEqual(['put artifacts']);
});

test('what was handed over and cannot be read leaves the run with what it has', async () => {
  const api = far(join(root, 'api')), one = machine('one', api);
  writeFileSync(join(root, 'api', 'checkpoint'), 'no checkpoint at all');
  stand(one.run, 'own');
  await one.carrier.bring(work(2), never);
  expect(last(one.of(2))).toBe('last own');
});

test('a damaged checkpoint takes nobody’s place', async () => {
  const folder = join(root, 'run-1'), path = join(root, 'bundle');
  stand(folder, 'whole');
  await pack(folder, 1, path);
  const whole = readFileSync(path);
  whole[whole.length - 1] = 0;
  writeFileSync(path, whole);
  stand(folder, 'own');
  await expect(unpack(path, folder)).rejects.toThrow('best.ckpt of the handed-over checkpoint is damaged');
  expect(last(folder)).toBe('last own');
  const header = readFileSync(path, 'utf8').split('\n')[0]!.replace('last.ckpt', '../secret');
  writeFileSync(path, `${header}\n`);
  appendFileSync(path, 'x');
  await expect(unpack(path, folder)).rejects.toThrow('this is no checkpoint');
});
