import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clearUnfinished, type FileStore, FilesUnreachable, measured, openFiles, receive, s3Place, TooLarge, type WholeFile } from '../src/index.ts';
import { type Bucket, startBucket } from './bucket.ts';

let bucket: Bucket, root: string, files = 0;
beforeAll(async () => {
  bucket = await startBucket();
  root = mkdtempSync(join(tmpdir(), 'capstan-files-'));
});
afterAll(async () => {
  await bucket.close();
  rmSync(root, { recursive: true, force: true });
});

function file(text: string | Uint8Array): Promise<WholeFile> {
  const path = join(root, `file-${++files}`);
  writeFileSync(path, text);
  return measured(path);
}
async function text(store: FileStore, name: string): Promise<string | undefined> {
  const found = await store.open(name);
  return found && Buffer.concat(await found.content.toArray()).toString();
}

describe.each(['a folder', 'a bucket'])('%s', (kind) => {
  let store: FileStore;
  beforeEach(() => {
    const own = `own-${++files}`;
    store = kind === 'a folder' ? openFiles(join(root, own), {}) : openFiles(`${bucket.address}/${own}`, bucket.env);
  });

  test('gives back what was put there, under its name only', async () => {
    await store.put('datasets/one', await file('Ahoy'));
    expect(await text(store, 'datasets/one')).toBe('Ahoy');
    expect([await store.size('datasets/one'), await store.size('datasets/two'), await store.open('datasets'), await store.open('datasets/two')]).toEqual([4, undefined, undefined, undefined]);
  });

  test('replaces, lists in order, removes', async () => {
    for (const [name, content] of [['b/2', 'two'], ['b/1', 'one'], ['c/3', ''], ['b/2', 'second']] as const) await store.put(name, await file(content));
    expect(await store.list('b/')).toEqual([{ name: 'b/1', bytes: 3 }, { name: 'b/2', bytes: 6 }]);
    await store.remove('b/1');
    await store.remove('b/1');
    expect(await store.list('')).toEqual([{ name: 'b/2', bytes: 6 }, { name: 'c/3', bytes: 0 }]);
    expect(await text(store, 'c/3')).toBe('');
  });

  test('five megabytes of bytes arrive as they are', async () => {
    const bytes = Uint8Array.from({ length: 5_000_000 }, (_, i) => (i * 7919) % 256);
    const whole = await file(bytes);
    await store.put('artifacts/large', whole);
    const found = (await store.open('artifacts/large'))!;
    expect(found.bytes).toBe(bytes.length);
    expect(await receive(found.content, root, 10_000_000)).toMatchObject({ bytes: whole.bytes, sha256: whole.sha256 });
  });

  test.each(['../secret', '/etc/passwd', 'a/../../b', 'a//b', '', '.hidden', 'a/.b', 'a\nb'])('%j is refused as a name', async (name) => {
    await expect(Promise.resolve().then(() => store.open(name))).rejects.toThrow('is no name of a file');
    const whole = await file('x');
    await expect(Promise.resolve().then(() => store.put(name, whole))).rejects.toThrow('is no name of a file');
  });

  test('what cannot be read puts nothing there', async () => {
    await expect(store.put('a/b', { path: join(root, 'there-is-none'), bytes: 1, sha256: '0'.repeat(64) })).rejects.toThrow('ENOENT');
    expect(await store.list('')).toEqual([]);
  });
});

/** A server for what the other one cannot show; answers whatever it is told to. */
async function told(answer: (request: IncomingMessage) => string): Promise<{ files: FileStore; close: () => Promise<unknown> }> {
  const server = createServer((request, response) => { request.resume().on('end', () => response.end(answer(request))); }).listen(0, '127.0.0.1');
  await new Promise((done) => { server.once('listening', done); });
  const files = openFiles('s3://capstan-files/house', { ...bucket.env, AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  return { files, close: () => { server.closeAllConnections(); return new Promise((done) => { server.close(done); }); } };
}

test('a listing of more than a page is whole', async () => {
  const asked: (string | null)[] = [];
  const { files, close } = await told(({ url }) => {
    const query = new URL(url!, 'http://x').searchParams;
    asked.push(query.get('continuation-token'));
    const key = (name: string) => `<Contents><Key>${query.get('prefix')}${name}</Key><Size>3</Size></Contents>`;
    return asked.length === 1 ? `<ListBucketResult><IsTruncated>true</IsTruncated>${key('1')}${key('2')}<NextContinuationToken>a+b/c=</NextContinuationToken></ListBucketResult>` : `<ListBucketResult><IsTruncated>false</IsTruncated>${key('3')}</ListBucketResult>`;
  });
  expect((await files.list('n/')).map(({ name }) => name)).toEqual(['n/1', 'n/2', 'n/3']);
  expect(asked).toEqual([null, 'a+b/c=']);
  await close();
});

test('another key is refused, and a bucket that is not there is no empty one; neither says the key', async () => {
  const strange = openFiles(bucket.address, { ...bucket.env, AWS_SECRET_ACCESS_KEY: 'not-the-key' });
  const denied = await strange.put('a/b', await file('x')).catch((error: unknown) => error);
  expect(denied).toBeInstanceOf(FilesUnreachable);
  expect(String(denied)).toContain('SignatureDoesNotMatch');
  expect(String(denied)).not.toContain('not-the-key');
  await expect(openFiles('s3://no-such-bucket/x', bucket.env).open('a/b')).rejects.toThrow('there is no such bucket');
});

test('nobody there: said so, without a key', async () => {
  const gone = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => { gone.once('listening', done); });
  const { port } = gone.address() as AddressInfo;
  await new Promise((done) => { gone.close(done); });
  const store = openFiles(bucket.address, { ...bucket.env, AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}` });
  const error = await store.size('a/b').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FilesUnreachable);
  expect(String(error)).toMatch(/s3:\/\/capstan-files\/house\/ cannot be used: .*ECONNREFUSED/);
});

test('the hash that was signed travels with a file, for the server to check', async () => {
  const heard: unknown[] = [];
  const { files: store, close } = await told(({ headers }) => { heard.push(headers); return ''; });
  const whole = await file('Ahoy');
  await store.put('artifacts/x', whole);
  expect(heard).toMatchObject([{ 'x-amz-content-sha256': whole.sha256, 'content-length': '4', authorization: expect.stringContaining('x-amz-content-sha256') }]);
  await close();
});

test('what comes is limited, and nothing stays behind of what broke off', async () => {
  const folder = join(root, 'incoming');
  mkdirSync(folder);
  async function* pieces(breaks: boolean) { yield Buffer.alloc(600); if (breaks) throw new Error('the line is dead'); yield Buffer.alloc(600); }
  await expect(receive(pieces(false), folder, 1000)).rejects.toThrow(TooLarge);
  await expect(receive(pieces(true), folder, 10_000)).rejects.toThrow('the line is dead');
  expect(readdirSync(folder)).toEqual([]);
  expect(await receive(pieces(false), folder, 1200)).toMatchObject({ bytes: 1200 });
});

test('what a killed process left of uploads is cleared away once it is old; nothing else is', async () => {
  const folder = join(root, 'cut-off');
  mkdirSync(folder);
  const then = new Date('2026-03-01T00:00:00Z');
  for (const [name, day] of [['old.new', '2026-02-27'], ['young.new', '2026-03-02'], ['kept.csv', '2026-02-27']] as const) {
    writeFileSync(join(folder, name), 'half a');
    utimesSync(join(folder, name), new Date(day), new Date(day));
  }
  expect(await clearUnfinished(folder, then)).toBe(1);
  expect(readdirSync(folder).toSorted()).toEqual(['kept.csv', 'young.new']);
  expect(await clearUnfinished(join(root, 'never-made'), then)).toBe(0);
});

test.each<[string, Record<string, string>, string]>([
  ['s3://Bucket', {}, 'is no address of a bucket'],
  ['s3://bucket/../x y', {}, 'is no address of a bucket'],
  ['s3://bucket/x', { AWS_ACCESS_KEY_ID: 'a' }, 'needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'],
  ['s3://bucket/x', { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', CAPSTAN_S3_STYLE: 'flat' }, 'CAPSTAN_S3_STYLE is path or host'],
])('%s with %j is refused in a sentence', (address, env, sentence) => expect(() => s3Place(address, env)).toThrow(sentence));

test('Amazon\'s own server has the bucket in its name, one\'s own has it in the path', () => {
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  expect(s3Place('s3://bucket/a/b/', keys)).toMatchObject({ bucket: 'bucket', prefix: 'a/b/', endpoint: undefined, pathStyle: false, region: 'us-east-1' });
  expect(s3Place('s3://bucket', { ...keys, AWS_ENDPOINT_URL_S3: 'https://files.example' })).toMatchObject({ prefix: '', pathStyle: true, endpoint: 'https://files.example' });
});
