import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { checkName, FilesUnreachable, type FileStore, type WholeFile } from './port.ts';

/** Where a bucket is and who we are there. */
export interface S3Place {
  readonly bucket: string;
  /** Before every name; empty, or ending in a slash. */
  readonly prefix: string;
  readonly region: string;
  /** The server's address; undefined for Amazon's own of the region. */
  readonly endpoint: string | undefined;
  /** The bucket in the path, as servers of one's own want it, or in the host's name. */
  readonly pathStyle: boolean;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** S3 takes so much in one piece. */
const MOST_BYTES = 5 * 2 ** 30;
/** Answers 5xx and 429 are asked again so often, with growing pauses. */
const RETRIES = 3;
const SHORT_MS = 20_000;

const inXml = (text: string, tag: string): string[] => [...text.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, value]) => value!);

/** What fetch says of a line that fails is in its cause. */
const problemOf = (error: unknown): string => (error instanceof Error ? (error.cause instanceof Error ? error.cause : error).message : String(error));

/** Files in a bucket of Amazon S3 or a server that speaks its protocol. Each is sent with its SHA-256, signed: the server refuses what arrives otherwise. */
export class S3Files implements FileStore {
  readonly place: string;
  private readonly base: string;
  private readonly prefix: string;
  private readonly client: AwsClient;

  constructor({ bucket, prefix, region, endpoint = `https://s3.${region}.amazonaws.com`, pathStyle, ...credentials }: S3Place) {
    const { protocol, host, pathname } = new URL(endpoint);
    const path = pathname.replace(/\/$/, '');
    this.base = pathStyle ? `${protocol}//${host}${path}/${bucket}` : `${protocol}//${bucket}.${host}${path}`;
    this.prefix = prefix;
    this.place = `s3://${bucket}/${prefix}`;
    this.client = new AwsClient({ ...credentials, region, service: 's3', retries: RETRIES });
  }

  async put(name: string, { path, bytes, sha256 }: WholeFile): Promise<void> {
    if (bytes > MOST_BYTES) throw new Error(`${name} has ${bytes} bytes; S3 takes ${MOST_BYTES} in one piece`);
    await this.done(await this.ask(name, { method: 'PUT', body: await openAsBlob(path), headers: { 'x-amz-content-sha256': sha256 } }), `putting ${name}`);
  }

  async open(name: string) {
    const answer = await this.ask(name, {});
    if (answer.status === 404) return this.absent(answer);
    if (!answer.ok || !answer.body) return this.done(answer, `reading ${name}`) as never;
    return { bytes: Number(answer.headers.get('content-length')), content: Readable.fromWeb(answer.body as ReadableStream<Uint8Array>) };
  }

  async size(name: string) {
    const answer = await this.ask(name, { method: 'HEAD', signal: AbortSignal.timeout(SHORT_MS) });
    if (answer.status === 404) return undefined;
    await this.done(answer, `looking for ${name}`);
    return Number(answer.headers.get('content-length'));
  }

  async list(prefix: string) {
    const found: { name: string; bytes: number }[] = [];
    for (let from: string | undefined = ''; from !== undefined;) {
      const query = new URLSearchParams({ 'list-type': '2', prefix: this.prefix + prefix, ...(from && { 'continuation-token': from }) });
      const text = await this.done(await this.fetch(`${this.base}?${query.toString()}`, { signal: AbortSignal.timeout(SHORT_MS) }), 'listing');
      const sizes = inXml(text, 'Size');
      found.push(...inXml(text, 'Key').map((key, i) => ({ name: key.slice(this.prefix.length), bytes: Number(sizes[i]) })));
      from = inXml(text, 'IsTruncated')[0] === 'true' ? inXml(text, 'NextContinuationToken')[0] : undefined;
    }
    return found;
  }

  async remove(name: string): Promise<void> {
    await this.done(await this.ask(name, { method: 'DELETE', signal: AbortSignal.timeout(SHORT_MS) }), `removing ${name}`);
  }

  private ask(name: string, how: RequestInit): Promise<Response> { return this.fetch(`${this.base}/${this.prefix}${checkName(name)}`, how); }

  private async fetch(url: string, how: RequestInit): Promise<Response> {
    return this.client.fetch(url, how).catch((error: unknown) => { throw new FilesUnreachable(this.place, problemOf(error), error); });
  }

  /** No such file is an answer; no such bucket is not. */
  private async absent(answer: Response): Promise<undefined> {
    const [code] = inXml(await answer.text(), 'Code');
    if (code === 'NoSuchBucket') throw new FilesUnreachable(this.place, 'there is no such bucket');
    return undefined;
  }

  private async done(answer: Response, what: string): Promise<string> {
    const text = await answer.text();
    if (!answer.ok) throw new FilesUnreachable(this.place, `${what} was answered ${answer.status}${inXml(text, 'Code').map((code) => ` ${code}`).join('')}`);
    return text;
  }
}
