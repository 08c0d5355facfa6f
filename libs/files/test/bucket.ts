import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error -- the package brings no types
import S3rver from '@20minutes/s3rver';

interface Server { run(): Promise<{ port: number }>; close(): Promise<void> }

export interface Bucket {
  /** What the environment says of it. */
  readonly env: Record<string, string>;
  readonly address: string;
  /** Where the server keeps the files. */
  readonly folder: string;
  close(): Promise<void>;
}

/** A server that speaks S3, checks signatures, and has one empty bucket. */
export async function startBucket(): Promise<Bucket> {
  const folder = mkdtempSync(join(tmpdir(), 'capstan-bucket-'));
  const server = new (S3rver as new (options: object) => Server)({ port: 0, address: '127.0.0.1', silent: true, directory: folder, configureBuckets: [{ name: 'capstan-files', configs: [] }] });
  const { port } = await server.run();
  return {
    folder, address: 's3://capstan-files/house',
    env: { AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`, AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER', AWS_REGION: 'eu-central-1' },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
