import { FolderFiles } from './folder.ts';
import type { FileStore } from './port.ts';
import { S3Files, type S3Place } from './s3.ts';

/** Environment variables that tell where a bucket's server is and who we are there; the names are those of Amazon's own tools. */
type Environment = Readonly<Record<string, string | undefined>>;

export const isS3 = (address: string): boolean => address.startsWith('s3://');

/**
 * Reads `s3://bucket/prefix` and the environment. Throws a sentence for the operator when the address is none or
 * something is missing; never repeats a key.
 */
export function s3Place(address: string, env: Environment): S3Place {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/.exec(address) ?? [];
  if (bucket === undefined) throw new Error(`${address} is no address of a bucket: it looks like s3://bucket/prefix`);
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  if (!accessKeyId || !secretAccessKey) throw new Error(`${address} needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`);
  const endpoint = env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined;
  const style = env['CAPSTAN_S3_STYLE'] ?? (endpoint ? 'path' : 'host');
  if (style !== 'path' && style !== 'host') throw new Error('CAPSTAN_S3_STYLE is path or host');
  return {
    bucket, prefix: prefix.replace(/^\/+|\/+$/g, '').replace(/(.)$/, '$1/'), region: env['AWS_REGION'] || 'us-east-1', endpoint, pathStyle: style === 'path',
    accessKeyId, secretAccessKey, ...(env['AWS_SESSION_TOKEN'] && { sessionToken: env['AWS_SESSION_TOKEN'] }),
  };
}

/** The files at an address: a bucket for `s3://…`, else a folder. */
export const openFiles = (address: string, env: Environment): FileStore => (isS3(address) ? new S3Files(s3Place(address, env)) : new FolderFiles(address));
